package org.platelink.roster;

import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import org.hl7.fhir.r4.model.Coding;
import org.jspecify.annotations.Nullable;
import org.platelink.response.StoredResponse;
import org.platelink.schedule.SubjectVisits;
import org.platelink.schedule.VisitCalendar;
import org.platelink.subject.SiteTimeZones;

/** Makes the rows of subjects of what is stored, without their grades. */
final class SubjectReading {

    private final VisitCalendar calendar;
    private final FollowedMeasurements measurements;
    private final StoredOfPatients stored;
    private final SiteTimeZones zones;

    SubjectReading(
            VisitCalendar calendar, FollowedMeasurements measurements, StoredOfPatients stored, SiteTimeZones zones) {
        this.calendar = calendar;
        this.measurements = measurements;
        this.stored = stored;
        this.zones = zones;
    }

    /** Those of all subjects of a study. */
    List<ListedSubject> all(String study) {
        return listed(study, calendar.ofStudy(study, site -> true, null));
    }

    /** Those of the subjects of a study who are some Patients. */
    List<ListedSubject> of(String study, Collection<String> patients) {
        return listed(study, calendar.ofPatients(study, patients));
    }

    private List<ListedSubject> listed(String study, List<SubjectVisits> subjects) {
        FollowedMeasurement followed = measurements.of(study).orElse(null);
        Map<String, StoredOfPatient> texts = stored.of(
                subjects.stream().map(SubjectVisits::patient).distinct().toList(), codes(followed));
        return subjects.stream()
                .map(one -> ListedSubject.of(
                        one,
                        texts.getOrDefault(one.patient(), StoredOfPatient.NOTHING),
                        followed,
                        zones.of(one.site())))
                .toList();
    }

    private static List<Coding> codes(@Nullable FollowedMeasurement followed) {
        List<Coding> codes = new ArrayList<>(StoredResponse.codes());
        if (followed != null) {
            codes.addAll(followed.codes());
        }
        return codes;
    }
}
