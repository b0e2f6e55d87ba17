package org.platelink.platform.units;

import org.fhir.ucum.UcumEssenceService;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;

/** Spring configuration of the UCUM service, which the search index uses too. */
@Configuration(proxyBeanMethods = false)
class UnitsConfiguration {

    @Bean
    UcumEssenceService cachingUcumService() {
        return CachingUcumService.load();
    }
}
