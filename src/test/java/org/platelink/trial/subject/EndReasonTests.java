package org.platelink.trial.subject;

import static org.assertj.core.api.Assertions.assertThat;
import static org.platelink.trial.subject.Histories.history;
import static org.platelink.trial.subject.Histories.refusal;
import static org.platelink.trial.subject.Histories.subject;

import java.util.Date;
import org.hl7.fhir.r4.model.CodeType;
import org.hl7.fhir.r4.model.Organization;
import org.hl7.fhir.r4.model.ResearchSubject;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.platelink.trial.subject.StateHistory.Entry;

class EndReasonTests {

    private static String fault(String state, String reason, String criterion, String words, String before) {
        Entry entry = new Entry(
                SubjectState.of(state).orElseThrow(),
                "2026-03-01",
                words,
                null,
                EndReason.of(reason).orElse(null),
                criterion);
        return EndReason.faultOf(entry, SubjectState.of(before).orElse(null)).orElse("");
    }

    @ParameterizedTest
    @CsvSource({
        "ineligible, screen-failure, EXC05, , screening, ''",
        "ineligible, screen-failure, , , eligible, names its criterion",
        "ineligible, death, , , screening, does not become ineligible",
        "ineligible, , , , screening, add reasonCode",
        "off-study, completed, , , follow-up, ''",
        "off-study, completed, , , on-study-intervention, Only a subject in follow-up",
        "off-study, death, , , eligible, ''",
        "off-study, lost-to-follow-up, , , on-study-intervention, ''",
        "off-study, lost-to-follow-up, EXC05, , follow-up, leave it out",
        "off-study, screen-failure, EXC05, , eligible, does not become off-study",
        "off-study, other, , , follow-up, add reason",
        "off-study, other, , Moved., follow-up, ''",
        "withdrawn, consent-withdrawn, , , screening, ''",
        "withdrawn, completed, , , follow-up, does not become withdrawn",
        "withdrawn, , , , screening, add reasonCode",
        "eligible, , , , screening, ''",
        "eligible, death, , , screening, leave reasonCode out"
    })
    void fitsItsState(String state, String reason, String criterion, String words, String before, String fault) {
        assertThat(fault(state, reason, criterion, words, before)).contains(fault);
        assertThat(fault(state, reason, criterion, words, before).isEmpty()).isEqualTo(fault.isEmpty());
    }

    private static ResearchSubject takenBack(ResearchSubject subject, SubjectState to) {
        return new Transition(to, null, "Another was meant.", null, null).of(subject, "client-1", new Date(0));
    }

    @Test
    void aMistakenEndIsTakenBackAndStaysVisible() {
        ResearchSubject back = takenBack(
                subject("screening 2026-03-01", "eligible 2026-03-05", "withdrawn 2026-03-09 (consent-withdrawn)"),
                SubjectState.ELIGIBLE);

        assertThat(Histories.of(back)).containsExactly("screening 2026-03-01", "eligible 2026-03-05");
        assertThat(back.getPeriod().hasEnd()).isFalse();
        assertThat(TakenBackState.of(back)).hasSize(1);
        assertThat(TakenBackState.of(back).get(0).getExtensionString("takenBackBy"))
                .isEqualTo("client-1");

        assertThat(Histories.of(takenBack(back, SubjectState.SCREENING))).containsExactly("screening 2026-03-01");
        assertThat(TakenBackState.of(back)).as("the earlier one stays").hasSize(2);
    }

    @Test
    void onlyWhatAPersonRecordedIsTakenBack() {
        ResearchSubject treated = subject(
                "screening 2026-03-01",
                "eligible 2026-03-05",
                "on-study-intervention 2026-03-08 MedicationAdministration/1");

        assertThat(refusal(() -> takenBack(treated.copy(), SubjectState.ELIGIBLE)))
                .startsWith("409 ")
                .contains("follows from MedicationAdministration/1");
        assertThat(refusal(() -> takenBack(treated.copy(), SubjectState.ON_STUDY_INTERVENTION)))
                .startsWith("409 ")
                .contains("earlier state");
        assertThat(refusal(() -> takenBack(treated.copy(), SubjectState.WITHDRAWN)))
                .startsWith("409 ");
    }

    @Test
    void aStepBeforeADeathIsTakenBackWithoutIt() {
        ResearchSubject dead =
                subject("screening 2026-03-01", "eligible 2026-03-05", "off-study 2026-04-01 Patient/p (death)");

        assertThat(Histories.of(takenBack(dead, SubjectState.SCREENING))).containsExactly("screening 2026-03-01");
        assertThat(TakenBackState.of(dead)).as("the death is derived again").hasSize(1);
    }

    @Test
    void whatWasStoredWithoutACodeStaysReadable() {
        StateHistory old = history("screening 2026-03-01", "withdrawn 2026-03-09");
        ResearchSubject stored = subject("screening 2026-03-01", "withdrawn 2026-03-09");

        assertThat(StateHistory.of(stored)).isEqualTo(old);
        assertThat(refusal(() -> new StateHistoryCheck(old, false).check(stored)))
                .isEmpty();
        assertThat(refusal(() -> new StateHistoryCheck(history("screening 2026-03-01"), false).check(stored)))
                .startsWith("422 ResearchSubject.extension[1] ")
                .contains("reasonCode");
        assertThat(refusal(() -> new StateHistoryCheck(history("screening 2026-03-01"), true).check(stored)))
                .isEmpty();
    }

    @Test
    void aClientLeavesWhatTheServerWroteAlone() {
        ResearchSubject back = takenBack(
                subject("screening 2026-03-01", "withdrawn 2026-03-09 (consent-withdrawn)"), SubjectState.SCREENING);
        ResearchSubject without = subject("screening 2026-03-01");

        assertThat(refusal(() -> new ServerExtensionsCheck(false).check(back, without)))
                .startsWith("422 ")
                .contains("taken back");
        assertThat(refusal(() -> new ServerExtensionsCheck(false).check(without, back)))
                .startsWith("422 ");
        assertThat(refusal(() -> new ServerExtensionsCheck(false).check(back, back.copy())))
                .isEmpty();
        assertThat(refusal(() -> new ServerExtensionsCheck(true).check(back, without)))
                .isEmpty();
    }

    @ParameterizedTest
    @CsvSource({"Asia/Shanghai, true", "UTC, true", "Asia/Shanghay, false", "+08:00, false", "asia/shanghai, false"})
    void aTimeZoneIsOneOfTheDatabase(String name, boolean taken) {
        Organization site = new Organization();
        site.addExtension(SiteTimeZones.URL, new CodeType(name));

        assertThat(refusal(() -> new TimeZoneRule().beforeItIsCreated(site)).isEmpty())
                .isEqualTo(taken);
    }
}
