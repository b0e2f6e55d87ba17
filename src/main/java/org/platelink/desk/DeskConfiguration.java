package org.platelink.desk;

import gg.jte.ContentType;
import gg.jte.TemplateEngine;
import org.platelink.desk.api.ApiFactory;
import org.platelink.security.loopback.LoopbackClient;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;

/** Spring configuration of the desk: API access, templates. */
@Configuration(proxyBeanMethods = false)
class DeskConfiguration {

    @Bean
    ApiFactory apiFactory(LoopbackClient client) {
        return new ApiFactory(client);
    }

    @Bean
    Studies deskStudies(ApiFactory api) {
        return new Studies(api);
    }

    @Bean
    CodeNames codeNames(ApiFactory api) {
        return new CodeNames(api);
    }

    @Bean
    Pages pages(Studies studies) {
        return new Pages(
                TemplateEngine.createPrecompiled(
                        null, ContentType.Html, DeskConfiguration.class.getClassLoader(), "org.platelink"),
                studies);
    }
}
