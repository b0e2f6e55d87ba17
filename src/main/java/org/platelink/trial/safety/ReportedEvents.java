package org.platelink.trial.safety;

import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import org.hl7.fhir.r4.model.AdverseEvent;
import org.platelink.study.rules.PatientRecord;
import org.platelink.study.rules.PatientRecords;
import org.platelink.trial.schedule.SubjectVisits;
import org.platelink.trial.subject.SiteTimeZones;

/** Reads the reported adverse events of subjects. */
final class ReportedEvents {

    private static final String EVENT = "AdverseEvent";

    private final PatientRecords records;
    private final SiteTimeZones zones;

    ReportedEvents(PatientRecords records, SiteTimeZones zones) {
        this.records = records;
        this.zones = zones;
    }

    /**
     * The adverse events of subjects of one study that belong to this study, up to each subject's {@code asOf} day.
     */
    List<ReportedEvent> of(String study, List<SubjectVisits> subjects) {
        Map<String, PatientRecord> found =
                records.of(subjects.stream().map(SubjectVisits::patient).toList(), EVENT, zones::of);
        return subjects.stream()
                .flatMap(subject -> found.containsKey(subject.patient())
                        ? of(study, subject, found.get(subject.patient()))
                        : Stream.of())
                .toList();
    }

    private Stream<ReportedEvent> of(String study, SubjectVisits subject, PatientRecord record) {
        return record.all(EVENT).stream()
                .map(AdverseEvent.class::cast)
                .filter(event -> event.getStudy().stream()
                        .anyMatch(one -> study.equals(one.getReferenceElement().getIdPart())))
                .map(event -> ReportedEvent.of(subject, event, zones.of(subject.site())))
                .filter(event -> event.isBy(subject.asOf())
                        && !subject.isBeforeScreening(event.date().first()))
                .sorted(Comparator.comparing(
                                (ReportedEvent event) -> event.date().first())
                        .thenComparing(ReportedEvent::reference));
    }
}
