package org.platelink.trial.roster;

import static org.assertj.core.api.Assertions.assertThat;
import static org.platelink.trial.roster.SubjectLines.quantity;

import java.math.BigDecimal;
import java.util.Optional;
import org.junit.jupiter.api.Test;

class MeasurementTests {

    @Test
    void isAsRecordedAndInTheUnitOfTheStudy() {
        Measurement thousands =
                read(quantity("62.50", "10*3/uL"), "2026-05-18T08:00:00+08:00").orElseThrow();

        assertThat(thousands.recorded()).isEqualTo("62.50");
        assertThat(thousands.unit()).isEqualTo("10*3/uL");
        assertThat(thousands.number()).isEqualByComparingTo("62.5");
        assertThat(read(quantity("62000", "/uL"), "2026-05-18").orElseThrow().number())
                .isEqualByComparingTo("62");
        assertThat(read(quantity("62", "10*9/L"), "2026-05-18").orElseThrow().number())
                .isEqualTo(new BigDecimal("62"));
    }

    @Test
    void isOfItsDayAtTheSite() {
        assertThat(read(quantity("62", "10*9/L"), "2026-05-17T23:30:00Z")
                        .orElseThrow()
                        .day())
                .hasToString("2026-05-18");
    }

    @Test
    void whatIsNoPlainNumberHasNone() {
        String above = quantity("50", "10*9/L").replace("{", "{\"comparator\":\">\",");

        assertThat(read(above, "2026-05-18").orElseThrow().recorded()).isEqualTo(">50");
        assertThat(read(above, "2026-05-18").orElseThrow().number()).isNull();
        assertThat(read("", "2026-05-18").orElseThrow().recorded()).isNull();
        assertThat(read(quantity("62", "mg/dL"), "2026-05-18").orElseThrow().number())
                .isNull();
        assertThat(read("{\"value\":62,\"unit\":\"G/l\"}", "2026-05-18")
                        .orElseThrow()
                        .number())
                .isNull();
    }

    @Test
    void whatIsNotFinalOrNotKnownToTheDayOrOfAnotherCodeIsNone() {
        assertThat(Measurement.of(
                        "1",
                        SubjectLines.counted(quantity("62", "10*9/L"), "2026-05-18", "preliminary"),
                        SubjectLines.PLATELETS,
                        SubjectLines.SHANGHAI))
                .isEmpty();
        assertThat(read(quantity("62", "10*9/L"), "2026-05")).isEmpty();
        assertThat(read(quantity("62", "10*9/L"), "")).isEmpty();
        assertThat(Measurement.of(
                        "1",
                        PatientSnapshots.parsed(SubjectLines.counted(quantity("62", "10*9/L"), "2026-05-18", "final")
                                .toString()
                                .replace("777-3", "718-7")),
                        SubjectLines.PLATELETS,
                        SubjectLines.SHANGHAI))
                .isEmpty();
    }

    private static Optional<Measurement> read(String quantity, String measured) {
        return Measurement.of(
                "1", SubjectLines.counted(quantity, measured, "final"), SubjectLines.PLATELETS, SubjectLines.SHANGHAI);
    }
}
