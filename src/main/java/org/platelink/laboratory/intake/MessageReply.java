package org.platelink.laboratory.intake;

import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.UUID;
import java.util.stream.Stream;
import org.platelink.laboratory.hl7v2.AcknowledgementCode;
import org.platelink.laboratory.hl7v2.Problem;
import org.platelink.laboratory.hl7v2.Problem.Severity;
import org.platelink.laboratory.journal.Finding;
import org.platelink.laboratory.journal.MessageStatus;
import org.platelink.laboratory.journal.Reason;

/**
 * How a message that was read is answered.
 *
 * @param fate what the journal says of it
 * @param code how its sender is answered
 * @param problems what its sender is told
 */
record MessageReply(MessageStatus fate, AcknowledgementCode code, List<Problem> problems) {

    /** A message whose results would be lost must not be held to be delivered. */
    private static final Set<Reason> NEVER_TAKEN_IN_SILENCE = Set.of(Reason.RESULTS_NOT_ACCOUNTED);

    /**
     * What depends on what is stored is decided when the message has its turn, when nothing can come between the look and the
     * decision; what is found before is told, as it will be so unless another message comes first.
     */
    private static final Set<Reason> DECIDED_IN_TURN =
            Set.of(Reason.NUMBER_OF_ANOTHER_SUBJECT, Reason.NUMBER_USED_AGAIN, Reason.STATUS_REGRESSION);

    /**
     * Judges by what was found.
     *
     * @param parkedIsError whether the site's engines are to be told by AE that a message is parked
     * @param message by which the journal knows it
     */
    static MessageReply of(List<Finding> findings, boolean parkedIsError, UUID message) {
        return of(findings, List.of(), parkedIsError, message);
    }

    /**
     * Judges by what was found.
     *
     * @param held what holds back single results, while the others are stored
     */
    static MessageReply of(List<Finding> findings, List<Finding> held, boolean parkedIsError, UUID message) {
        if (findings.isEmpty() && !held.isEmpty()) {
            return new MessageReply(
                    MessageStatus.RECEIVED,
                    parkedIsError ? AcknowledgementCode.ERROR : AcknowledgementCode.ACCEPT,
                    FindingProblems.of(held, parkedIsError ? Severity.ERROR : Severity.WARNING, message));
        }
        if (findings.isEmpty()) {
            return new MessageReply(MessageStatus.RECEIVED, AcknowledgementCode.ACCEPT, List.of());
        }
        List<Finding> toMend = findings.stream()
                .filter(finding -> !finding.reason().isMendable())
                .toList();
        if (!toMend.isEmpty()) {
            return new MessageReply(
                    MessageStatus.REJECTED,
                    AcknowledgementCode.ERROR,
                    FindingProblems.of(findings, Severity.ERROR, message));
        }
        boolean error = parkedIsError
                || findings.stream().anyMatch(finding -> NEVER_TAKEN_IN_SILENCE.contains(finding.reason()));
        boolean inTurn = findings.stream().allMatch(finding -> DECIDED_IN_TURN.contains(finding.reason()));
        return new MessageReply(
                inTurn ? MessageStatus.RECEIVED : MessageStatus.PARKED,
                error ? AcknowledgementCode.ERROR : AcknowledgementCode.ACCEPT,
                FindingProblems.of(
                        Stream.concat(findings.stream(), held.stream()).toList(),
                        error ? Severity.ERROR : Severity.WARNING,
                        message));
    }

    /**
     * How one is answered that came before, by what became of that one.
     *
     * @param fate of that one by now
     * @param findings why that one is not applied by now
     * @param parkedIsError whether the site's engines are to be told by AE that a message is parked
     * @param first by which the journal knows that one
     */
    static MessageReply ofDuplicate(MessageStatus fate, List<Finding> findings, boolean parkedIsError, UUID first) {
        MessageReply present = of(
                fate == MessageStatus.PARKED ? findings : List.of(),
                fate == MessageStatus.PARTIAL ? findings : List.of(),
                parkedIsError,
                first);
        return new MessageReply(MessageStatus.DUPLICATE, present.code(), present.problems());
    }

    /** The same, with something more to say. */
    MessageReply with(Optional<Problem> remark) {
        return remark.isEmpty()
                ? this
                : new MessageReply(
                        fate,
                        code,
                        Stream.concat(problems.stream(), remark.stream()).toList());
    }
}
