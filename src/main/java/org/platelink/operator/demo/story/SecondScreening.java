package org.platelink.operator.demo.story;

import java.time.LocalDate;
import java.time.LocalDateTime;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import org.platelink.trial.subject.EndReason;
import org.platelink.trial.subject.SubjectState;

/**
 * The second screening of an adult who was not eligible for a reason that passes: a new consent, the screening visit
 * again, and after a week the investigator's decision against the study.
 */
final class SecondScreening {

    /** The offset of the random streams for second screenings, apart from all others. */
    private static final long SECOND_SCREENINGS = 5_000_000;

    private static final int LONGEST_WAIT = 30;
    private static final int DAYS_TO_DECISION = 6;

    private SecondScreening() {}

    /** The story with the second screening, if there is one. */
    static SubjectStory in(SubjectStory story) {
        Optional<Event.Move> failed = story.events().stream()
                .filter(Event.Move.class::isInstance)
                .map(Event.Move.class::cast)
                .filter(move -> move.end() == EndReason.SCREEN_FAILURE)
                .findFirst();
        int wait = failed.flatMap(move -> ScreenFailure.of(move.criterion()))
                .map(ScreenFailure::daysToPass)
                .orElse(0);
        if (wait == 0 || story.person().isMinor()) {
            return story;
        }
        RandomStream chance = RandomStream.of(story.cohort().seed(), SECOND_SCREENINGS + story.number());
        LocalDate day = Itinerary.forward(failed.orElseThrow().day().plusDays(wait + chance.between(0, LONGEST_WAIT)));
        LocalDateTime consent = day.atTime(chance.between(8, 10), 5 * chance.between(0, 11));
        List<Event> events = new ArrayList<>(story.events());
        events.add(new Event.Rescreening(consent, "What stood against the subject has passed."));
        events.add(visit(story.person(), consent.plusMinutes(20)));
        events.add(new Event.Move(
                Itinerary.forward(day.plusDays(DAYS_TO_DECISION)),
                SubjectState.INELIGIBLE,
                "Another treatment is tried first.",
                EndReason.PHYSICIAN_DECISION,
                null));
        events.sort(Comparator.comparing(Event::day));
        return new SubjectStory(story.cohort(), story.number(), story.person(), story.consent(), events);
    }

    private static Event.Visit visit(Person person, LocalDateTime start) {
        Event.Pressure pressure = new Event.Pressure(person.systolic(), person.diastolic());
        return new Event.Visit("v1-screening", start, 90, Timing.WITHOUT_WINDOW, null, null, pressure, null, null);
    }
}
