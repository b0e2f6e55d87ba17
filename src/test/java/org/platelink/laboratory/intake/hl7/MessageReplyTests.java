package org.platelink.laboratory.intake.hl7;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.tuple;

import java.util.List;
import java.util.UUID;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import org.platelink.laboratory.hl7v2.AcknowledgementCode;
import org.platelink.laboratory.hl7v2.Problem;
import org.platelink.laboratory.hl7v2.Problem.Severity;
import org.platelink.laboratory.journal.Finding;
import org.platelink.laboratory.journal.MessageStatus;
import org.platelink.laboratory.journal.Reason;

class MessageReplyTests {

    private static final UUID ID = UUID.randomUUID();

    @Test
    void whatNothingWasFoundOfIsTaken() {
        assertThat(MessageReply.of(List.of(), false, ID))
                .isEqualTo(new MessageReply(MessageStatus.RECEIVED, AcknowledgementCode.ACCEPT, List.of()));
    }

    @ParameterizedTest
    @EnumSource(
            value = Reason.class,
            mode = EnumSource.Mode.EXCLUDE,
            names = {"NUMBER_OF_ANOTHER_SUBJECT", "NUMBER_USED_AGAIN", "STATUS_REGRESSION"})
    void whatTheSiteCanMendWaitsAndWhatTheSenderMustMendIsRejected(Reason reason) {
        MessageReply judgement = MessageReply.of(List.of(found(reason)), false, ID);

        assertThat(judgement.status()).isEqualTo(reason.isMendable() ? MessageStatus.PARKED : MessageStatus.REJECTED);
        assertThat(judgement.problems()).extracting(Problem::reason).containsExactly(reason.code());
    }

    /** Another message may come between the look at what is stored and the decision. */
    @ParameterizedTest
    @EnumSource(
            value = Reason.class,
            names = {"NUMBER_OF_ANOTHER_SUBJECT", "NUMBER_USED_AGAIN", "STATUS_REGRESSION"})
    void whatDependsOnWhatIsStoredIsToldAtOnceAndDecidedInItsTurn(Reason reason) {
        MessageReply judgement = MessageReply.of(List.of(found(reason)), false, ID);

        assertThat(judgement.status()).isEqualTo(MessageStatus.RECEIVED);
        assertThat(judgement.problems()).extracting(Problem::reason).containsExactly(reason.code());
        assertThat(MessageReply.of(List.of(found(reason), found(Reason.UNMAPPED_CODE)), false, ID)
                        .status())
                .isEqualTo(MessageStatus.PARKED);
    }

    @Test
    void aSenderIsWarnedOfWhatWaitsOrToldSoByAnErrorIfItsSiteWantsThat() {
        List<Finding> found = List.of(found(Reason.UNMAPPED_CODE));

        assertThat(MessageReply.of(found, false, ID).code()).isEqualTo(AcknowledgementCode.ACCEPT);
        assertThat(MessageReply.of(found, false, ID).problems())
                .extracting(Problem::severity)
                .containsOnly(Severity.WARNING);
        assertThat(MessageReply.of(found, true, ID).code()).isEqualTo(AcknowledgementCode.ERROR);
        assertThat(MessageReply.of(found, true, ID).status()).isEqualTo(MessageStatus.PARKED);
    }

    @Test
    void whatWaitsByItselfIsToldAndTheRestIsTaken() {
        List<Finding> heldBack = List.of(found(Reason.UNMAPPED_CODE));

        MessageReply judgement = MessageReply.of(List.of(), heldBack, false, ID);
        assertThat(judgement.status()).isEqualTo(MessageStatus.RECEIVED);
        assertThat(judgement.code()).isEqualTo(AcknowledgementCode.ACCEPT);
        assertThat(judgement.problems())
                .extracting(Problem::severity, Problem::reason)
                .containsExactly(tuple(Severity.WARNING, "unmapped-code"));
        assertThat(MessageReply.of(List.of(), heldBack, true, ID).code()).isEqualTo(AcknowledgementCode.ERROR);
    }

    @Test
    void resultsThatWouldBeLostAreNeverTakenInSilence() {
        MessageReply judgement = MessageReply.of(List.of(found(Reason.RESULTS_NOT_ACCOUNTED)), false, ID);

        assertThat(judgement.status()).isEqualTo(MessageStatus.PARKED);
        assertThat(judgement.code()).isEqualTo(AcknowledgementCode.ERROR);
    }

