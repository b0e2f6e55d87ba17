package org.platelink.desk.subject;

import java.util.ArrayList;
import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/**
 * Table of results by analyte and visit.
 *
 * @param visits that have results, in the order of the protocol
 * @param rows the analytes
 * @param elsewhere how many results belong to no visit
 */
record ResultGrid(List<Visit> visits, List<Row> rows, int elsewhere) {

    /**
     * An analyte.
     *
     * @param name of it
     * @param cells its results at each visit
     */
    record Row(String name, List<List<Result>> cells) {}

    static ResultGrid of(List<Visit> visits, List<Result> results) {
        Map<String, Map<Visit, List<Result>>> byAnalyte = new LinkedHashMap<>();
        int elsewhere = 0;
        for (Result result : results.stream()
                .filter(one -> !one.status().equals("entered-in-error"))
                .sorted(Comparator.comparing(Result::name).thenComparing(Result::measured))
                .toList()) {
            List<Visit> of = visits.stream()
                    .filter(visit -> isOf(visit, result))
                    .limit(1)
                    .toList();
            if (of.isEmpty()) {
                elsewhere++;
            } else {
                byAnalyte
                        .computeIfAbsent(result.name(), name -> new LinkedHashMap<>())
                        .computeIfAbsent(of.get(0), visit -> new ArrayList<>())
                        .add(result);
            }
        }
        List<Visit> shown = visits.stream()
                .filter(visit -> byAnalyte.values().stream().anyMatch(row -> row.containsKey(visit)))
                .toList();
        List<Row> rows = byAnalyte.entrySet().stream()
                .map(row -> new Row(
                        row.getKey(),
                        shown.stream()
                                .map(visit -> row.getValue().getOrDefault(visit, List.of()))
                                .toList()))
                .toList();
        return new ResultGrid(shown, rows, elsewhere);
    }

    /** Matches by the result's encounter or, if it names none, by its day. */
    private static boolean isOf(Visit visit, Result result) {
        return result.encounter().isEmpty()
                ? !visit.actual().isEmpty() && result.measured().startsWith(visit.actual())
                : visit.records().contains(result.encounter());
    }
}
