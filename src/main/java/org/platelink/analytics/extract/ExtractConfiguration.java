package org.platelink.analytics.extract;

import ca.uhn.fhir.interceptor.api.IInterceptorService;
import ca.uhn.fhir.jpa.api.dao.DaoRegistry;
import com.fasterxml.jackson.databind.DeserializationFeature;
import com.fasterxml.jackson.databind.cfg.JsonNodeFeature;
import com.fasterxml.jackson.databind.json.JsonMapper;
import javax.sql.DataSource;
import org.hl7.fhir.r4.model.Group;
import org.platelink.platform.server.FhirServerCustomizer;
import org.platelink.platform.server.StorageCheckInterceptor;
import org.platelink.security.access.SearchRestrictions;
import org.platelink.security.audit.AuditTrail;
import org.platelink.trial.review.DataCuts;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;

/** Spring configuration of bulk extraction: its beans, and the validation rule for Groups. */
@Configuration(proxyBeanMethods = false)
class ExtractConfiguration {

    @Bean
    CutParameter cutParameter(DataCuts cuts, SearchRestrictions extents) {
        return new CutParameter(cuts, extents);
    }

    @Bean
    Extracts extracts(DataSource database, DaoRegistry resources) {
        // Decimals keep the digits with which they were sent.
        JsonMapper exact = JsonMapper.builder()
                .enable(DeserializationFeature.USE_BIG_DECIMAL_FOR_FLOATS)
                .disable(JsonNodeFeature.STRIP_TRAILING_BIGDECIMAL_ZEROES)
                .build();
        return new Extracts(database, resources, exact);
    }

    @Bean
    ExtractAudit extractAudit(AuditTrail trail) {
        return new ExtractAudit(trail);
    }

    @Bean
    Patients patients(DaoRegistry resources, SearchRestrictions extents) {
        return new Patients(resources, extents);
    }

    @Bean
    FhirServerCustomizer groupsNameNobody(IInterceptorService storage) {
        return server -> storage.registerInterceptor(StorageCheckInterceptor.of(Group.class, GroupCheck::check));
    }
}
