package org.platelink.trial.roster;

import java.time.temporal.ChronoUnit;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import org.jspecify.annotations.Nullable;
import org.platelink.trial.response.StoredResponse;
import org.platelink.trial.response.StoredResponse.ResponseAssessment;
import org.platelink.trial.schedule.SubjectVisits;
import org.platelink.trial.schedule.SubjectVisits.Visit;

/**
 * The platelet count of a visit. Of several counts, it is the one on which the stored response at the visit rests;
 * otherwise the one nearest to the visit's day, and of equally near ones the last.
 *
 * @param visit the visit
 * @param count the count
 * @param response the code of the response at the visit; null if none is stored
 */
record CountAtVisit(Visit visit, Measurement count, @Nullable String response) {

    /** The counts of a subject's visits, in the order of the protocol. */
    static List<CountAtVisit> of(SubjectVisits subject, List<Measurement> measurements, StoredResponse response) {
        Map<String, List<Measurement>> byVisit = new HashMap<>();
        for (Measurement one : measurements) {
            if (one.number() != null) {
                subject.visitOf(one.encounter(), one.day())
                        .ifPresent(visit -> byVisit.computeIfAbsent(visit, key -> new ArrayList<>())
                                .add(one));
            }
        }
        return subject.visits().stream()
                .filter(visit -> byVisit.containsKey(visit.action()))
                .map(visit -> of(
                        visit,
                        Objects.requireNonNull(byVisit.get(visit.action())),
                        response.visits().get(visit.action())))
                .toList();
    }

    private static CountAtVisit of(Visit visit, List<Measurement> of, @Nullable ResponseAssessment judged) {
        List<Measurement> latestFirst = new ArrayList<>(of);
        latestFirst.sort(Measurement.BY_TIME.reversed());
        Measurement count = latestFirst.stream()
                .filter(one -> judged != null && judged.evidence().contains(one.reference()))
                .findFirst()
                .or(() -> latestFirst.stream().min(Comparator.comparingLong(one -> distance(visit, one))))
                .orElseThrow();
        return new CountAtVisit(visit, count, judged == null ? null : judged.code());
    }

    private static long distance(Visit visit, Measurement count) {
        return visit.day() == null ? 0 : Math.abs(ChronoUnit.DAYS.between(visit.day(), count.day()));
    }
}
