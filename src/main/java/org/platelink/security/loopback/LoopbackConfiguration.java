package org.platelink.security.loopback;

import org.platelink.platform.pipeline.FilterOrder;
import org.springframework.boot.web.servlet.FilterRegistrationBean;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;

/** Spring configuration of the loopback calls from the server's pages to its own API. */
@Configuration(proxyBeanMethods = false)
class LoopbackConfiguration {

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
        return FilterOrder.LOOPBACK.register(new LoopbackFilter(connector, tokens));
    }

    @Bean
    LoopbackClient loopbackClient(LoopbackConnector connector, LoopbackTokens tokens) {
        return new LoopbackClient(connector, tokens);
    }
}
