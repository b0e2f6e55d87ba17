package org.platelink.trial.schedule;

import java.util.List;
import org.hl7.fhir.r4.model.Coding;
import org.jspecify.annotations.Nullable;
import org.platelink.platform.canonical.CodeSystems;

/**
 * A planned visit of a protocol.
 *
 * @param action the id of the protocol's action; if it has none, the last part of its definition
 * @param title the title for people
 * @param definition the canonical or URI of the activity definition of the visit; null if the protocol names none
 * @param code the codes of the action
 * @param unscheduled whether it takes place only when something requires it
 * @param intervention whether a dose is given at it
 * @param anchors the visits on which it depends; none if the schedule is counted from it, or if it is unscheduled
 * @param routes the transitions that lead to it; none in a protocol without transitions
 * @param chain the name of the chain of visits that stand in for one another, such as the interventions; null if it
 *     belongs to none
 * @param notExpected why the subject is not to have it; null if it is expected
 * @param calledFor whether the end of the participation calls for it
 */
record PlannedVisit(
        String action,
        String title,
        @Nullable String definition,
        List<Coding> code,
        boolean unscheduled,
        boolean intervention,
        List<Anchor> anchors,
        List<Route> routes,
        @Nullable String chain,
        @Nullable String notExpected,
        boolean calledFor) {

    private static final String INTERVENTIONS = "interventions";
    private static final String CONTACT = CodeSystems.HL7 + "v3-ParticipationMode";

    PlannedVisit {
        code = List.copyOf(code);
        anchors = List.copyOf(anchors);
        routes = List.copyOf(routes);
    }

    /** A visit that is expected of every subject. */
    PlannedVisit(
            String action,
            String title,
            @Nullable String definition,
            List<Coding> code,
            boolean unscheduled,
            boolean intervention,
            List<Anchor> anchors) {
        this(
                action,
                title,
                definition,
                code,
                unscheduled,
                intervention,
                anchors,
                List.of(),
                intervention ? INTERVENTIONS : null,
                null,
                false);
    }

    /** The same as a part of a graph. */
    PlannedVisit along(List<Route> ways) {
        return new PlannedVisit(
                action, title, definition, code, unscheduled, intervention, anchors, ways, chain, null, false);
    }

    /** The same as it stands for one subject. */
    PlannedVisit decided(List<Anchor> from, @Nullable String whyNot, boolean called) {
        return new PlannedVisit(
                action, title, definition, code, unscheduled, intervention, from, routes, chain, whyNot, called);
    }

    /** One of its repetitions. */
    PlannedVisit repetition(int number, List<Anchor> from, List<Route> ways) {
        return new PlannedVisit(
                action + "." + number,
                title + " " + number,
                definition,
                code,
                unscheduled,
                intervention,
                from,
                ways,
                intervention ? INTERVENTIONS : action,
                null,
                false);
    }

    /** Whether it belongs to a chain. */
    boolean isChained() {
        return chain != null;
    }

    /** How the participant is met, a code of HL7's ParticipationMode such as PHONE; null if the protocol is silent. */
    @Nullable
    String contact() {
        return code.stream()
                .filter(coding -> CONTACT.equals(coding.getSystem()))
                .map(Coding::getCode)
                .findFirst()
                .orElse(null);
    }

    /** Whether it is the index visit, from which the schedule is counted. Its own day is always in its window. */
    boolean isIndex() {
        return anchors.isEmpty() && !unscheduled;
    }
}
