package org.platelink;

import org.platelink.operator.operator.OperatorTool;
import org.platelink.platform.server.HeapFreeRatio;
import org.platelink.platform.server.StartUpRefused;
import org.platelink.platform.server.StopLimit;
import org.slf4j.LoggerFactory;
import org.springframework.boot.SpringApplication;
import org.springframework.boot.autoconfigure.SpringBootApplication;
import org.springframework.boot.autoconfigure.data.jpa.JpaRepositoriesAutoConfiguration;
import org.springframework.boot.autoconfigure.data.web.SpringDataWebAutoConfiguration;
import org.springframework.boot.autoconfigure.flyway.FlywayAutoConfiguration;
import org.springframework.boot.autoconfigure.orm.jpa.HibernateJpaAutoConfiguration;
import org.springframework.boot.autoconfigure.quartz.QuartzAutoConfiguration;
import org.springframework.boot.autoconfigure.thymeleaf.ThymeleafAutoConfiguration;

/**
 * The Platelink server: a FHIR R4 server that knows one clinical trial.
 *
 * <p>Every capability of the server is a package below this one; each brings its own configuration.
 */
@SpringBootApplication(
        exclude = {
            // HAPI brings its own, or these are on the class path only because HAPI's jars name them.
            FlywayAutoConfiguration.class,
            HibernateJpaAutoConfiguration.class,
            JpaRepositoriesAutoConfiguration.class,
            QuartzAutoConfiguration.class,
            SpringDataWebAutoConfiguration.class,
            ThymeleafAutoConfiguration.class,
        })
public class Platelink {

    /**
     * Starts the server and keeps it running until it is stopped.
     *
     * <p>A start that cannot succeed ends with one sentence on the error output and exit code 1.
     *
     * @param arguments Spring Boot options such as {@code --server.port=8090}, or a command of the operator's tool
     */
    public static void main(String[] arguments) {
        if (OperatorTool.isMeantBy(arguments)) {
            System.exit(OperatorTool.run(arguments));
        }
        HeapFreeRatio.keep();
        StopLimit.keep();
        try {
            SpringApplication.run(Platelink.class, arguments);
        } catch (RuntimeException failure) {
            LoggerFactory.getLogger(Platelink.class).debug("The start failed.", failure);
            System.err.println(StartUpRefused.sentenceFor(failure));
            System.exit(1);
        }
    }
}
