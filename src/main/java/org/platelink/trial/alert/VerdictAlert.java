package org.platelink.trial.alert;

import java.util.List;
import java.util.Optional;
import org.hl7.fhir.r4.model.ResearchSubject;
import org.platelink.trial.eligibility.VerdictUpkeep.CurrentVerdict;
import org.platelink.trial.subject.StateHistory;
import org.platelink.trial.subject.SubjectState;

/**
 * The alert that a subject's verdict is not eligible any more. A subject that left the study before an infusion has
 * none: nothing rests on its verdict.
 */
final class VerdictAlert {

    static final String CAUSE = "verdict";

    private VerdictAlert() {}

    /**
     * The alert that there is now.
     *
     * @param fell whether the verdict was eligible before, or the alert is there already
     */
    static Optional<Alert> of(ResearchSubject subject, CurrentVerdict verdict, boolean fell) {
        StateHistory history = StateHistory.of(subject);
        boolean infused = history.entryOf(SubjectState.ON_STUDY_INTERVENTION).isPresent();
        boolean restsOnIt = history.entryOf(SubjectState.ELIGIBLE).isPresent();
        return verdict.eligible() || history.present().isEnd() && !infused || !restsOnIt && !fell
                ? Optional.empty()
                : Optional.of(new Alert(
                        AlertCode.VERDICT_FELL,
                        CAUSE,
                        "The subject is not eligible any more. " + verdict.sentence(),
                        List.of(verdict.observation())));
    }
}
