package org.platelink.trial.roster;

import java.math.BigDecimal;
import java.math.RoundingMode;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.Collectors;
import org.hl7.fhir.r4.model.DecimalType;
import org.hl7.fhir.r4.model.IntegerType;
import org.hl7.fhir.r4.model.StringType;
import org.jspecify.annotations.Nullable;
import org.platelink.platform.table.Table;
import org.platelink.platform.table.Table.Column;
import org.platelink.trial.response.Interval;
import org.platelink.trial.response.StoredResponse.ResponseAssessment;
import org.platelink.trial.schedule.SubjectVisits.Visit;

/**
 * Response rates at each visit, from the stored responses: the population {@code all-treated} of
 * {@code $response-summary}, without evaluating the rules again.
 *
 * @param subjects all subjects
 */
record ResponseRates(List<ListedSubject> subjects) {

    private static final int DECIMALS = 4;
    private static final String COMPLETE = "CR";
    private static final Set<String> RESPONDED = Set.of(COMPLETE, "R");
    private static final Set<String> JUDGED = Set.of(COMPLETE, "R", "NR");

    /** A visit and the response codes of the subjects who are counted at it. */
    private static final class VisitCodes {

        private final Visit visit;
        private final List<String> codes = new ArrayList<>();
        private int notYet;

        VisitCodes(Visit visit) {
            this.visit = visit;
        }

        int having(Set<String> wanted) {
            return Math.toIntExact(codes.stream().filter(wanted::contains).count());
        }

        int of() {
            return codes.size();
        }

        @Nullable
        Interval interval() {
            return codes.isEmpty() ? null : Interval.of(having(RESPONDED), of());
        }
    }

    /** One row for each visit for which any response is stored, in the order of the protocol. */
    Table rows() {
        Map<String, VisitCodes> visits = new LinkedHashMap<>();
        List<ListedSubject> treated =
                subjects.stream().filter(ListedSubject::isTreated).toList();
        Set<String> judged = treated.stream()
                .flatMap(one -> one.response().visits().keySet().stream())
                .collect(Collectors.toSet());
        for (ListedSubject one : treated) {
            for (Visit visit : one.visits().visits()) {
                if (judged.contains(visit.action())) {
                    count(one, visit, visits.computeIfAbsent(visit.action(), action -> new VisitCodes(visit)));
                }
            }
        }
        return Table.of(
                "response",
                List.of(
                        new Column<>("visit", one -> new StringType(one.visit.action())),
                        new Column<>("title", one -> new StringType(one.visit.title())),
                        new Column<>("n", one -> new IntegerType(one.having(RESPONDED))),
                        new Column<>("complete", one -> new IntegerType(one.having(Set.of(COMPLETE)))),
                        new Column<>("of", one -> new IntegerType(one.of())),
                        new Column<>("notEvaluable", one -> new IntegerType(one.of() - one.having(JUDGED))),
                        new Column<>("notYet", one -> new IntegerType(one.notYet)),
                        new Column<>(
                                "proportion",
                                one -> one.of() == 0 ? null : decimal(one.having(RESPONDED) / (double) one.of())),
                        new Column<>(
                                "lower",
                                one -> one.interval() == null
                                        ? null
                                        : decimal(one.interval().lower())),
                        new Column<>(
                                "upper",
                                one -> one.interval() == null
                                        ? null
                                        : decimal(one.interval().upper()))),
                List.copyOf(visits.values()));
    }

    private static void count(ListedSubject one, Visit visit, VisitCodes counted) {
        ResponseAssessment stored = one.response().visits().get(visit.action());
        // A stored response of a visit that is planned again, because its record was taken back, does not count as
        // having taken place.
        if (visit.status().equals("planned")) {
            counted.notYet++;
        } else if (stored != null) {
            counted.codes.add(stored.code());
        } else if (!isUnscheduled(visit)) {
            counted.codes.add("NE");
        }
    }

    /** Whether no subject is due to have the visit, such as an early withdrawal. */
    private static boolean isUnscheduled(Visit visit) {
        return visit.code().stream().anyMatch(coding -> "unscheduled".equals(coding.getCode()));
    }

    private static DecimalType decimal(double value) {
        return new DecimalType(BigDecimal.valueOf(value).setScale(DECIMALS, RoundingMode.HALF_UP));
    }
}
