package org.platelink.trial.review;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Instant;
import org.junit.jupiter.api.Test;
import org.platelink.platform.server.FhirErrors;

class LockRulesTests {

    private static final Instant SINCE = Instant.parse("2026-03-05T01:00:00.123Z");

    private static Lock lock(String type, String reason) {
        return new Lock(type, "1", null, "t", "monitor-1", "monitor", reason, SINCE);
    }

    @Test
    void theRefusalSaysWhoAndHowItIsUnlocked() {
        var refusal = lock(Lock.SUBJECT, "Clean").refusal();
        assertThat(refusal.getStatusCode()).isEqualTo(423);
        assertThat(FhirErrors.isLocked(refusal)).isTrue();
        assertThat(refusal.getMessage())
                .isEqualTo("The data of the subject ResearchSubject/1 were locked 2026-03-05T01:00:00Z by the monitor"
                        + " monitor-1: Clean. Nothing was changed. A monitor of the site unlocks them with"
                        + " ResearchSubject/1/$unlock and a reason; then send this again.");
        assertThat(lock(Lock.STUDY, "Final.").refusal().getMessage())
                .contains(": Final. Nothing", "An admin unlocks them with ResearchStudy/1/$unlock");
    }

    @Test
    void anotherRefusalIsNoLock() {
        assertThat(FhirErrors.isLocked(FhirErrors.conflict("x", "y"))).isFalse();
        assertThat(FhirErrors.isLocked(new IllegalStateException())).isFalse();
    }
}
