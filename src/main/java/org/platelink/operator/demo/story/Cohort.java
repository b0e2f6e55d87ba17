package org.platelink.operator.demo.story;

import java.time.LocalDate;
import java.time.LocalDateTime;
import java.util.List;
import java.util.stream.IntStream;

/**
 * A synthetic cohort.
 *
 * @param seed what all chances are drawn from
 * @param seenFrom the day on which its subjects stand where their fates want them; they consented in the twenty months
 *     before
 */
public record Cohort(long seed, LocalDate seenFrom) {

    /** Apart from the streams of the subjects, which are numbered from 1. */
    private static final long HISTORIES = 2_000_000;

    private static final int EVERY = 20;
    private static final int MINOR = 9;
    /** Far more than a fate ever took; a fate that no day fits would be a fault of this program. */
    private static final int MOST_TRIES = 10_000;

    /** The subjects from the first one on, whole: also what happens after the day that they are seen from. */
    public List<SubjectStory> subjects(int number) {
        return IntStream.rangeClosed(1, number).mapToObj(this::subject).toList();
    }

    /** What marks all that belongs to it. */
    public String tag() {
        return tagPrefix(seed) + seenFrom;
    }

    /** What is in the tag before the day. */
    public static String tagPrefix(long seed) {
        return "demo-" + seed + "-";
    }

    SubjectStory subject(int number) {
        RandomStream chance = RandomStream.of(seed, number);
        SubjectFate fate = SubjectFate.of(seed, number).turned(chance);
        for (int i = 0; i < MOST_TRIES; i++) {
            LocalDate consent = seenFrom.minusDays(fate.daysSinceConsent(chance));
            SubjectStory story = told(chance, number, consent, fate);
            if (!Itinerary.isWeekend(consent) && story.until(seenFrom).state() == fate.state()) {
                return story;
            }
        }
        throw new IllegalStateException("No day fits the fate " + fate);
    }

    private SubjectStory told(RandomStream chance, int number, LocalDate consent, SubjectFate fate) {
        Person person = Person.drawn(chance, consent, number % EVERY == MINOR);
        PlateletCourse platelets = PlateletCourse.drawn(chance);
        Course course = Course.drawn(chance, consent, fate, platelets.responds());
        LocalDateTime at = consent.atTime(chance.between(8, 10), 5 * chance.between(0, 11));
        List<Event> events = new CourseWriter(chance, person, platelets, Laboratory.of(number))
                .tell(course, at, RandomStream.of(seed, HISTORIES + number));
        return new SubjectStory(this, number, person, at, events);
    }
}
