package org.platelink.security.screening;

import ca.uhn.fhir.context.FhirContext;
import ca.uhn.fhir.interceptor.api.IInterceptorService;
import org.platelink.platform.server.FhirServerCustomizer;
import org.platelink.security.linkage.LinkedWords;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;

/** Spring configuration of the screening for direct identifiers, for every way in which resources are written. */
@Configuration(proxyBeanMethods = false)
class ScreeningConfiguration {

    @Bean
    Screen.Collaborators screeningMeans(FhirContext fhir, LinkedWords linked) {
        return new Screen.Collaborators(new SubjectMatter(fhir), linked, new CleanTexts());
    }

    /** Registered with JPA's own interceptors too: a write without a request reaches no others. */
    @Bean
    Screening screening(Screen.Collaborators means, IInterceptorService storage) {
        Screening screening = new Screening(means);
        storage.registerInterceptor(screening);
        return screening;
    }

    @Bean
    TextCheck textCheck(Screen.Collaborators means, Screening screening) {
        return new TextCheck(means, screening);
    }

    @Bean
    FhirServerCustomizer screeningOfRequests(Screening screening) {
        return server -> server.registerInterceptor(screening);
    }
}
