package org.platelink.trial.roster;

import java.util.List;
import java.util.Set;
import java.util.function.Predicate;
import org.hl7.fhir.r4.model.CodeType;
import org.hl7.fhir.r4.model.IntegerType;
import org.platelink.platform.table.Table;
import org.platelink.platform.table.Table.Column;
import org.platelink.trial.schedule.SubjectVisits;
import org.platelink.trial.subject.EndReason;
import org.platelink.trial.subject.SubjectState;

/**
 * Participant flow of a study: the number of subjects that reached each stage.
 *
 * @param subjects all subjects
 * @see <a href="https://www.consort-spirit.org/">CONSORT 2025, item 22</a>
 */
record Flow(List<ListedSubject> subjects) {

    /** The states of a subject who is or was eligible. */
    private static final Set<SubjectState> FROM_ELIGIBLE =
            Set.of(SubjectState.ELIGIBLE, SubjectState.ON_STUDY_INTERVENTION, SubjectState.FOLLOW_UP);

    private record Stage(String code, int n) {}

    /** One row for each stage, in the order of the CONSORT diagram. */
    Table stages() {
        return Table.of(
                "flow",
                List.of(
                        new Column<>("stage", stage -> new CodeType(stage.code())),
                        new Column<>("n", stage -> new IntegerType(stage.n()))),
                List.of(
                        counted("screened", one -> true),
                        counted("in-screening", is(SubjectState.SCREENING)),
                        counted("not-eligible", was(SubjectState.INELIGIBLE)),
                        counted("eligible", Flow::wasEligible),
                        counted("awaiting-treatment", is(SubjectState.ELIGIBLE)),
                        counted("treated", Flow::isTreated),
                        counted("in-treatment", is(SubjectState.ON_STUDY_INTERVENTION)),
                        counted("in-follow-up", is(SubjectState.FOLLOW_UP)),
                        counted("completed", Flow::isCompleted),
                        counted("ended-early", is(SubjectState.OFF_STUDY).and(one -> !isCompleted(one))),
                        counted("withdrawn", is(SubjectState.WITHDRAWN)),
                        counted(
                                "withdrawn-untreated",
                                is(SubjectState.WITHDRAWN).and(one -> !isTreated(one))),
                        counted("withdrawn-treated", is(SubjectState.WITHDRAWN).and(Flow::isTreated))));
    }

    private Stage counted(String code, Predicate<SubjectVisits> which) {
        return new Stage(
                code,
                Math.toIntExact(subjects.stream()
                        .map(ListedSubject::visits)
                        .filter(which)
                        .count()));
    }

    static Predicate<SubjectVisits> is(SubjectState state) {
        return one -> one.state() == state;
    }

    static Predicate<SubjectVisits> was(SubjectState state) {
        return one -> one.states().contains(state);
    }

    static boolean wasEligible(SubjectVisits one) {
        return one.states().stream().anyMatch(FROM_ELIGIBLE::contains);
    }

    static boolean isTreated(SubjectVisits one) {
        return one.doses() > 0;
    }

    /** Whether the subject went through the study. An end without a coded reason is read as that. */
    static boolean isCompleted(SubjectVisits one) {
        return one.state() == SubjectState.OFF_STUDY
                && one.endReason().map(EndReason.COMPLETED::equals).orElse(true);
    }
}
