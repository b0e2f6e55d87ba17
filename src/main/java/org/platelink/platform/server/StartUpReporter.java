package org.platelink.platform.server;

import org.springframework.boot.SpringBootExceptionReporter;
import org.springframework.context.ConfigurableApplicationContext;

/** Tells Spring Boot that a failed start has been reported: the main class says it in one sentence. */
class StartUpReporter implements SpringBootExceptionReporter {

    StartUpReporter(ConfigurableApplicationContext context) {}

    @Override
    public boolean reportException(Throwable failure) {
        return true;
    }
}
