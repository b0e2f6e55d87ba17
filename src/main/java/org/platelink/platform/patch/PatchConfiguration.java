package org.platelink.platform.patch;

import ca.uhn.fhir.context.FhirContext;
import ca.uhn.fhir.interceptor.api.IInterceptorService;
import ca.uhn.fhir.jpa.api.dao.DaoRegistry;
import ca.uhn.fhir.jpa.api.dao.IFhirResourceDao;
import java.util.List;
import org.hl7.fhir.r4.model.Resource;
import org.platelink.platform.server.FhirServerCustomizer;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;

/** Spring configuration that replaces HAPI's implementation of PATCH. */
@Configuration(proxyBeanMethods = false)
class PatchConfiguration {

    @Bean
    PatchReader patchReader(FhirContext fhir) {
        return new PatchReader(fhir);
    }

    @Bean
    FhirServerCustomizer patches(
            PatchReader reader, DaoRegistry resources, List<PatchHandler> doors, IInterceptorService storage) {
        return server -> {
            storage.registerInterceptor(new PatchInterceptor());
            server.registerInterceptor(new PatchEntries(reader));
            for (String type : resources.getRegisteredDaoTypes()) {
                // HAPI's look-up by a name is without a type.
                @SuppressWarnings("unchecked")
                IFhirResourceDao<? extends Resource> store = resources.getResourceDao(type);
                server.registerProvider(new PatchProvider<>(store, reader, doors));
            }
        };
    }
}
