package org.platelink.platform.guide;

import org.platelink.platform.server.PagePolicy;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;
import org.springframework.web.servlet.config.annotation.ResourceHandlerRegistry;
import org.springframework.web.servlet.config.annotation.ViewControllerRegistry;
import org.springframework.web.servlet.config.annotation.WebMvcConfigurer;

/** Spring MVC configuration that serves the guide's pages and its package below {@code /ig/}. */
@Configuration(proxyBeanMethods = false)
class GuideConfiguration implements WebMvcConfigurer {

    /**
     * Content security policy of the pages. Style attributes are allowed, because the renderer's tables have their
     * lines and colours in them. There are no scripts; the only form is the search box.
     */
    @Bean
    PagePolicy guidePolicy() {
        return new PagePolicy(
                "/ig",
                "default-src 'none'; style-src 'self'; style-src-attr 'unsafe-inline'; img-src 'self' data:; base-uri 'none';"
                        + " form-action 'self'; frame-ancestors 'none'");
    }

    @Override
    public void addResourceHandlers(ResourceHandlerRegistry resources) {
        resources.addResourceHandler("/ig/**").addResourceLocations("classpath:/ig/");
    }

    @Override
    public void addViewControllers(ViewControllerRegistry views) {
        views.addRedirectViewController("/ig", "/ig/");
        views.addViewController("/ig/").setViewName("forward:/ig/index.html");
    }
}
