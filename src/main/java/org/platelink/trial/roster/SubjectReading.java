package org.platelink.trial.roster;

import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import org.hl7.fhir.r4.model.Coding;
import org.jspecify.annotations.Nullable;
import org.platelink.trial.response.StoredResponse;
import org.platelink.trial.schedule.SubjectVisits;
import org.platelink.trial.schedule.VisitCalendar;
import org.platelink.trial.subject.SiteTimeZones;

/** Builds roster rows from HAPI's tables. */
final class SubjectReading implements SubjectRows {

    /** The number of subjects whose resources are in memory at the same time. */
    private static final int AT_ONCE = 200;

    private final VisitCalendar calendar;
    private final FollowedMeasurements measurements;
    private final PatientSnapshots stored;
    private final SiteTimeZones zones;

    SubjectReading(
            VisitCalendar calendar, FollowedMeasurements measurements, PatientSnapshots stored, SiteTimeZones zones) {
        this.calendar = calendar;
        this.measurements = measurements;
        this.stored = stored;
        this.zones = zones;
    }

    @Override
    public List<ListedSubject> all(String study) {
        return listed(study, calendar.ofStudy(study, site -> true, null));
    }

    @Override
    public List<ListedSubject> of(String study, Collection<String> patients) {
        return listed(study, calendar.ofPatients(study, patients));
    }

    private List<ListedSubject> listed(String study, List<SubjectVisits> subjects) {
        FollowedMeasurement followed = measurements.of(study).orElse(null);
        List<ListedSubject> listed = new ArrayList<>();
        for (int from = 0; from < subjects.size(); from += AT_ONCE) {
            List<SubjectVisits> some = subjects.subList(from, Math.min(from + AT_ONCE, subjects.size()));
            Map<String, PatientSnapshot> texts = stored.of(
                    some.stream().map(SubjectVisits::patient).distinct().toList(), codes(followed));
            some.forEach(one -> listed.add(ListedSubject.of(
                    one, texts.getOrDefault(one.patient(), PatientSnapshot.NOTHING), followed, zones.of(one.site()))));
        }
        return listed;
    }

    private static List<Coding> codes(@Nullable FollowedMeasurement followed) {
        List<Coding> codes = new ArrayList<>(StoredResponse.codes());
        if (followed != null) {
            codes.addAll(followed.codes());
        }
        return codes;
    }
}
