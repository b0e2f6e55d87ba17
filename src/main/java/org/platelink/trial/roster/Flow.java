package org.platelink.trial.roster;

import java.util.List;
import java.util.Set;
import java.util.function.Predicate;
import org.hl7.fhir.r4.model.CodeType;
import org.hl7.fhir.r4.model.IntegerType;
import org.platelink.platform.table.Table;
import org.platelink.platform.table.Table.Column;
import org.platelink.trial.subject.SubjectState;

/**
 * Participant flow of a study: the number of subjects that reached each stage.
 *
 * @param subjects all subjects
 * @see <a href="https://www.consort-spirit.org/">CONSORT 2025, item 22</a>
 */
record Flow(List<ListedSubject> subjects) {

    /** The states that only a subject who was eligible can reach. */
    private static final Set<SubjectState> AFTER_ELIGIBLE =
            Set.of(SubjectState.ON_STUDY_INTERVENTION, SubjectState.FOLLOW_UP, SubjectState.OFF_STUDY);

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
                        counted("eligible", was(SubjectState.ELIGIBLE).or(Flow::isBeyondEligible)),
                        counted("awaiting-treatment", is(SubjectState.ELIGIBLE)),
                        counted("treated", ListedSubject::isTreated),
                        counted("in-treatment", is(SubjectState.ON_STUDY_INTERVENTION)),
                        counted("in-follow-up", is(SubjectState.FOLLOW_UP)),
                        counted("completed", is(SubjectState.OFF_STUDY)),
                        counted("withdrawn", is(SubjectState.WITHDRAWN)),
                        counted(
                                "withdrawn-untreated",
                                is(SubjectState.WITHDRAWN).and(one -> !one.isTreated())),
                        counted("withdrawn-treated", is(SubjectState.WITHDRAWN).and(ListedSubject::isTreated))));
    }

    private Stage counted(String code, Predicate<ListedSubject> which) {
        return new Stage(code, Math.toIntExact(subjects.stream().filter(which).count()));
    }

    private static Predicate<ListedSubject> is(SubjectState state) {
        return one -> one.visits().state() == state;
    }

    private static Predicate<ListedSubject> was(SubjectState state) {
        return one -> one.visits().states().contains(state);
    }

    private static boolean isBeyondEligible(ListedSubject one) {
        return one.visits().states().stream().anyMatch(AFTER_ELIGIBLE::contains);
    }
}
