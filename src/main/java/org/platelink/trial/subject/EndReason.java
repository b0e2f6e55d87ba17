package org.platelink.trial.subject;

import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;
import org.platelink.trial.subject.StateHistory.Entry;

/**
 * Coded reason for the end of a subject's participation: the codes of the guide's code system {@code end-reason}.
 *
 * @see <a href="https://platelink.org/ig/msc-itp/CodeSystem/end-reason">Reasons for the end of participation</a>
 */
public enum EndReason {
    COMPLETED,
    DEATH,
    ADVERSE_EVENT,
    LOST_TO_FOLLOW_UP,
    CONSENT_WITHDRAWN,
    PHYSICIAN_DECISION,
    PROTOCOL_VIOLATION,
    SCREEN_FAILURE,
    OTHER;

    static final String UNKNOWN_CODE = "reasonCode is one of "
            + Arrays.stream(values()).map(EndReason::code).collect(Collectors.joining(", ")) + ".";

    private static final int LONGEST_CRITERION = 64;

    /** The code, such as {@code lost-to-follow-up}. */
    public String code() {
        return name().toLowerCase(Locale.ROOT).replace('_', '-');
    }

    /** The reason with a code; empty if the guide has no such reason. */
    public static Optional<EndReason> of(@Nullable String code) {
        return Arrays.stream(values())
                .filter(reason -> reason.code().equals(code))
                .findFirst();
    }

    /** The reasons for which participation may end in a state; empty for a state that is no end. */
    static List<EndReason> of(SubjectState end) {
        return switch (end) {
            case INELIGIBLE -> List.of(SCREEN_FAILURE, PHYSICIAN_DECISION, OTHER);
            case OFF_STUDY ->
                List.of(
                        COMPLETED,
                        DEATH,
                        ADVERSE_EVENT,
                        LOST_TO_FOLLOW_UP,
                        PHYSICIAN_DECISION,
                        PROTOCOL_VIOLATION,
                        OTHER);
            case WITHDRAWN ->
                List.of(
                        CONSENT_WITHDRAWN,
                        ADVERSE_EVENT,
                        LOST_TO_FOLLOW_UP,
                        PHYSICIAN_DECISION,
                        PROTOCOL_VIOLATION,
                        OTHER);
            default -> List.of();
        };
    }

    /**
     * What is wrong with the coded reason of a state that is new.
     *
     * @param before the state that it follows; null if it is the first
     * @return a sentence that says how to mend it; empty if nothing is wrong
     */
    static Optional<String> faultOf(Entry entry, @Nullable SubjectState before) {
        List<EndReason> possible = of(entry.state());
        EndReason reason = entry.end();
        String state = entry.state().code();
        if (reason == null) {
            return possible.isEmpty()
                    ? entry.criterion() == null
                            ? Optional.empty()
                            : Optional.of("criterion goes with reasonCode screen-failure; leave it out.")
                    : Optional.of(
                            "Why the subject is " + state + " is missing; add reasonCode, " + either(possible) + ".");
        }
        if (!possible.contains(reason)) {
            return Optional.of(
                    possible.isEmpty()
                            ? state + " is no end of participation; leave reasonCode out."
                            : "A subject does not become " + state + " for " + reason.code() + "; reasonCode is "
                                    + either(possible) + ".");
        }
        return faultOfParts(entry, reason, before);
    }

    private static Optional<String> faultOfParts(Entry entry, EndReason reason, @Nullable SubjectState before) {
        boolean screenFailure = reason == SCREEN_FAILURE;
        String criterion = entry.criterion();
        if (screenFailure && (criterion == null || !isCode(criterion))) {
            return Optional.of("A screen failure names its criterion; add criterion with its code, such as EXC05.");
        }
        if (!screenFailure && criterion != null) {
            return Optional.of("criterion goes with reasonCode screen-failure; leave it out.");
        }
        if (reason == OTHER && (entry.reason() == null || entry.reason().isBlank())) {
            return Optional.of("reasonCode other needs the reason in words; add reason.");
        }
        if (reason == COMPLETED && before != SubjectState.FOLLOW_UP) {
            return Optional.of("Only a subject in follow-up completes the study; move it to follow-up first, or name"
                    + " another reasonCode.");
        }
        return Optional.empty();
    }

    private static boolean isCode(String criterion) {
        return criterion.length() <= LONGEST_CRITERION && criterion.matches("[^\\s]+");
    }

    private static String either(List<EndReason> reasons) {
        String last = reasons.get(reasons.size() - 1).code();
        return reasons.subList(0, reasons.size() - 1).stream()
                        .map(EndReason::code)
                        .collect(Collectors.joining(", "))
                + " or " + last;
    }
}
