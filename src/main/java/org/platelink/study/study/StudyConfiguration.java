package org.platelink.study.study;

import ca.uhn.fhir.context.FhirContext;
import ca.uhn.fhir.jpa.api.dao.DaoRegistry;
import ca.uhn.fhir.jpa.api.dao.IFhirSystemDao;
import ca.uhn.fhir.rest.server.util.ISearchParamRegistry;
import org.hl7.fhir.r4.model.Bundle;
import org.hl7.fhir.r4.model.Meta;
import org.platelink.platform.server.StartUpStep;
import org.platelink.platform.validation.GuideCheck;
import org.springframework.boot.context.properties.EnableConfigurationProperties;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;
import org.springframework.jdbc.core.simple.JdbcClient;

/** Spring configuration that loads the study at startup, before the server accepts requests. */
@Configuration(proxyBeanMethods = false)
@EnableConfigurationProperties(StudyProperties.class)
class StudyConfiguration {

    @Bean
    StudyLoader studyLoader(
            StudyProperties properties,
            FhirContext fhir,
            IFhirSystemDao<Bundle, Meta> store,
            DaoRegistry resources,
            ISearchParamRegistry searchParameters,
            JdbcClient database,
            GuideCheck guide) {
        return new StudyLoader(properties, fhir, store, resources, searchParameters, new LoadedFiles(database), guide);
    }

    @Bean
    StartUpStep loadStudy(StudyLoader loader) {
        return new StartUpStep("study", StartUpStep.STUDY, () -> {
            StudyLoader.LoadResult loading = loader.load();
            loading.kept()
                    .forEach(kept -> StartUpStep.tell(
                            "study",
                            "%s has changed, and %s was changed over REST since: its version %d is kept; PUT the file's content there to have that"
                                    .formatted(kept.file(), kept.address(), kept.version())));
            return loading.changed() == 0
                    ? loading.files() + " files, none changed"
                    : loading.files() + " files, " + loading.changed() + " new or changed and loaded";
        });
    }
}
