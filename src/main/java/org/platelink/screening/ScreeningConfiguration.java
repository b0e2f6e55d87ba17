package org.platelink.screening;

import ca.uhn.fhir.context.FhirContext;
import ca.uhn.fhir.interceptor.api.IInterceptorService;
import org.platelink.linkage.LinkedWords;
import org.platelink.server.FhirServerCustomizer;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;

/** Puts the screening between every sender and the store. */
@Configuration(proxyBeanMethods = false)
class ScreeningConfiguration {

    /** Goes to JPA's own interceptors too: a write without a request reaches no others. */
    @Bean
    Screening screening(FhirContext fhir, LinkedWords linked, IInterceptorService storage) {
        Screening screening = new Screening(new SubjectMatter(fhir), linked);
        storage.registerInterceptor(screening);
        return screening;
    }

    @Bean
    TextCheck textCheck(FhirContext fhir, LinkedWords linked, Screening screening) {
        return new TextCheck(new SubjectMatter(fhir), linked, screening);
    }

    @Bean
    FhirServerCustomizer screeningOfRequests(Screening screening) {
        return server -> server.registerInterceptor(screening);
    }
}