    @Test
    void aPlaceIsSaidAsErr2HasIt() {
        assertThat(MessageReply.of(List.of(found(Reason.UNMAPPED_CODE)), false, ID)
                        .problems())
                .extracting(Problem::location)
                .containsExactly("OBX^3^5");
    }

    @Test
    void whatAReaderSaysOfAPlaceIsSaidBackInTheSamePlace() {
        for (String location : List.of("OBX^3^5", "OBX^3", "MSH^1^10", "")) {
            Problem problem = new Problem(
                    Severity.ERROR, location, Problem.APPLICATION_ERROR, "results-not-accounted", "Mend it.");

            Finding finding = FindingProblems.finding(problem);

            assertThat(FindingProblems.of(List.of(finding), Severity.ERROR, ID))
                    .extracting(Problem::location, Problem::reason)
                    .containsExactly(tuple(location, "results-not-accounted"));
        }
    }

    @Test
    void whatHasOneCauseIsSaidOnceAndHowOften() {
        List<Finding> found = List.of(
                new Finding(Reason.UNMAPPED_UNIT, "OBX[1]-6", "lab-units|G/l", "Map G/l."),
                new Finding(Reason.UNMAPPED_UNIT, "OBX[2]-6", "lab-units|g/l", "Map g/l."),
                new Finding(Reason.UNMAPPED_UNIT, "OBX[3]-6", "lab-units|G/l", "Map G/l."),
                new Finding(Reason.UNREADABLE_VALUE, "OBX[4]-5", null, "No number."),
                new Finding(Reason.UNREADABLE_VALUE, "OBX[4]-5.2", null, "No number either."),
                new Finding(Reason.UNREADABLE_VALUE, "OBX[5]-5", null, "No number."),
                new Finding(Reason.BREAKS_GUIDE, "", null, "One rule."),
                new Finding(Reason.BREAKS_GUIDE, "", null, "Another rule."));

        assertThat(FindingProblems.of(found, Severity.WARNING, ID))
                .extracting(Problem::location, Problem::sentence)
                .containsExactly(
                        tuple("OBX^1^6", "Map G/l. It is so in 2 places."),
                        tuple("OBX^2^6", "Map g/l."),
                        tuple("OBX^4^5", "No number. It is so in 2 places."),
                        tuple("OBX^5^5", "No number."),
                        tuple("", "One rule."),
                        tuple("", "Another rule."));
    }

    @Test
    void beyondTwentyTheRestIsCounted() {
        List<Finding> found = IntStream.rangeClosed(1, 25)
                .mapToObj(i -> new Finding(Reason.UNMAPPED_CODE, "OBX[" + i + "]-3", "lab-codes|" + i, "Map it."))
                .toList();

        List<Problem> told = FindingProblems.of(found, Severity.ERROR, ID);

        assertThat(told).hasSize(21);
        assertThat(told.get(20).severity()).isEqualTo(Severity.INFORMATION);
        assertThat(told.get(20).sentence()).isEqualTo("And 5 more; GET /intake/messages/" + ID + " shows them.");
        assertThat(FindingProblems.of(found.subList(0, 20), Severity.ERROR, ID)).hasSize(20);
    }

    @Test
    void aDuplicateIsAnsweredByWhatBecameOfTheFirst() {
        List<Finding> found = List.of(found(Reason.UNMAPPED_CODE));

        assertThat(MessageReply.ofDuplicate(MessageStatus.PARKED, found, true, ID))
                .extracting(MessageReply::status, MessageReply::code)
                .containsExactly(MessageStatus.DUPLICATE, AcknowledgementCode.ERROR);
        for (MessageStatus fate : List.of(MessageStatus.APPLIED, MessageStatus.RECEIVED, MessageStatus.SUPERSEDED)) {
            assertThat(MessageReply.ofDuplicate(fate, found, true, ID))
                    .isEqualTo(new MessageReply(MessageStatus.DUPLICATE, AcknowledgementCode.ACCEPT, List.of()));
        }
    }

    private static Finding found(Reason reason) {
        return new Finding(reason, "OBX[3]-5", null, "Mend it.");
    }
}
