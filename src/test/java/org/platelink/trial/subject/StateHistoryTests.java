package org.platelink.trial.subject;

import static org.assertj.core.api.Assertions.assertThat;
import static org.platelink.trial.subject.Histories.history;
import static org.platelink.trial.subject.Histories.refusal;
import static org.platelink.trial.subject.Histories.subject;

import java.util.List;
import org.hl7.fhir.r4.model.CodeType;
import org.hl7.fhir.r4.model.DateTimeType;
import org.hl7.fhir.r4.model.DateType;
import org.hl7.fhir.r4.model.ResearchSubject;
import org.hl7.fhir.r4.model.StringType;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.platelink.trial.subject.StateHistory.Entry;

class StateHistoryTests {

    @Test
    void isReadAsItWasWritten() {
        StateHistory history = new StateHistory(List.of(
                new Entry(SubjectState.SCREENING, "2026-03", "came by herself", null),
                new Entry(SubjectState.ELIGIBLE, "2026-03-05", null, "MedicationAdministration/1")));
        ResearchSubject subject = new ResearchSubject();

        history.writeTo(subject);

        assertThat(StateHistory.of(subject)).isEqualTo(history);
        assertThat(subject.getStatus().toCode()).isEqualTo("eligible");
    }

    @Test
    void leavesOtherExtensionsAlone() {
        ResearchSubject subject = subject("screening 2026-03-01");
        subject.addExtension("https://platelink.org/other", new StringType("stays"));

        history("screening 2026-03-02").writeTo(subject);

        assertThat(Histories.of(subject)).containsExactly("screening 2026-03-02");
        assertThat(subject.getExtensionByUrl("https://platelink.org/other")).isNotNull();
    }

    @Test
    void theTimeInTheStudyIsFromScreeningToTheEnd() {
        ResearchSubject subject = subject("screening 2026-03-01");
        assertThat(subject.getPeriod().getStartElement().getValueAsString()).isEqualTo("2026-03-01");
        assertThat(subject.getPeriod().hasEnd()).isFalse();

        history("screening 2026-03-01", "withdrawn 2026-04").writeTo(subject);
        assertThat(subject.getPeriod().getEndElement().getValueAsString()).isEqualTo("2026-04");

        history("screening 2026-03-01", "eligible 2026-03-05").writeTo(subject);
        assertThat(subject.getPeriod().hasEnd()).isFalse();
    }

    @Test
    void withoutAnyStateItKeepsWhatTheStartIsKnownToBe() {
        ResearchSubject subject = new ResearchSubject();
        subject.getPeriod().setStartElement(new DateTimeType("2026-03-01"));

        history().writeTo(subject);

        assertThat(history().present()).isEqualTo(SubjectState.SCREENING);
        assertThat(subject.getPeriod().getStartElement().getValueAsString()).isEqualTo("2026-03-01");
    }

    @Test
    void knowsAnAllowedPath() {
        assertThat(history().isAllowedPath()).isTrue();
        assertThat(history(
                                "screening 2026-03-01",
                                "eligible 2026-03-05",
                                "on-study-intervention 2026-03-08",
                                "follow-up 2026-05-01",
                                "off-study 2027-05-01")
                        .isAllowedPath())
                .isTrue();
        assertThat(history("eligible 2026-03-05").isAllowedPath()).isFalse();
        assertThat(history("screening 2026-03-01", "follow-up 2026-03-05").firstForbidden())
                .isEqualTo(1);
        assertThat(history("screening 2026-03-01", "screening 2026-03-05").isAllowedPath())
                .isFalse();
    }

    @Test
    void daysThatMayBeInOrderAre() {
        assertThat(history("screening 2026-03-05", "eligible 2026-03-05").firstOutOfOrder())
                .isNegative();
        assertThat(history("screening 2026-03-05", "eligible 2026-03").firstOutOfOrder())
                .isNegative();
        assertThat(history("screening 2026-03-05", "eligible 2026-02").firstOutOfOrder())
                .isEqualTo(1);
    }

    @Test
    void aYearBetweenTwoDaysDoesNotHideThatTheyRunBackwards() {
        assertThat(history("screening 2026-03-10", "eligible 2026", "withdrawn 2026-03-05")
                        .firstOutOfOrder())
                .isEqualTo(2);
    }

    @Test
    void anEntryWithoutAStateOrADayIsRefusedWithItsPlace() {
        ResearchSubject subject = subject("screening 2026-03-01");
        subject.addExtension().setUrl(StateExtension.URL).addExtension("state", new CodeType("eligible"));
        assertThat(refusal(() -> StateHistory.of(subject)))
                .startsWith("422 ResearchSubject.extension[1] ")
                .contains("began");

        ResearchSubject unknown = new ResearchSubject();
        unknown.addExtension().setUrl(StateExtension.URL).addExtension("began", new DateType("2026-03-01"));
        assertThat(refusal(() -> StateHistory.of(unknown)))
                .startsWith("422 ResearchSubject.extension[0] ")
                .contains("names no state");
    }

    @ParameterizedTest
    @CsvSource({
        "2026-01-05, 2026-01, false",
        "2026-01-05, 2026, false",
        "2026-01, 2026-01-20, false",
        "2026-01-05, 2026-01-05, true",
        "2026-01, 2026-01, true",
        "2026-01-05, 2026-02, true",
        "2025-12-31, 2026-01, true"
    })
    void thePeriodEndsWhereFhirCanCompareIt(String screening, String end, boolean written) {
        ResearchSubject subject = subject("screening " + screening, "withdrawn " + end);

        assertThat(subject.getPeriod().getEndElement().hasValue()).isEqualTo(written);
        assertThat(subject.getPeriod().getEndElement().hasExtension()).isEqualTo(!written);
        assertThat(Histories.of(subject)).endsWith("withdrawn " + end);
    }
}
