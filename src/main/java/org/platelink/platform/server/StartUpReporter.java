package org.platelink.platform.server;

import org.springframework.boot.SpringBootExceptionReporter;
import org.springframework.context.ConfigurableApplicationContext;

/**
 * Exception reporter that tells Spring Boot that a failed start has been reported: the main class does so, in one
 * sentence.
 */
class StartUpReporter implements SpringBootExceptionReporter {

    StartUpReporter(ConfigurableApplicationContext context) {}

    @Override
    public boolean reportException(Throwable failure) {
        return true;
    }
}
