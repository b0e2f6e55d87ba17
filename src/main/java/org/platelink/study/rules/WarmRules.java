package org.platelink.study.rules;

import java.util.List;
import org.hl7.fhir.r4.model.Patient;
import org.platelink.platform.background.BackgroundWorker;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.boot.context.event.ApplicationReadyEvent;
import org.springframework.context.event.EventListener;

/**
 * Warms up the rules in a background thread once the server accepts requests: loads the compiled libraries and
 * evaluates each for an empty record, so that the first evaluation need not wait for it. An earlier request waits for
 * the same work.
 */
final class WarmRules {

    private static final Logger LOG = LoggerFactory.getLogger(WarmRules.class);

    private final StudyRules rules;
    private final RuleEngine engine;

    WarmRules(StudyRules rules, RuleEngine engine) {
        this.rules = rules;
        this.engine = engine;
    }

    @EventListener(ApplicationReadyEvent.class)
    void begin() {
        BackgroundWorker.once("rules-warm-up", this::run);
    }

    private void run() {
        for (RuleLibrary library : rules.libraries()) {
            try {
                engine.warm(library, new PatientRecord(nobody(), List.of()));
            } catch (RuntimeException failure) {
                // A request that needs the library gets the error itself.
                LOG.warn(
                        "The rules {} could not be made ready.",
                        library.source().name());
            }
        }
    }

    private static Patient nobody() {
        Patient nobody = new Patient();
        nobody.setId("Patient/nobody");
        return nobody;
    }
}
