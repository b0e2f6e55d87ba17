package org.platelink.analytics.history;

import ca.uhn.fhir.context.FhirContext;
import ca.uhn.fhir.jpa.api.dao.DaoRegistry;
import org.hl7.fhir.r4.model.Resource;
import org.platelink.platform.hapi.table.HistoryTable;
import org.platelink.platform.server.FhirServerCustomizer;
import org.platelink.security.access.SearchRestrictions;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;

/** Registers the history interactions of every resource type but AuditEvent with the FHIR server. */
@Configuration(proxyBeanMethods = false)
class HistoryConfiguration {

    @Bean
    Histories histories(SearchRestrictions extents, DaoRegistry resources, HistoryTable table) {
        return new Histories(extents, resources, table);
    }

    @Bean
    FhirServerCustomizer historiesOfTypes(FhirContext fhir, Histories histories) {
        return server -> fhir.getResourceTypes().stream()
                .filter(type -> !type.equals("AuditEvent"))
                .map(type -> fhir.getResourceDefinition(type).getImplementingClass())
                .map(type -> new HistoryProvider(type.asSubclass(Resource.class), histories))
                .forEach(server::registerProvider);
    }
}
