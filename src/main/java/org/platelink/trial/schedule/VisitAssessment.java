package org.platelink.trial.schedule;

import static java.time.temporal.ChronoUnit.DAYS;

import java.time.LocalDate;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import org.platelink.trial.subject.PartialDate;

/**
 * Determines the status of one visit. A visit that took place is in its window, early, late or indeterminate. One
 * that did not is planned, due, missed or not applicable.
 *
 * @param visit the planned visit
 * @param placed its calculated window
 * @param records its recorded events
 * @param overtaking an event of a later visit that makes this one missed, if there is one
 * @param chain how it deviates from the order of the interventions
 * @param course the course of the subject as of the day
 * @param version the version of the protocol by which it is judged
 * @param asOf the day as of which the status is determined
 */
record VisitAssessment(
        PlannedVisit visit,
        Placement.CalculatedWindow placed,
        List<Occurrence> records,
        Optional<Occurrence> overtaking,
        List<ChainDeviation> chain,
        StudyCourse course,
        String version,
        LocalDate asOf) {

    ScheduledVisit judge() {
        return records.isEmpty() ? notTaken() : taken();
    }

    private ScheduledVisit taken() {
        PartialDate actual = records.get(0).date();
        if (visit.unscheduled()) {
            return judged(VisitStatus.NOT_APPLICABLE, "It is unscheduled: no window is due to it.");
        }
        if (actual.day().isEmpty()) {
            return judged(
                    VisitStatus.INDETERMINATE,
                    "It took place in " + actual.text() + ", which is not known to the day.");
        }
        if (visit.isIndex()) {
            return judged(VisitStatus.IN_WINDOW, null);
        }
        if (placed.unknown() != null) {
            return judged(VisitStatus.INDETERMINATE, "It took place, but " + placed.unknown() + ".");
        }
        return against(actual.day().get());
    }

    private ScheduledVisit against(LocalDate day) {
        Window window = placed.window();
        if (window.projected()) {
            return judged(VisitStatus.INDETERMINATE, "It took place, but what it hangs on has no date.");
        }
        if (window.earliest() != null && day.isBefore(window.earliest())) {
            return judged(VisitStatus.EARLY, null);
        }
        if (window.latest() != null && day.isAfter(window.latest())) {
            return judged(VisitStatus.LATE, null);
        }
        // If only an order is stated, there is no other rule to comply with.
        boolean onlyOrder = visit.anchors().stream().noneMatch(Anchor::hasDistance);
        return window.isStated() || onlyOrder
                ? judged(VisitStatus.IN_WINDOW, null)
                : judged(VisitStatus.INDETERMINATE, "It took place; the protocol states no window.");
    }

    private ScheduledVisit notTaken() {
        if (visit.unscheduled()) {
            return judged(VisitStatus.NOT_APPLICABLE, "It is unscheduled, and nothing has called for it.");
        }
        if (visit.notExpected() != null) {
            return judged(VisitStatus.NOT_APPLICABLE, visit.notExpected());
        }
        if (!chain.isEmpty()) {
            return judged(VisitStatus.MISSED, null);
        }
        if (course.ended().isPresent() && !visit.calledFor()) {
            return afterTheEnd(course.ended().get());
        }
        if (visit.intervention() && course.treatmentEnded().isPresent()) {
            StudyCourse.State ended = course.treatmentEnded().get();
            return closedBefore(ended)
                    ? judged(VisitStatus.MISSED, null)
                    : judged(VisitStatus.NOT_APPLICABLE, "The treatment ended" + since(ended, " on ") + ".");
        }
        if (placed.unknown() != null) {
            return judged(VisitStatus.PLANNED, sentence(placed.unknown()));
        }
        return overtaking
                .map(later -> judged(
                        VisitStatus.MISSED,
                        "It has not taken place, and " + later.action() + ", which comes after it, took place on "
                                + later.date().text() + "."))
                .orElseGet(() -> judged(openStatus(), null));
    }

    private ScheduledVisit afterTheEnd(StudyCourse.State end) {
        boolean overdue = end.isCompletion() && hasComeBefore(end);
        return closedBefore(end) || overdue
                ? judged(VisitStatus.MISSED, null)
                : judged(
                        VisitStatus.NOT_APPLICABLE,
                        "The subject is " + end.state().code() + since(end, " since ")
                                + end.end()
                                        .map(reason -> " (" + reason.code() + ")")
                                        .orElse("") + ".");
    }

    /** Whether its window had closed when a state began: then the visit was missed, whatever came later. */
    private boolean closedBefore(StudyCourse.State state) {
        LocalDate latest = placed.window().latest();
        return isFirm()
                && latest != null
                && state.began().map(began -> began.isAfter(latest)).orElse(false);
    }

    /** Whether its target day had passed when a state began. */
    private boolean hasComeBefore(StudyCourse.State state) {
        LocalDate target = placed.window().target();
        return isFirm()
                && target != null
                && state.began().map(began -> began.isAfter(target)).orElse(false);
    }

    private boolean isFirm() {
        return placed.unknown() == null && !placed.window().projected();
    }

    private VisitStatus openStatus() {
        Window window = placed.window();
        if (window.latest() != null && asOf.isAfter(window.latest())) {
            return VisitStatus.MISSED;
        }
        LocalDate opens = window.earliest() != null ? window.earliest() : window.target();
        if (window.projected()) {
            return VisitStatus.PLANNED;
        }
        return opens == null || asOf.isBefore(opens) ? VisitStatus.PLANNED : VisitStatus.DUE;
    }

    private ScheduledVisit judged(VisitStatus status, @Nullable String why) {
        PartialDate actual = records.isEmpty() ? null : records.get(0).date();
        Window window = visit.isIndex() && actual != null ? indexWindow() : placed.window();
        LocalDate target = window.projected() ? null : window.target();
        Long deviation = actual == null || target == null
                ? null
                : actual.day().map(day -> DAYS.between(target, day)).orElse(null);
        List<DeviationCode> codes =
                chain.stream().map(ChainDeviation::code).distinct().toList();
        return new ScheduledVisit(visit, window, status, actual, deviation, codes, reason(why), version, records);
    }

    /** What the site says, or else why the status is so; before it, how the order of the interventions was left. */
    private @Nullable String reason(@Nullable String why) {
        String said = records.stream()
                .map(Occurrence::reason)
                .filter(Objects::nonNull)
                .findFirst()
                .orElse(why);
        String reason = Stream.concat(chain.stream().map(ChainDeviation::sentence), Stream.ofNullable(said))
                .collect(Collectors.joining(" "));
        return reason.isEmpty() ? null : reason;
    }

    /** The index visit's own day is its target, and no window is stated for it. */
    private Window indexWindow() {
        return new Window(placed.window().target(), null, null, false);
    }

    private static String since(StudyCourse.State state, String word) {
        return state.began().map(began -> word + began.text()).orElse("");
    }

    private static String sentence(String part) {
        return Character.toUpperCase(part.charAt(0)) + part.substring(1) + ".";
    }
}
