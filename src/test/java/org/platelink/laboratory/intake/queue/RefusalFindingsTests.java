package org.platelink.laboratory.intake.queue;

import static org.assertj.core.api.Assertions.assertThat;

import org.hl7.fhir.r4.model.OperationOutcome.IssueType;
import org.hl7.fhir.r4.model.OperationOutcome.OperationOutcomeIssueComponent;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.platelink.laboratory.journal.Finding;
import org.platelink.laboratory.journal.Reason;

class RefusalFindingsTests {

    @Test
    void aRuleSaysByItsNameWhatIsWrong() {
        assertThat(found(IssueType.INVARIANT, "Outside. (rule plt-possible)").reason())
                .isEqualTo(Reason.IMPLAUSIBLE_VALUE);
        assertThat(found(IssueType.INVARIANT, "No unit. (rule plt-unit)").reason())
                .isEqualTo(Reason.WRONG_UNIT);
        assertThat(found(IssueType.INVARIANT, "No day. (rule lab-day)"))
                .isEqualTo(new Finding(Reason.BREAKS_GUIDE, "Observation.effective", null, "No day. (rule lab-day)"));
    }

    @Test
    void aLockKeepsItsWordsAndIsWaitedFor() {
        Finding found = found(IssueType.LOCKERROR, "A monitor unlocks them with $unlock.");
        assertThat(found.reason()).isEqualTo(Reason.SUBJECT_LOCKED);
        assertThat(found.reason().isMendable()).isTrue();
        assertThat(found.sentence()).isEqualTo("A monitor unlocks them with $unlock.");
        assertThat(found(IssueType.CONFLICT, "Another.").reason()).isEqualTo(Reason.REFUSED);
    }

    @Test
    void theWordsOfTheScreeningAreKeptAndThoseOfTheValidatorAreNot() {
        assertThat(found(IssueType.BUSINESSRULE, "A name stands here.").reason())
                .isEqualTo(Reason.IDENTIFIER_IN_TEXT);
        assertThat(found(IssueType.INVALID, "The value 'synthetic-77' is not a date")
                        .sentence())
                .doesNotContain("synthetic-77")
                .contains("The element Observation.effective", "no time");
    }

    /** The validator's own words, with what was sent in them. */
    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "DiagnosticReport.code: minimum required = 1, but only found 0 (from http://hl7.org/fhir)|is missing",
                "Observation.category: max allowed = 1, but found 2|more often",
                "None of the codings provided are in the value set 'Zebedee'|none of those",
                "The value provided ('Zebedee') is not in the options value set|none of those",
                "Error processing unit 'Zebedee': The unit 'Z' is unknown|does not have",
                "Unknown code 'Zebedee' in the CodeSystem 'http://loinc.org'|does not have",
                "The code 'Zebe  dee' is not valid (whitespace rules)|no code",
                "Not a valid date/time ('Zebedee')|no time",
                "URI values cannot have whitespace('Zebedee')|no address",
                "Zebedee|Observation.effective breaks a rule of FHIR or the guide (invalid)",
            })
    void eachKindOfRuleIsToldInWordsOfOurOwn(String sentence, String told) {
        Finding found = found(IssueType.INVALID, sentence);

        assertThat(found.reason()).isEqualTo(Reason.BREAKS_GUIDE);
        assertThat(found.sentence())
                .contains(told, "Observation.effective", "Send")
                .doesNotContain("Zeb", "validate");
    }

    @Test
    void aPlaceThatIsNoneIsNotRepeated() {
        assertThat(RuleViolation.of(null, "Zebedee").sentence("Observation.where(url = 'Zebedee 1927')"))
                .doesNotContain("Zebedee");
    }

    private static Finding found(IssueType type, String sentence) {
        OperationOutcomeIssueComponent issue =
                new OperationOutcomeIssueComponent().setCode(type).setDiagnostics(sentence);
        issue.addExpression("Observation.effective");
        return RefusalFindings.of(issue);
    }
}
