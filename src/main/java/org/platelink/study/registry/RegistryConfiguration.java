package org.platelink.study.registry;

import ca.uhn.fhir.context.FhirContext;
import ca.uhn.fhir.jpa.api.dao.DaoRegistry;
import ca.uhn.fhir.jpa.api.dao.IFhirResourceDao;
import java.util.ArrayList;
import java.util.List;
import org.hl7.fhir.r4.model.ResearchSubject;
import org.platelink.platform.server.PagePolicy;
import org.platelink.platform.server.PublicAddress;
import org.springframework.boot.context.properties.EnableConfigurationProperties;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;
import org.springframework.jdbc.core.simple.JdbcClient;

/** Spring configuration of the public registry pages and their formats. */
@Configuration(proxyBeanMethods = false)
@EnableConfigurationProperties(RegistryProperties.class)
class RegistryConfiguration {

    @Bean
    PublishedStudies publishedStudies(
            JdbcClient database,
            DaoRegistry store,
            IFhirResourceDao<ResearchSubject> subjects,
            RegistryProperties properties) {
        return new PublishedStudies(
                database,
                store,
                new Enrolments(database, subjects, properties.countEvery()),
                properties.smallestNumber());
    }

    @Bean
    PagePolicy registryPolicy() {
        return new PagePolicy(RegistryController.PATH, Page.POLICY);
    }

    @Bean
    Forms registryForms(FhirContext fhir, PublicAddress address) {
        FhirContext r5 = FhirContext.forR5Cached();
        SchemaOrgForm schema = new SchemaOrgForm(address);
        List<Form> forms = new ArrayList<>(List.of(
                new FhirForm(fhir, true, address),
                new FhirForm(fhir, false, address),
                new FhirForm(r5, true, address),
                new FhirForm(r5, false, address),
                new IctrpForm(address),
                new ClinicalTrialsGovForm(),
                schema));
        forms.add(new PageForm(address, forms, schema));
        return new Forms(List.copyOf(forms));
    }
}
