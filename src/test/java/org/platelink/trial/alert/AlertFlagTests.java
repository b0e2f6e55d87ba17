package org.platelink.trial.alert;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Instant;
import java.util.List;
import org.hl7.fhir.r4.model.Flag;
import org.hl7.fhir.r4.model.Flag.FlagStatus;
import org.junit.jupiter.api.Test;

class AlertFlagTests {

    private static final Instant FIRST = Instant.parse("2026-03-10T08:00:00Z");
    private static final Instant LATER = Instant.parse("2026-03-11T08:00:00Z");
    private static final Alert LOW = alert("Platelets are low.");

    @Test
    void thereIsOneForEachCause() {
        assertThat(LOW.id("s-1")).isEqualTo(alert("Platelets are very low.").id("s-1"));
        assertThat(LOW.id("s-1")).isNotEqualTo(LOW.id("s-2"));
        assertThat(LOW.id("s-1"))
                .isNotEqualTo(new Alert(AlertCode.BELOW_THRESHOLD, "Observation/2", "Low.", List.of()).id("s-1"));
        assertThat(LOW.id("s-1"))
                .isNotEqualTo(new Alert(AlertCode.GRADE_SUGGESTED, "Observation/1", "Low.", List.of()).id("s-1"));
    }

    @Test
    void whatIsStoredAlreadyIsNotStoredAgain() {
        Flag stored = flag(LOW, null, FIRST);

        assertThat(AlertFlag.of(LOW, "s-1", "study", "p-1", stored, LATER)).isEmpty();
        assertThat(AlertFlag.of(LOW, "s-1", "study", "p-1", AlertFlag.acknowledged(stored, "c", null, LATER), LATER))
                .isEmpty();
    }

    @Test
    void ifItSaysSomethingElseItIsToBeAcknowledgedAgainAndIsThereSinceThen() {
        Flag seen = AlertFlag.acknowledged(flag(LOW, null, FIRST), "c", "Seen.", FIRST);

        Flag worse = flag(alert("Platelets are very low."), seen, LATER);

        assertThat(AlertFlag.isAcknowledged(seen)).isTrue();
        assertThat(AlertFlag.isAcknowledged(worse)).isFalse();
        assertThat(worse.getPeriod().getStart()).isEqualTo(FIRST);
    }

    @Test
    void itEndsAndComesAgain() {
        Flag ended = AlertFlag.ended(
                AlertFlag.acknowledged(flag(LOW, null, FIRST), "c", null, FIRST), "It was corrected.", LATER);
        assertThat(ended.getStatus()).isEqualTo(FlagStatus.INACTIVE);
        assertThat(ended.getPeriod().getEnd()).isEqualTo(LATER);
        assertThat(AlertFlag.acknowledgedBy(ended)).as("is not lost").isEqualTo("c");

        Flag again = flag(LOW, ended, LATER);

        assertThat(again.getStatus()).isEqualTo(FlagStatus.ACTIVE);
        assertThat(again.getPeriod().getStart()).isEqualTo(LATER);
        assertThat(again.getPeriod().hasEnd()).isFalse();
        assertThat(AlertFlag.isAcknowledged(again)).isFalse();
    }

    @Test
    void itIsOfOneSubject() {
        assertThat(AlertFlag.isOf(flag(LOW, null, FIRST), "s-1")).isTrue();
        assertThat(AlertFlag.isOf(flag(LOW, null, FIRST), "s-2")).isFalse();
        assertThat(AlertFlag.isOf(new Flag(), "s-1")).isFalse();
    }

    private static Alert alert(String sentence) {
        return new Alert(AlertCode.BELOW_THRESHOLD, "Observation/1", sentence, List.of("Observation/1"));
    }

    private static Flag flag(Alert alert, Flag before, Instant now) {
        return AlertFlag.of(alert, "s-1", "study", "p-1", before, now).orElseThrow();
    }
}
