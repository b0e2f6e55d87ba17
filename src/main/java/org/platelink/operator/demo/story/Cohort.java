package org.platelink.operator.demo.story;

import java.time.LocalDate;
import java.time.LocalDateTime;
import java.util.List;
import java.util.stream.IntStream;

/**
 * A synthetic cohort.
 *
 * @param seed the seed of the random numbers
 * @param seenFrom the day on which each subject is in the state of its {@link SubjectTrajectory}; the subjects
 *     consented in the twenty months before
 */
public record Cohort(long seed, LocalDate seenFrom) {

    /** The offset of the random streams for histories, apart from those of the subjects, which are numbered from 1. */
    private static final long HISTORIES = 2_000_000;

    private static final int EVERY = 20;
    private static final int MINOR = 9;
    /** Far more than any trajectory ever needed. One that fits no day would be a bug. */
    private static final int MOST_TRIES = 10_000;

    /** The complete stories of the first subjects, including the events after the reference day. */
    public List<SubjectStory> subjects(int number) {
        return IntStream.rangeClosed(1, number).mapToObj(this::subject).toList();
    }

    /** The tag code that marks all resources of the cohort. */
    public String tag() {
        return tagPrefix(seed) + seenFrom;
    }

    /** The part of the tag code before the day. */
    public static String tagPrefix(long seed) {
        return "demo-" + seed + "-";
    }

    SubjectStory subject(int number) {
        RandomStream chance = RandomStream.of(seed, number);
        SubjectTrajectory trajectory = SubjectTrajectory.of(seed, number).turned(chance);
        for (int i = 0; i < MOST_TRIES; i++) {
            LocalDate consent = seenFrom.minusDays(trajectory.daysSinceConsent(chance));
            SubjectStory story = story(chance, number, consent, trajectory);
            if (!Itinerary.isWeekend(consent) && story.until(seenFrom).state() == trajectory.state()) {
                SubjectStory disturbed = new Incidents(this, number, trajectory).in(story);
                return SecondScreening.in(ResultQueries.in(disturbed));
            }
        }
        throw new IllegalStateException("No day fits the fate " + trajectory);
    }

    /** The final trajectory of a subject. */
    static SubjectTrajectory trajectory(long seed, int number) {
        return SubjectTrajectory.of(seed, number).turned(RandomStream.of(seed, number));
    }

    private SubjectStory story(RandomStream chance, int number, LocalDate consent, SubjectTrajectory trajectory) {
        Person person = Person.drawn(chance, consent, number % EVERY == MINOR);
        PlateletCourse platelets = PlateletCourse.drawn(chance);
        Course course = Course.drawn(
                chance, consent, trajectory, platelets.responds(), number <= SubjectTrajectory.blockSize());
        LocalDateTime at = consent.atTime(chance.between(8, 10), 5 * chance.between(0, 11));
        List<Event> events = new CourseWriter(chance, person, platelets, Laboratory.of(number))
                .tell(course, at, RandomStream.of(seed, HISTORIES + number));
        return new SubjectStory(this, number, person, at, events);
    }
}
