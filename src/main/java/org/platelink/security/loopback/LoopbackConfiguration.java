package org.platelink.security.loopback;

import org.springframework.boot.web.servlet.FilterRegistrationBean;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;
import org.springframework.core.Ordered;

/** Spring configuration of the loopback calls from the server's pages to its own API. */
@Configuration(proxyBeanMethods = false)
class LoopbackConfiguration {

    /**
     * After the filter that resolves the client's address behind a proxy (10), and before all filters that count or
     * record the caller.
     */
    private static final int ORDER = Ordered.HIGHEST_PRECEDENCE + 11;

    @Bean
    LoopbackConnector loopbackConnector() {
        return new LoopbackConnector();
    }

    @Bean
    LoopbackTokens loopbackTokens() {
        return new LoopbackTokens();
    }

    @Bean
    FilterRegistrationBean<LoopbackFilter> loopbackFilter(LoopbackConnector connector, LoopbackTokens tokens) {
        FilterRegistrationBean<LoopbackFilter> filter =
                new FilterRegistrationBean<>(new LoopbackFilter(connector, tokens));
        filter.setOrder(ORDER);
        return filter;
    }

    @Bean
    LoopbackClient loopbackClient(LoopbackConnector connector, LoopbackTokens tokens) {
        return new LoopbackClient(connector, tokens);
    }
}
