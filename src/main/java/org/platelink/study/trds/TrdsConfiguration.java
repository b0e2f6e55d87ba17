package org.platelink.study.trds;

import ca.uhn.fhir.context.FhirContext;
import ca.uhn.fhir.jpa.api.dao.IFhirResourceDao;
import ca.uhn.fhir.rest.api.server.SystemRequestDetails;
import ca.uhn.fhir.rest.server.exceptions.ResourceGoneException;
import ca.uhn.fhir.rest.server.exceptions.ResourceNotFoundException;
import org.hl7.fhir.r4.model.IdType;
import org.hl7.fhir.r4.model.Organization;
import org.hl7.fhir.r4.model.Reference;
import org.hl7.fhir.r4.model.ResearchStudy;
import org.jspecify.annotations.Nullable;
import org.platelink.platform.server.FhirServerCustomizer;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;

/** Spring configuration that registers the operation on the completeness of registry data. */
@Configuration(proxyBeanMethods = false)
class TrdsConfiguration {

    @Bean
    FhirServerCustomizer completenessOperation(
            FhirContext fhir, IFhirResourceDao<ResearchStudy> studies, IFhirResourceDao<Organization> organizations) {
        return server -> server.registerProvider(new CompletenessOperation(
                studies, new Completeness(fhir, reference -> name(organizations, reference))));
    }

    private static @Nullable String name(IFhirResourceDao<Organization> organizations, Reference reference) {
        IdType id = new IdType(reference.getReference());
        if (!"Organization".equals(id.getResourceType())) {
            return reference.getDisplay();
        }
        try {
            return organizations.read(id, new SystemRequestDetails()).getName();
        } catch (ResourceNotFoundException | ResourceGoneException notThere) {
            return reference.getDisplay();
        }
    }
}
