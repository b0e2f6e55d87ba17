package org.platelink.trial.eligibility;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.LocalDate;
import org.hl7.fhir.r4.model.CodeType;
import org.hl7.fhir.r4.model.DateType;
import org.hl7.fhir.r4.model.Extension;
import org.hl7.fhir.r4.model.ResearchSubject;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class VerdictDayTests {

    @ParameterizedTest
    @CsvSource({
        "screening 2026-03-01, 2026-03-20",
        "screening 2026-03-01 eligible 2026-03-05, 2026-03-20",
        "screening 2026-03-01 eligible 2026-03-05 on-study-intervention 2026-03-10, 2026-03-10",
        "screening 2026-03-01 eligible 2026-03-05 on-study-intervention 2026-03-20, 2026-03-20",
        "screening 2026-03-01 eligible 2026-03-05 on-study-intervention 2026-03, 2026-03-20",
        "screening 2026-02 eligible 2026-02 on-study-intervention 2026-02, 2026-02-28",
        "screening 2026-03-01 eligible 2026-03-05 withdrawn 2026-03-12, 2026-03-12",
        "screening 2026-03-01 eligible 2026-03-05 on-study-intervention 2026-03-10 withdrawn 2026-03-12, 2026-03-10",
    })
    void isThatOfTheFirstInfusionOrOfTheEndOrToday(String states, String day) {
        assertThat(VerdictDay.of(subject(states.split(" ")), LocalDate.parse("2026-03-20")))
                .isEqualTo(day);
    }

    private static ResearchSubject subject(String... states) {
        ResearchSubject subject = new ResearchSubject();
        for (int i = 0; i < states.length; i += 2) {
            Extension state = new Extension("https://platelink.org/ig/msc-itp/StructureDefinition/subject-state");
            state.addExtension(new Extension("state", new CodeType(states[i])));
            state.addExtension(new Extension("began", new DateType(states[i + 1])));
            subject.addExtension(state);
        }
        return subject;
    }
}
