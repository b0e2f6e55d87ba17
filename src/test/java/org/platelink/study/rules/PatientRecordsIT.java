package org.platelink.study.rules;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.ZoneOffset;
import java.util.List;
import java.util.Objects;
import org.hl7.fhir.r4.model.Observation;
import org.hl7.fhir.r4.model.Observation.ObservationStatus;
import org.hl7.fhir.r4.model.Resource;
import org.junit.jupiter.api.Test;
import org.platelink.FhirClient;
import org.platelink.FhirClient.Answer;
import org.platelink.ServerTest;
import org.platelink.trial.schedule.Visits;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.boot.test.web.server.LocalServerPort;

/** All persons are invented. */
@ServerTest
class PatientRecordsIT {

    private final FhirClient coordinator;
    private final PatientRecords records;

    PatientRecordsIT(@LocalServerPort int port, @Autowired PatientRecords records) {
        this.coordinator = FhirClient.at(port);
        this.records = records;
    }

    @Test
    void theVersionIsTheOneOfTheRecordThatIsReadAndEachChangeGivesAnother() {
        Visits subject = Visits.of(coordinator, "record-1", "2026-03-02T09:00:00+08:00");
        RecordVersion registered = version(subject);

        Answer stored = coordinator.post("/Observation", subject.platelets("27.40", "2026-03-10T08:00:00+08:00"));
        Observation count = stored.as(Observation.class);
        RecordVersion counted = version(subject);

        count.setStatus(ObservationStatus.CORRECTED);
        assertThat(coordinator.put("/Observation/" + count.getIdPart(), count).status())
                .isEqualTo(200);
        RecordVersion corrected = version(subject);

        assertThat(List.of(registered, counted, corrected)).doesNotHaveDuplicates();
        assertThat(version(subject)).isEqualTo(corrected);
        assertThat(records.versions(List.of("nobody"))).isEmpty();
    }

    @Test
    void ofOneTypeOnlyThatIsRead() {
        Visits subject = Visits.of(coordinator, "record-2", "2026-03-02T09:00:00+08:00");
        coordinator.post("/Observation", subject.platelets("27.40", "2026-03-10T08:00:00+08:00"));

        PatientRecord record = records.of(List.of(subject.patient()), "Observation", site -> ZoneOffset.UTC)
                .get(subject.patient());

        assertThat(Objects.requireNonNull(record).all("Observation"))
                .extracting(Resource::fhirType)
                .containsOnly("Observation");
        assertThat(record.all("Consent")).isEmpty();
    }

    /** As it is told, which must be as it is read. */
    private RecordVersion version(Visits subject) {
        List<String> patient = List.of(subject.patient());
        RecordVersion told = records.versions(patient).get(subject.patient());
        PatientRecord read = records.of(patient, site -> ZoneOffset.UTC).get(subject.patient());
        assertThat(told).isEqualTo(Objects.requireNonNull(read).version());
        return Objects.requireNonNull(told);
    }
}
