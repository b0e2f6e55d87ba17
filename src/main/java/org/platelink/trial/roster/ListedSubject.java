package org.platelink.trial.roster;

import com.fasterxml.jackson.databind.JsonNode;
import java.math.BigDecimal;
import java.time.LocalDate;
import java.time.ZoneId;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import org.platelink.trial.response.StoredResponse;
import org.platelink.trial.safety.GravestGrades.WorstGrade;
import org.platelink.trial.schedule.SubjectVisits;
import org.platelink.trial.subject.PartialDate;

/**
 * One row of the roster: a subject with the values that a list shows.
 *
 * @param visits its visits as of today
 * @param glance the summary values of its visits and counts
 * @param consented when consent was given, at the site; null if that is not recorded
 * @param deceased the date of death as recorded, or {@code true}; null if no death is recorded
 * @param measurements the final results of the followed measurement up to today, the oldest first
 * @param counts the counts of the visits
 * @param response the response as stored
 * @param baseline the count before the treatment, in the unit in which the study compares; null if it is not known
 * @param gravest the worst grade; null if it was not computed yet
 * @param pending whether the grade is of an earlier state of the record, or not computed yet
 */
record ListedSubject(
        SubjectVisits visits,
        SubjectSummary glance,
        @Nullable String consented,
        @Nullable String deceased,
        List<Measurement> measurements,
        List<CountAtVisit> counts,
        StoredResponse response,
        @Nullable BigDecimal baseline,
        @Nullable WorstGrade gravest,
        boolean pending) {

    ListedSubject {
        measurements = List.copyOf(measurements);
        counts = List.copyOf(counts);
    }

    /**
     * Builds the row of a subject whose grade was not computed yet.
     *
     * @param stored the stored resources of its Patient
     * @param followed the followed measurement; null if the study names none
     */
    static ListedSubject of(
            SubjectVisits visits, PatientSnapshot stored, @Nullable FollowedMeasurement followed, ZoneId zone) {
        StoredResponse response = StoredResponse.of(visits, stored.observations());
        List<Measurement> measurements =
                followed == null ? List.of() : measurements(visits.asOf(), stored.observations(), followed, zone);
        return new ListedSubject(
                visits,
                SubjectSummary.of(visits, measurements),
                consented(stored.consents().get(visits.consent()), zone),
                deceased(stored.patient()),
                measurements,
                CountAtVisit.of(visits, measurements, response),
                response,
                followed == null ? null : Baseline.of(visits, measurements, response, followed.unit()),
                null,
                true);
    }

    private static List<Measurement> measurements(
            LocalDate asOf, Map<String, JsonNode> observations, FollowedMeasurement followed, ZoneId zone) {
        List<Measurement> found = new ArrayList<>();
        observations.forEach((id, observation) -> Measurement.of(id, observation, followed, zone)
                .filter(one -> !one.day().isAfter(asOf))
                .ifPresent(found::add));
        found.sort(Measurement.BY_TIME);
        return found;
    }

    private static @Nullable String consented(@Nullable JsonNode consent, ZoneId zone) {
        String signed = consent == null ? "" : consent.path("dateTime").asText("");
        return signed.isEmpty() ? null : PartialDate.of(signed, zone).text();
    }

    private static @Nullable String deceased(JsonNode patient) {
        String died = patient.path("deceasedDateTime").asText("");
        return !died.isEmpty() ? died : patient.path("deceasedBoolean").asBoolean() ? "true" : null;
    }

    ListedSubject with(@Nullable WorstGrade worst, boolean isPending) {
        return new ListedSubject(
                visits, glance, consented, deceased, measurements, counts, response, baseline, worst, isPending);
    }

    String id() {
        return visits.subject();
    }

    boolean isTreated() {
        return visits.doses() > 0;
    }

    /** The best response; null if the subject was not treated, or no response is stored. */
    @Nullable
    String best() {
        return visits.firstIntervention().isEmpty() || response.course() == null
                ? null
                : response.course().code();
    }
}
