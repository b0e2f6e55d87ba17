package org.platelink.trial.subject;

import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;
import org.hl7.fhir.r4.model.ResearchSubject.ResearchSubjectStatus;
import org.jspecify.annotations.Nullable;

/**
 * State of a subject in the study: the codes of {@code ResearchSubject.status} that the guide allows, with the
 * allowed transitions.
 */
public enum SubjectState {
    SCREENING(ResearchSubjectStatus.SCREENING),
    ELIGIBLE(ResearchSubjectStatus.ELIGIBLE),
    INELIGIBLE(ResearchSubjectStatus.INELIGIBLE),
    ON_STUDY_INTERVENTION(ResearchSubjectStatus.ONSTUDYINTERVENTION),
    FOLLOW_UP(ResearchSubjectStatus.FOLLOWUP),
    OFF_STUDY(ResearchSubjectStatus.OFFSTUDY),
    WITHDRAWN(ResearchSubjectStatus.WITHDRAWN);

    private final ResearchSubjectStatus status;

    SubjectState(ResearchSubjectStatus status) {
        this.status = status;
    }

    /** The state with a code such as {@code on-study-intervention}; empty if the guide has no such state. */
    public static Optional<SubjectState> of(@Nullable String code) {
        return Arrays.stream(values())
                .filter(state -> state.code().equals(code))
                .findFirst();
    }

    /** The code, as in {@code ResearchSubject.status}. */
    public String code() {
        return status.toCode();
    }

    ResearchSubjectStatus status() {
        return status;
    }

    /** The states that may directly follow this one; empty for a final state. */
    public List<SubjectState> next() {
        return switch (this) {
            case SCREENING -> List.of(ELIGIBLE, INELIGIBLE, OFF_STUDY, WITHDRAWN);
            case ELIGIBLE -> List.of(ON_STUDY_INTERVENTION, INELIGIBLE, OFF_STUDY, WITHDRAWN);
            case INELIGIBLE -> List.of(WITHDRAWN);
            case ON_STUDY_INTERVENTION -> List.of(FOLLOW_UP, OFF_STUDY, WITHDRAWN);
            case FOLLOW_UP -> List.of(OFF_STUDY, WITHDRAWN);
            case OFF_STUDY, WITHDRAWN -> List.of();
        };
    }

    /** Whether a subject in this state takes no further part in the study. */
    public boolean isEnd() {
        return Set.of(INELIGIBLE, OFF_STUDY, WITHDRAWN).contains(this);
    }

    /** The message why a subject in this state cannot move to another state, with the states that it can move to. */
    String refusalOf(SubjectState other) {
        return "A subject in " + code()
                + (next().isEmpty()
                        ? " stays there and cannot move to " + other.code() + "."
                        : " can move to " + either(next()) + ", not to " + other.code() + ".");
    }

    /** The codes of states as a list in a sentence: {@code eligible, ineligible or withdrawn}. */
    static String either(List<SubjectState> states) {
        String last = states.get(states.size() - 1).code();
        String others = states.subList(0, states.size() - 1).stream()
                .map(SubjectState::code)
                .collect(Collectors.joining(", "));
        return others.isEmpty() ? last : others + " or " + last;
    }
}
