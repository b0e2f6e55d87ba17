package org.platelink.platform.cors;

import org.platelink.platform.pipeline.FilterOrder;
import org.platelink.platform.server.Outcomes;
import org.springframework.beans.factory.ObjectProvider;
import org.springframework.boot.context.properties.EnableConfigurationProperties;
import org.springframework.boot.web.servlet.FilterRegistrationBean;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;

/** Spring configuration that registers the CORS filters for all endpoints. */
@Configuration(proxyBeanMethods = false)
@EnableConfigurationProperties(CorsProperties.class)
class CorsFilters {

    @Bean
    CorsRules corsRules(CorsProperties properties, ObjectProvider<AppOrigins> apps) {
        return new CorsRules(properties.origins(), origin -> apps.stream().anyMatch(one -> one.includes(origin)));
    }

    @Bean
    FilterRegistrationBean<CorsHeaders> corsHeaders(CorsRules corsRules) {
        return FilterOrder.CORS_HEADERS.register(new CorsHeaders(corsRules));
    }

    @Bean
    FilterRegistrationBean<Preflights> preflights(CorsRules corsRules, Outcomes outcomes) {
        return FilterOrder.PREFLIGHTS.register(new Preflights(corsRules, outcomes));
    }
}
