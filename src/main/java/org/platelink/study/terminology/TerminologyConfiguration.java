package org.platelink.study.terminology;

import ca.uhn.fhir.context.FhirContext;
import ca.uhn.fhir.jpa.api.dao.IFhirResourceDao;
import java.time.Clock;
import org.hl7.fhir.r4.model.ConceptMap;
import org.platelink.platform.server.FhirServerCustomizer;
import org.platelink.platform.validation.GuideDefinitions;
import org.platelink.security.access.SearchRestrictions;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;

/** Spring configuration that registers the terminology operations. */
@Configuration(proxyBeanMethods = false)
class TerminologyConfiguration {

    @Bean
    FhirServerCustomizer terminologyOperations(
            FhirContext fhir, GuideDefinitions guide, SearchRestrictions extents, IFhirResourceDao<ConceptMap> maps) {
        Terminology terminology = new Terminology(fhir, guide);
        return server -> {
            server.registerProvider(new ValueSetOperations(terminology, Clock.systemUTC()));
            server.registerProvider(new CodeSystemOperations(terminology));
            server.registerProvider(new TranslateOperation(new VisibleMaps(extents, maps)));
        };
    }
}
