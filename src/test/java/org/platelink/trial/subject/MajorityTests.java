package org.platelink.trial.subject;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.LocalDate;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class MajorityTests {

    @ParameterizedTest
    @CsvSource({
        "2008-03-10, 2026-03-09, true",
        "2008-03-10, 2026-03-10, false",
        "2008-02-29, 2026-02-28, true",
        "2008-02-29, 2026-03-01, false",
        "2008-03, 2026-03-09, ",
        "2008-03, 2026-02-28, true",
        "2008-03, 2026-03-31, false",
        "2008, 2026-03-09, ",
        "2007, 2026-03-09, false",
        "2009, 2026-03-09, true"
    })
    void tellsAMinorWhereTheDateOfBirthLetsIt(String birth, LocalDate day, Boolean minor) {
        assertThat(new Majority(18).isMinor(PartialDate.of(birth), day).orElse(null))
                .isEqualTo(minor);
    }
}
