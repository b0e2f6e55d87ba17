package org.platelink.platform.server;

import org.apache.catalina.Pipeline;
import org.apache.catalina.Valve;
import org.apache.catalina.core.StandardHost;
import org.apache.catalina.valves.ErrorReportValve;
import org.springframework.beans.factory.ObjectProvider;
import org.springframework.boot.web.embedded.tomcat.TomcatServletWebServerFactory;
import org.springframework.boot.web.server.WebServerFactoryCustomizer;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;
import org.springframework.core.Ordered;
import org.springframework.core.annotation.Order;

/**
 * Spring configuration of what applies to every HTTP response: security headers, the escaping of raw query characters
 * and error responses.
 */
@Configuration(proxyBeanMethods = false)
class AnswerConfiguration {

    /** Ordered after Spring Boot's own customizer, whose error-report valve it removes. */
    @Bean
    @Order(Ordered.LOWEST_PRECEDENCE)
    WebServerFactoryCustomizer<TomcatServletWebServerFactory> everyAnswer(
            ObjectProvider<PagePolicy> pages, Outcomes outcomes) {
        return factory -> {
            factory.addEngineValves(new AnswerHeaders(pages.orderedStream().toList()), new RawCharacters());
            factory.addConnectorCustomizers(RawCharacters::takeThem);
            factory.addContextCustomizers(context -> {
                StandardHost host = (StandardHost) context.getParent();
                Pipeline valves = host.getPipeline();
                for (Valve valve : valves.getValves()) {
                    if (valve instanceof ErrorReportValve) {
                        valves.removeValve(valve);
                    }
                }
                valves.addValve(new ContainerRefusals(outcomes));
                // The host adds a valve of this class only if its pipeline has none.
                host.setErrorReportValveClass(ContainerRefusals.class.getName());
            });
        };
    }

    @Bean
    ErrorAnswers errorAnswers(Outcomes outcomes) {
        return new ErrorAnswers(outcomes);
    }
}
