package org.platelink.platform.cors;

import org.platelink.platform.server.Outcomes;
import org.springframework.beans.factory.ObjectProvider;
import org.springframework.boot.context.properties.EnableConfigurationProperties;
import org.springframework.boot.web.servlet.FilterRegistrationBean;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;
import org.springframework.core.Ordered;

/** Spring configuration that registers the CORS filters for all endpoints. */
@Configuration(proxyBeanMethods = false)
@EnableConfigurationProperties(CorsProperties.class)
class CorsFilters {

    /** Before all filters that answer, so that a page can read every error response. */
    private static final int FIRST = Ordered.HIGHEST_PRECEDENCE + 5;

    /** After the audit trail, and before all filters that look for a token. */
    private static final int BEHIND_THE_TRAIL = Ordered.HIGHEST_PRECEDENCE + 105;

    @Bean
    CorsRules corsRules(CorsProperties properties, ObjectProvider<AppOrigins> apps) {
        return new CorsRules(properties.origins(), origin -> apps.stream().anyMatch(one -> one.includes(origin)));
    }

    @Bean
    FilterRegistrationBean<CorsHeaders> corsHeaders(CorsRules corsRules) {
        FilterRegistrationBean<CorsHeaders> filter = new FilterRegistrationBean<>(new CorsHeaders(corsRules));
        filter.setOrder(FIRST);
        return filter;
    }

    @Bean
    FilterRegistrationBean<Preflights> preflights(CorsRules corsRules, Outcomes outcomes) {
        FilterRegistrationBean<Preflights> filter = new FilterRegistrationBean<>(new Preflights(corsRules, outcomes));
        filter.setOrder(BEHIND_THE_TRAIL);
        return filter;
    }
}
