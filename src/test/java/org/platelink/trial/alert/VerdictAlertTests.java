package org.platelink.trial.alert;

import static org.assertj.core.api.Assertions.assertThat;

import org.hl7.fhir.r4.model.CodeType;
import org.hl7.fhir.r4.model.DateType;
import org.hl7.fhir.r4.model.Extension;
import org.hl7.fhir.r4.model.ResearchSubject;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.platelink.trial.eligibility.VerdictUpkeep.CurrentVerdict;

class VerdictAlertTests {

    @ParameterizedTest
    @CsvSource({
        "screening, false, false, false",
        "screening, false, true, true",
        "screening, true, true, false",
        "screening eligible, false, false, true",
        "screening eligible, true, false, false",
        "screening eligible withdrawn, false, true, false",
        "screening ineligible, false, true, false",
        "screening eligible on-study-intervention, false, false, true",
        "screening eligible on-study-intervention follow-up, false, false, true",
        "screening eligible on-study-intervention withdrawn, false, false, true",
    })
    void isThereIfSomethingRestsOnAVerdictThatIsNotEligible(
            String states, boolean eligible, boolean fell, boolean there) {
        CurrentVerdict verdict = new CurrentVerdict("Observation/v", eligible, "Missing: HIV.", false);

        assertThat(VerdictAlert.of(subject(states.split(" ")), verdict, fell).isPresent())
                .isEqualTo(there);
    }

    private static ResearchSubject subject(String... states) {
        ResearchSubject subject = new ResearchSubject();
        for (int i = 0; i < states.length; i++) {
            Extension state = new Extension("https://platelink.org/ig/msc-itp/StructureDefinition/subject-state");
            state.addExtension(new Extension("state", new CodeType(states[i])));
            state.addExtension(new Extension("began", new DateType("2026-03-0" + (i + 1))));
            subject.addExtension(state);
        }
        return subject;
    }
}
