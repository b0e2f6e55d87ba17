package org.platelink.platform.units;

import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;

/** Spring configuration that installs the UCUM service before anything is stored or searched. */
@Configuration(proxyBeanMethods = false)
class UnitsConfiguration {

    @Bean(initMethod = "install")
    static CachingUcumService cachingUcumService() {
        return CachingUcumService.load();
    }
}
