package org.platelink.operator.demo.story;

import java.time.LocalDate;
import java.time.temporal.ChronoUnit;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.function.Predicate;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.platelink.trial.subject.EndReason;
import org.platelink.trial.subject.SubjectState;

/**
 * What does not go straight in a cohort: a death, a subject lost to follow-up, a skipped infusion, a step recorded for
 * the wrong subject. Each of them happens once in the first block of twelve subjects, and in every third block from
 * there on, unless so many withdraw that nobody is left for it. It is drawn from a stream of its own, so that the
 * stories of all other subjects stay as they are.
 */
final class Incidents {

    /** The offset of the random streams for incidents, apart from those of the subjects and of the histories. */
    private static final long INCIDENTS = 3_000_000;

    private static final int EVERY = 3;
    private static final String LAST_KEPT = "fu-m3";
    private static final String NEVER_HELD = "fu-m6";
    private static final String SKIPPED = "infusion-3";
    private static final String AFTER_SKIPPED = "infusion-4";
    private static final int TARGET = 14;
    private static final int WINDOW = 3;
    private static final int DAYS_OF_SEARCH = 30;
    private static final int HOUR_OF_DEATH = 4;

    private final Cohort cohort;
    private final int number;
    private final SubjectTrajectory trajectory;
    private final RandomStream chance;

    Incidents(Cohort cohort, int number, SubjectTrajectory trajectory) {
        this.cohort = cohort;
        this.number = number;
        this.trajectory = trajectory;
        this.chance = RandomStream.of(cohort.seed(), INCIDENTS + number);
    }

    /** The story with what happens to its subject, or as it is. */
    SubjectStory in(SubjectStory story) {
        int block = (number - 1) / SubjectTrajectory.blockSize();
        if (block % EVERY != 0) {
            return story;
        }
        int rank = rank(1 + block * SubjectTrajectory.blockSize());
        List<Event> events = new ArrayList<>(story.events());
        if (trajectory == SubjectTrajectory.COMPLETES && rank == 0) {
            die(events);
        } else if (trajectory == SubjectTrajectory.COMPLETES && rank == 1) {
            getLost(events);
        } else if (trajectory == SubjectTrajectory.IS_FOLLOWED_UP && rank == 0) {
            mistake(events);
        } else if (trajectory == SubjectTrajectory.IS_FOLLOWED_UP && rank == 1) {
            skip(events);
        }
        events.sort(Comparator.comparing(Event::day));
        return new SubjectStory(cohort, number, story.person(), story.consent(), events);
    }

    /** How many subjects of the block with the same trajectory come before this one. */
    private int rank(int first) {
        return (int) IntStream.range(first, number)
                .filter(other -> Cohort.trajectory(cohort.seed(), other) == trajectory)
                .count();
    }

    private void die(List<Event> events) {
        LocalDate day = day(events, LAST_KEPT).plusDays(chance.between(12, 50));
        events.removeIf(event -> event.day().isAfter(day));
        events.add(new Event.Death(day.atTime(HOUR_OF_DEATH, 5 * chance.between(0, 11)), "Intracranial haemorrhage"));
    }

    private static void getLost(List<Event> events) {
        LocalDate planned = day(events, NEVER_HELD);
        events.removeIf(event -> !event.day().isBefore(planned));
        events.add(new Event.MissedVisit(NEVER_HELD, planned));
        events.add(new Event.Move(
                Itinerary.forward(planned.plusDays(DAYS_OF_SEARCH)),
                SubjectState.OFF_STUDY,
                "Did not come to month 6 and could not be reached in a month.",
                EndReason.LOST_TO_FOLLOW_UP,
                null));
    }

    /** The next infusion is on the day that was agreed, which is late if it is counted from the last one given. */
    private static void skip(List<Event> events) {
        LocalDate skipped = day(events, SKIPPED);
        LocalDate before = day(events, "infusion-2");
        events.removeIf(of(SKIPPED));
        events.add(new Event.MissedVisit(SKIPPED, skipped));
        events.replaceAll(
                event -> event instanceof Event.Visit visit && visit.action().equals(AFTER_SKIPPED)
                        ? judged(visit, ChronoUnit.DAYS.between(before, visit.day()))
                        : event);
    }

    private static Event.Visit judged(Event.Visit visit, long days) {
        if (Math.abs(days - TARGET) <= WINDOW) {
            return visit.with(Timing.IN_WINDOW, null);
        }
        return visit.with(
                days < TARGET ? Timing.EARLY : Timing.LATE, "The third infusion was not given because of a pneumonia.");
    }

    /** Between the first infusion and the second, which is five days later at least. */
    private static void mistake(List<Event> events) {
        LocalDate day = Itinerary.forward(day(events, "infusion-1").plusDays(1));
        events.add(new Event.Move(
                day,
                SubjectState.WITHDRAWN,
                "Consent was withdrawn without a reason.",
                EndReason.CONSENT_WITHDRAWN,
                null));
        events.add(new Event.StepTakenBack(
                Itinerary.forward(day.plusDays(1)),
                SubjectState.WITHDRAWN,
                SubjectState.ON_STUDY_INTERVENTION,
                "Another subject was meant; this one goes on."));
    }

    private static LocalDate day(List<Event> events, String action) {
        return events.stream()
                .filter(event ->
                        event instanceof Event.Visit visit && visit.action().equals(action)
                                || event instanceof Event.MissedVisit missed
                                        && missed.action().equals(action))
                .map(Event::day)
                .findFirst()
                .orElseThrow();
    }

    /** All that is done and measured at a visit. */
    private static Predicate<Event> of(String action) {
        return event -> actionOf(event).anyMatch(action::equals);
    }

    private static Stream<String> actionOf(Event event) {
        if (event instanceof Event.Visit visit) {
            return Stream.of(visit.action());
        } else if (event instanceof Event.Infusion infusion) {
            return Stream.of(infusion.action());
        } else if (event instanceof Event.Sample sample) {
            return Stream.of(sample.action());
        } else if (event instanceof Event.Correction correction) {
            return Stream.of(correction.sample().action());
        }
        return Stream.empty();
    }
}
