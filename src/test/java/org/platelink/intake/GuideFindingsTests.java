package org.platelink.intake;

import static org.assertj.core.api.Assertions.assertThat;

import org.hl7.fhir.r4.model.OperationOutcome.IssueType;
import org.hl7.fhir.r4.model.OperationOutcome.OperationOutcomeIssueComponent;
import org.junit.jupiter.api.Test;
import org.platelink.journal.Finding;
import org.platelink.journal.Reason;

class GuideFindingsTests {

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
    void theWordsOfTheScreeningAreKeptAndThoseOfTheValidatorAreNot() {
        assertThat(found(IssueType.BUSINESSRULE, "A name stands here.").reason())
                .isEqualTo(Reason.IDENTIFIER_IN_TEXT);
        assertThat(found(IssueType.INVALID, "The value 'synthetic-77' is not a date")
                        .sentence())
                .doesNotContain("synthetic-77")
                .contains("$validate");
    }

    private static Finding found(IssueType type, String sentence) {
        OperationOutcomeIssueComponent issue =
                new OperationOutcomeIssueComponent().setCode(type).setDiagnostics(sentence);
        issue.addExpression("Observation.effective");
        return GuideFindings.of(issue);
    }
}
