package org.platelink.trial.review;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.Date;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.hl7.fhir.r4.model.VerificationResult;
import org.junit.jupiter.api.Test;
import org.platelink.security.access.Caller;
import org.platelink.security.access.Role;
import org.platelink.security.access.Scopes;

class OutdatedVerificationsTests {

    private static final Map<String, String> SEEN = Map.of("Encounter/v", "1", "Observation/a", "2");

    private static VerificationResult made(Verification.Process process) {
        Reviewer who = new Reviewer(
                new Caller("monitor-1", Role.MONITOR, "site-1", Set.of(), Scopes.parse("system/*.rs")), null);
        return Verification.of(process, SEEN, List.of(), List.of("Patient/p", "ResearchSubject/s"), who, new Date());
    }

    @Test
    void aChangeOfWhatWasSeenOutdatesIt() {
        for (Verification.Process process : Verification.Process.values()) {
            assertThat(OutdatedVerifications.outdatedBy(made(process), Set.of("Observation/a"), Map.of()))
                    .contains("Observation/a");
            assertThat(OutdatedVerifications.outdatedBy(made(process), Set.of("Observation/b", "Patient/p"), Map.of()))
                    .isEmpty();
        }
    }

    @Test
    void anAdditionToTheVisitOutdatesItsSignOffAlone() {
        Map<String, Set<String>> added = Map.of("Observation/new", Set.of("Encounter/v"));
        assertThat(OutdatedVerifications.outdatedBy(made(Verification.Process.VISIT_SIGN_OFF), Set.of(), added))
                .contains("Observation/new");
        assertThat(OutdatedVerifications.outdatedBy(made(Verification.Process.SOURCE_VERIFICATION), Set.of(), added))
                .isEmpty();
        assertThat(OutdatedVerifications.outdatedBy(
                        made(Verification.Process.VISIT_SIGN_OFF),
                        Set.of(),
                        Map.of("Observation/new", Set.of("Encounter/other"))))
                .isEmpty();
    }

    @Test
    void theVersionsAreReadAsTheyWereWritten() {
        VerificationResult made = made(Verification.Process.VISIT_SIGN_OFF);
        assertThat(Verification.versions(made)).isEqualTo(SEEN);
        assertThat(Verification.holds(made)).isTrue();
        assertThat(Verification.holds(Verification.outdated(made, "Observation/a", new Date())))
                .isFalse();
    }
}
