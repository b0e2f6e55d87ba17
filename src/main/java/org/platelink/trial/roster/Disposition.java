package org.platelink.trial.roster;

import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.function.Function;
import java.util.function.Predicate;
import java.util.stream.Collectors;
import org.hl7.fhir.r4.model.CodeType;
import org.hl7.fhir.r4.model.IntegerType;
import org.hl7.fhir.r4.model.Parameters;
import org.hl7.fhir.r4.model.Parameters.ParametersParameterComponent;
import org.hl7.fhir.r4.model.Reference;
import org.hl7.fhir.r4.model.StringType;
import org.hl7.fhir.r4.model.Type;
import org.jspecify.annotations.Nullable;
import org.platelink.platform.table.Table;
import org.platelink.platform.table.Table.Column;
import org.platelink.trial.schedule.SubjectVisits;
import org.platelink.trial.subject.EndReason;
import org.platelink.trial.subject.SubjectState;

/**
 * Disposition of the subjects of a study as of a day: the counts of a CONSORT flow diagram, each with the subjects
 * that it counts. A state that was taken back counts nowhere.
 *
 * @param subjects the subjects as of the day
 * @see <a href="https://www.consort-spirit.org/">CONSORT 2025, item 22</a>
 */
record Disposition(List<SubjectVisits> subjects) {

    /** The coded reason of an end that was recorded without one. */
    private static final String NOT_RECORDED = "not-recorded";

    /**
     * One count.
     *
     * @param stage the stage
     * @param reason the coded reason of an end; null for a stage that is none, and for all reasons together
     * @param criterion the code of the criterion of a screen failure; otherwise null
     * @param infusions the number of infusions; null for a stage that does not count by it
     * @param counted the subjects
     */
    record Count(
            String stage,
            @Nullable String reason,
            @Nullable String criterion,
            @Nullable Integer infusions,
            List<SubjectVisits> counted) {

        int n() {
            return counted.size();
        }

        private List<String> references() {
            return counted.stream()
                    .map(one -> "ResearchSubject/" + one.subject())
                    .toList();
        }
    }

    /** The counts, in the order of the CONSORT diagram. */
    List<Count> counts() {
        List<Count> counts = new ArrayList<>();
        counts.add(stage("screened", one -> true));
        counts.add(stage("in-screening", Flow.is(SubjectState.SCREENING)));
        counts.addAll(ends("not-eligible", SubjectState.INELIGIBLE));
        counts.add(stage("eligible", Flow::wasEligible));
        counts.add(stage("awaiting-treatment", Flow.is(SubjectState.ELIGIBLE)));
        counts.add(stage("treated", Flow::isTreated));
        counts.addAll(infusions());
        counts.add(stage("in-treatment", Flow.is(SubjectState.ON_STUDY_INTERVENTION)));
        counts.add(stage("reached-follow-up", Flow.was(SubjectState.FOLLOW_UP)));
        counts.add(stage("in-follow-up", Flow.is(SubjectState.FOLLOW_UP)));
        counts.add(stage("completed", Flow::isCompleted));
        counts.addAll(ends("ended-early", Flow.is(SubjectState.OFF_STUDY).and(one -> !Flow.isCompleted(one))));
        counts.addAll(ends("withdrawn", SubjectState.WITHDRAWN));
        counts.add(stage(
                "died", one -> one.endReason().filter(EndReason.DEATH::equals).isPresent()));
        return counts;
    }

    private Count stage(String stage, Predicate<SubjectVisits> which) {
        return new Count(
                stage, null, null, null, subjects.stream().filter(which).toList());
    }

    private List<Count> ends(String stage, SubjectState end) {
        return ends(stage, one -> one.ended().filter(end::equals).isPresent());
    }

    /** All subjects with an end, and those with each reason and criterion. */
    private List<Count> ends(String stage, Predicate<SubjectVisits> which) {
        Count all = stage(stage, which);
        List<Count> counts = new ArrayList<>(List.of(all));
        by(all.counted(), Disposition::reason)
                .forEach((reason, some) -> by(some, one -> one.criterion().orElse(""))
                        .forEach((criterion, counted) -> counts.add(
                                new Count(stage, reason, criterion.isEmpty() ? null : criterion, null, counted))));
        return counts;
    }

    private static String reason(SubjectVisits one) {
        return one.endReason().map(EndReason::code).orElse(NOT_RECORDED);
    }

    private List<Count> infusions() {
        List<Count> counts = new ArrayList<>();
        by(subjects.stream().filter(Flow::isTreated).toList(), SubjectVisits::doses)
                .forEach((doses, counted) -> counts.add(new Count("treated", null, null, doses, counted)));
        return counts;
    }

    private static <K extends Comparable<K>> Map<K, List<SubjectVisits>> by(
            List<SubjectVisits> some, Function<SubjectVisits, K> key) {
        return some.stream()
                .collect(Collectors.groupingBy(
                        key, () -> new TreeMap<>(Comparator.naturalOrder()), Collectors.toList()));
    }

    /** The counts as a table; the references of the subjects are separated by spaces. */
    Table table() {
        return Table.of(
                "count",
                List.of(
                        new Column<>("stage", count -> new CodeType(count.stage())),
                        new Column<>("reason", count -> code(count.reason())),
                        new Column<>("criterion", count -> code(count.criterion())),
                        new Column<>(
                                "infusions",
                                count -> count.infusions() == null ? null : new IntegerType(count.infusions())),
                        new Column<>("n", count -> new IntegerType(count.n())),
                        new Column<>("subjects", count -> new StringType(String.join(" ", count.references())))),
                counts());
    }

    /** The counts as Parameters, with one part for each subject. */
    Parameters asParameters() {
        Parameters parameters = new Parameters();
        for (Count count : counts()) {
            ParametersParameterComponent parameter = parameters.addParameter().setName("count");
            parameter.addPart().setName("stage").setValue(new CodeType(count.stage()));
            add(parameter, "reason", code(count.reason()));
            add(parameter, "criterion", code(count.criterion()));
            add(parameter, "infusions", count.infusions() == null ? null : new IntegerType(count.infusions()));
            parameter.addPart().setName("n").setValue(new IntegerType(count.n()));
            count.references()
                    .forEach(one -> parameter.addPart().setName("subject").setValue(new Reference(one)));
        }
        return parameters;
    }

    private static void add(ParametersParameterComponent parameter, String name, @Nullable Type value) {
        if (value != null) {
            parameter.addPart().setName(name).setValue(value);
        }
    }

    private static @Nullable Type code(@Nullable String code) {
        return code == null ? null : new CodeType(code);
    }
}
