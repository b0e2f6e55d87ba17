package org.platelink.operator.demo;

import java.util.ArrayList;
import java.util.List;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.platelink.operator.demo.story.Cohort;
import org.platelink.operator.demo.story.Event;
import org.platelink.operator.demo.story.Event.MissedVisit;
import org.platelink.operator.demo.story.Event.Sample;
import org.platelink.operator.demo.story.Event.Visit;
import org.platelink.operator.demo.story.Result;
import org.platelink.operator.demo.story.SubjectStory;
import org.platelink.operator.demo.story.Timing;
import org.platelink.platform.canonical.CanonicalUrls;
import org.platelink.trial.subject.SubjectState;

/** Summary of a cohort, in a few lines of text. */
final class Summary {

    private final Cohort cohort;
    private final DemoOptions options;
    private final List<SubjectStory> stories;

    Summary(Cohort cohort, DemoOptions options, List<SubjectStory> stories) {
        this.cohort = cohort;
        this.options = options;
        this.stories = stories;
    }

    /**
     * The lines of the summary.
     *
     * @param tally the counts of the requests
     * @param seconds the duration of the run in seconds
     * @param base the base URL of the server's FHIR API
     */
    List<String> lines(Tally tally, long seconds, String base) {
        List<String> lines = new ArrayList<>();
        lines.add("cohort    " + cohort.tag() + " of " + options.study() + " as of " + options.asOf() + ", synthetic: "
                + stories.size() + " subjects");
        lines.add("states    "
                + Stream.of(SubjectState.values())
                        .map(state -> state.code() + " " + in(state))
                        .collect(Collectors.joining(", ")));
        lines.add("visits    " + all(Visit.class).count() + "; with a window: " + timed(Timing.IN_WINDOW) + " in it, "
                + timed(Timing.EARLY) + " early, " + timed(Timing.LATE) + " late; missed: "
                + all(MissedVisit.class).count());
        lines.add("results   "
                + all(Sample.class).mapToInt(sample -> sample.results().size()).sum()
                + ", " + all(Event.Correction.class).count() + " of them corrected, " + withoutValue()
                + " without a value");
        lines.add("incidents " + all(Event.Death.class).count() + " died, "
                + all(Event.StepTakenBack.class).count() + " steps taken back, "
                + all(Event.Rescreening.class).count() + " screened again, "
                + all(Event.Query.class).count() + " queries, "
                + all(Event.QueryReply.class).count() + " of them answered or taken back");
        lines.add("server    " + tally + ", in " + seconds + " s");
        String study = base + "/ResearchStudy/" + options.study();
        lines.add("look at   " + study + "/$visit-compliance?_format=text/csv");
        lines.add("          " + base + "/Observation?_tag=" + CanonicalUrls.SYNTHETIC + "%7C" + cohort.tag()
                + "&code=777-3&_sort=date");
        return lines;
    }

    private long in(SubjectState state) {
        return stories.stream()
                .flatMap(story -> story.states().stream())
                .filter(state::equals)
                .count();
    }

    private long timed(Timing timing) {
        return all(Visit.class).filter(visit -> visit.timing() == timing).count();
    }

    private long withoutValue() {
        return all(Sample.class)
                .flatMap(sample -> sample.results().stream())
                .filter(result -> result.outcome() instanceof Result.AbsentValue)
                .count();
    }

    private <T extends Event> Stream<T> all(Class<T> kind) {
        return stories.stream()
                .flatMap(story -> story.events().stream())
                .filter(kind::isInstance)
                .map(kind::cast);
    }
}
