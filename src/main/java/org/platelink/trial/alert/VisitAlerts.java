package org.platelink.trial.alert;

import java.util.List;
import java.util.stream.Stream;
import org.platelink.trial.schedule.SubjectVisits;
import org.platelink.trial.schedule.SubjectVisits.Visit;

/** The alerts about a subject's visits: whose window closes soon, and which did not take place within theirs. */
final class VisitAlerts {

    private VisitAlerts() {}

    /** @param days how many days ahead the last day of a window is an alert */
    static List<Alert> of(SubjectVisits visits, int days) {
        return Stream.concat(
                        visits.closing(days).stream()
                                .map(visit -> new Alert(
                                        AlertCode.WINDOW_CLOSING,
                                        visit.action(),
                                        name(visit) + " has not taken place, and its window ends on "
                                                + visit.days().latest() + ".",
                                        List.of())),
                        visits.passed().stream()
                                .map(visit -> new Alert(
                                        AlertCode.VISIT_MISSED,
                                        visit.action(),
                                        name(visit) + " did not take place"
                                                + (visit.days().latest() == null
                                                        ? "."
                                                        : " by " + visit.days().latest() + "."),
                                        List.of())))
                .toList();
    }

    private static String name(Visit visit) {
        return "The visit " + visit.action() + " (" + visit.title() + ")";
    }
}
