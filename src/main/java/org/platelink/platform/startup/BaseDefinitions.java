package org.platelink.platform.startup;

import ca.uhn.fhir.context.FhirContext;
import ca.uhn.fhir.context.support.DefaultProfileValidationSupport;
import java.util.concurrent.CompletableFuture;
import org.springframework.boot.context.event.ApplicationStartingEvent;
import org.springframework.context.ApplicationListener;

/**
 * Parses FHIR's base definitions, 30 MB of XML, in a thread of its own from the first moment of a start. HAPI keeps
 * them once for all contexts of a FHIR version, and without synchronization: whoever needs them waits for this thread
 * ({@link #await}), or they would be parsed twice.
 *
 * <p>The context that parses them is HAPI's plain one. Its parser does not check numbers beforehand, which takes as
 * long as the parsing and is meant for what clients send.
 */
final class BaseDefinitions implements ApplicationListener<ApplicationStartingEvent> {

    private static CompletableFuture<Void> parsed = CompletableFuture.completedFuture(null);
    private static boolean begun;

    @Override
    public void onApplicationEvent(ApplicationStartingEvent event) {
        begin();
    }

    /** Begins once in a process, for HAPI keeps the definitions as long. */
    private static synchronized void begin() {
        if (begun) {
            return;
        }
        begun = true;
        CompletableFuture<Void> done = new CompletableFuture<>();
        Thread thread = new Thread(() -> parse(done), "base-definitions");
        thread.setDaemon(true);
        thread.start();
        parsed = done;
    }

    private static void parse(CompletableFuture<Void> done) {
        try {
            new DefaultProfileValidationSupport(FhirContext.forR4()).fetchAllStructureDefinitions();
        } finally {
            // After a failure whoever needs the definitions parses them, and meets the failure itself.
            done.complete(null);
        }
    }

    /** Waits until the definitions are there. */
    static void await() {
        CompletableFuture<Void> pending;
        synchronized (BaseDefinitions.class) {
            pending = parsed;
        }
        pending.join();
    }
}
