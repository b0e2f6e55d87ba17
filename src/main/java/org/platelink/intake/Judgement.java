package org.platelink.intake;

import java.util.List;
import java.util.Set;
import org.platelink.hl7v2.AcknowledgementCode;
import org.platelink.hl7v2.Problem;
import org.platelink.hl7v2.Problem.Severity;
import org.platelink.journal.Fate;
import org.platelink.journal.Finding;
import org.platelink.journal.Reason;

/**
 * How a message that was read is answered.
 *
 * @param fate what the journal says of it
 * @param code how its sender is answered
 * @param problems what its sender is told
 */
record Judgement(Fate fate, AcknowledgementCode code, List<Problem> problems) {

    /** A message whose results would be lost must not be held to be delivered. */
    private static final Set<Reason> NEVER_TAKEN_IN_SILENCE = Set.of(Reason.RESULTS_NOT_ACCOUNTED);

    /**
     * Judges by what was found.
     *
     * @param parkedIsError whether the site's engines are to be told by AE that a message is parked
     */
    static Judgement of(List<Finding> findings, boolean parkedIsError) {
        return of(findings, List.of(), parkedIsError);
    }

    /**
     * Judges by what was found.
     *
     * @param held what holds back single results, while the others are stored
     */
    static Judgement of(List<Finding> findings, List<Finding> held, boolean parkedIsError) {
        if (findings.isEmpty() && !held.isEmpty()) {
            return new Judgement(
                    Fate.RECEIVED,
                    parkedIsError ? AcknowledgementCode.ERROR : AcknowledgementCode.ACCEPT,
                    FindingProblems.of(held, parkedIsError ? Severity.ERROR : Severity.WARNING));
        }
        if (findings.isEmpty()) {
            return new Judgement(Fate.RECEIVED, AcknowledgementCode.ACCEPT, List.of());
        }
        List<Finding> toMend = findings.stream()
                .filter(finding -> !finding.reason().isMendable())
                .toList();
        if (!toMend.isEmpty()) {
            return new Judgement(
                    Fate.REJECTED, AcknowledgementCode.ERROR, FindingProblems.of(findings, Severity.ERROR));
        }
        boolean error = parkedIsError
                || findings.stream().anyMatch(finding -> NEVER_TAKEN_IN_SILENCE.contains(finding.reason()));
        return new Judgement(
                Fate.PARKED,
                error ? AcknowledgementCode.ERROR : AcknowledgementCode.ACCEPT,
                FindingProblems.of(findings, error ? Severity.ERROR : Severity.WARNING));
    }
}
