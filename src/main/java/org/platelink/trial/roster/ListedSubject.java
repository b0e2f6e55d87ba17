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
import org.platelink.trial.safety.GravestGrades.Gravest;
import org.platelink.trial.schedule.SubjectVisits;
import org.platelink.trial.subject.PartialDate;

/**
 * A subject as it is listed.
 *
 * @param visits its visits as they stand today
 * @param glance what is worked out of them and of the counts
 * @param consented when consent was given, at the site; null if that is not recorded
 * @param deceased when the participant died as it is recorded, or {@code true}; null if nothing is recorded of that
 * @param measurements the final results of the followed measurement up to today, the oldest first
 * @param counts those of the visits
 * @param response the response as it is stored
 * @param baseline the count from before the treatment, in the unit in which the study compares; null if it is not known
 * @param gravest the gravest grade; null if it was not told yet
 * @param pending whether the grade is of the record as it was, or not told yet
 */
record ListedSubject(
        SubjectVisits visits,
        Glance glance,
        @Nullable String consented,
        @Nullable String deceased,
        List<Measurement> measurements,
        List<CountAtVisit> counts,
        StoredResponse response,
        @Nullable BigDecimal baseline,
        @Nullable Gravest gravest,
        boolean pending) {

    ListedSubject {
        measurements = List.copyOf(measurements);
        counts = List.copyOf(counts);
    }

    /**
     * A subject whose grade was not told yet.
     *
     * @param stored what is stored of its Patient
     * @param followed null if the study names no measurement
     */
    static ListedSubject of(
            SubjectVisits visits, PatientSnapshot stored, @Nullable FollowedMeasurement followed, ZoneId zone) {
        StoredResponse response = StoredResponse.of(visits, stored.observations());
        List<Measurement> measurements =
                followed == null ? List.of() : measurements(visits.asOf(), stored.observations(), followed, zone);
        return new ListedSubject(
                visits,
                Glance.of(visits, measurements),
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

    ListedSubject with(@Nullable Gravest told, boolean isPending) {
        return new ListedSubject(
                visits, glance, consented, deceased, measurements, counts, response, baseline, told, isPending);
    }

    String id() {
        return visits.subject();
    }

    boolean isTreated() {
        return visits.doses() > 0;
    }

    /** The best response; null if the subject was not treated, or none is stored. */
    @Nullable
    String best() {
        return visits.firstIntervention().isEmpty() || response.course() == null
                ? null
                : response.course().code();
    }
}
