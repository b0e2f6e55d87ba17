package org.platelink.laboratory.intake.hl7;

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
 * The decision on a message after its interpretation: its status and its acknowledgement.
 *
 * @param status its status in the journal
 * @param code the acknowledgement code
 * @param problems the problems that are told to the sender
 */
record MessageReply(MessageStatus status, AcknowledgementCode code, List<Problem> problems) {

    /**
     * Findings that are always answered as an error: a message whose results would be lost must not be taken for
     * delivered.
     */
    private static final Set<Reason> NEVER_TAKEN_IN_SILENCE = Set.of(Reason.RESULTS_NOT_ACCOUNTED);

    /**
     * Findings that depend on what is stored. They are decided when the message is applied, where nothing can come
     * between the lookup and the decision. They are told to the sender at once all the same, since they hold unless
     * another message comes first.
     */
    private static final Set<Reason> DECIDED_IN_TURN =
            Set.of(Reason.NUMBER_OF_ANOTHER_SUBJECT, Reason.NUMBER_USED_AGAIN, Reason.STATUS_REGRESSION);

    /**
     * Decides by the findings of a message.
     *
     * @param parkedIsError whether the site's engines are told by AE that a message is parked
     * @param message the id of the message in the journal
     */
    static MessageReply of(List<Finding> findings, boolean parkedIsError, UUID message) {
        return of(findings, List.of(), parkedIsError, message);
    }

    /**
     * Decides by the findings of a message and of single results.
     *
     * @param heldBack findings that hold back single results, while the others are stored
     */
    static MessageReply of(List<Finding> findings, List<Finding> heldBack, boolean parkedIsError, UUID message) {
        if (findings.isEmpty() && !heldBack.isEmpty()) {
            return new MessageReply(
                    MessageStatus.RECEIVED,
                    parkedIsError ? AcknowledgementCode.ERROR : AcknowledgementCode.ACCEPT,
                    FindingProblems.of(heldBack, parkedIsError ? Severity.ERROR : Severity.WARNING, message));
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
                        Stream.concat(findings.stream(), heldBack.stream()).toList(),
                        error ? Severity.ERROR : Severity.WARNING,
                        message));
    }

    /**
     * The reply to a duplicate, by the present status of the message that it repeats.
     *
     * @param status the present status of that message
     * @param findings why that message is not applied
     * @param parkedIsError whether the site's engines are told by AE that a message is parked
     * @param first the id of that message in the journal
     */
    static MessageReply ofDuplicate(MessageStatus status, List<Finding> findings, boolean parkedIsError, UUID first) {
        MessageReply present = of(
                status == MessageStatus.PARKED ? findings : List.of(),
                status == MessageStatus.PARTIAL ? findings : List.of(),
                parkedIsError,
                first);
        return new MessageReply(MessageStatus.DUPLICATE, present.code(), present.problems());
    }

    /** A copy with one more problem, if there is one. */
    MessageReply with(Optional<Problem> remark) {
        return remark.isEmpty()
                ? this
                : new MessageReply(
                        status,
                        code,
                        Stream.concat(problems.stream(), remark.stream()).toList());
    }
}
