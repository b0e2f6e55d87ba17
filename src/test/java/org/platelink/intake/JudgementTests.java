package org.platelink.intake;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.tuple;

import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import org.platelink.hl7v2.AcknowledgementCode;
import org.platelink.hl7v2.Problem;
import org.platelink.hl7v2.Problem.Severity;
import org.platelink.journal.Fate;
import org.platelink.journal.Finding;
import org.platelink.journal.Reason;

class JudgementTests {

    @Test
    void whatNothingWasFoundOfIsTaken() {
        assertThat(Judgement.of(List.of(), false))
                .isEqualTo(new Judgement(Fate.RECEIVED, AcknowledgementCode.ACCEPT, List.of()));
    }

    @ParameterizedTest
    @EnumSource(Reason.class)
    void whatTheSiteCanMendWaitsAndWhatTheSenderMustMendIsRejected(Reason reason) {
        Judgement judgement = Judgement.of(List.of(found(reason)), false);

        assertThat(judgement.fate()).isEqualTo(reason.isMendable() ? Fate.PARKED : Fate.REJECTED);
        assertThat(judgement.problems()).extracting(Problem::reason).containsExactly(reason.code());
    }

    @Test
    void aSenderIsWarnedOfWhatWaitsOrToldSoByAnErrorIfItsSiteWantsThat() {
        List<Finding> found = List.of(found(Reason.UNMAPPED_CODE));

        assertThat(Judgement.of(found, false).code()).isEqualTo(AcknowledgementCode.ACCEPT);
        assertThat(Judgement.of(found, false).problems())
                .extracting(Problem::severity)
                .containsOnly(Severity.WARNING);
        assertThat(Judgement.of(found, true).code()).isEqualTo(AcknowledgementCode.ERROR);
        assertThat(Judgement.of(found, true).fate()).isEqualTo(Fate.PARKED);
    }

    @Test
    void whatWaitsByItselfIsToldAndTheRestIsTaken() {
        List<Finding> held = List.of(found(Reason.UNMAPPED_CODE));

        Judgement judgement = Judgement.of(List.of(), held, false);
        assertThat(judgement.fate()).isEqualTo(Fate.RECEIVED);
        assertThat(judgement.code()).isEqualTo(AcknowledgementCode.ACCEPT);
        assertThat(judgement.problems())
                .extracting(Problem::severity, Problem::reason)
                .containsExactly(tuple(Severity.WARNING, "unmapped-code"));
        assertThat(Judgement.of(List.of(), held, true).code()).isEqualTo(AcknowledgementCode.ERROR);
    }

    @Test
    void resultsThatWouldBeLostAreNeverTakenInSilence() {
        Judgement judgement = Judgement.of(List.of(found(Reason.RESULTS_NOT_ACCOUNTED)), false);

        assertThat(judgement.fate()).isEqualTo(Fate.PARKED);
        assertThat(judgement.code()).isEqualTo(AcknowledgementCode.ERROR);
    }

    @Test
    void aPlaceIsSaidAsErr2HasIt() {
        assertThat(Judgement.of(List.of(found(Reason.UNMAPPED_CODE)), false).problems())
                .extracting(Problem::location)
                .containsExactly("OBX^3^5");
    }

    @Test
    void whatAReaderSaysOfAPlaceIsSaidBackInTheSamePlace() {
        for (String location : List.of("OBX^3^5", "OBX^3", "MSH^1^10", "")) {
            Problem problem = new Problem(
                    Severity.ERROR, location, Problem.APPLICATION_ERROR, "results-not-accounted", "Mend it.");

            Finding finding = FindingProblems.finding(problem);

            assertThat(FindingProblems.of(List.of(finding), Severity.ERROR))
                    .extracting(Problem::location, Problem::reason)
                    .containsExactly(tuple(location, "results-not-accounted"));
        }
    }

    private static Finding found(Reason reason) {
        return new Finding(reason, "OBX[3]-5", null, "Mend it.");
    }
}
