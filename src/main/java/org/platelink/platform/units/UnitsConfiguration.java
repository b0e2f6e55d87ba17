package org.platelink.platform.units;

import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;

/** Puts the units in place before anything is stored or searched. */
@Configuration(proxyBeanMethods = false)
class UnitsConfiguration {

    @Bean(initMethod = "install")
    static CachingUcumService cachingUcumService() {
        return CachingUcumService.load();
    }
}
