package org.platelink.trial.eligibility;

import ca.uhn.fhir.jpa.api.dao.IFhirResourceDao;
import ca.uhn.fhir.rest.api.server.SystemRequestDetails;
import ca.uhn.fhir.rest.server.exceptions.ResourceGoneException;
import ca.uhn.fhir.rest.server.exceptions.ResourceNotFoundException;
import java.time.ZoneId;
import java.util.Optional;
import org.hl7.fhir.r4.model.IdType;
import org.hl7.fhir.r4.model.Patient;
import org.hl7.fhir.r4.model.Reference;
import org.hl7.fhir.r4.model.ResearchSubject;
import org.platelink.study.rules.PatientRecords;
import org.platelink.trial.subject.SiteTimeZones;

/** Reader of stored Patients and of the time zones of their sites. */
final class SubjectZones {

    private final IFhirResourceDao<Patient> patients;
    private final SiteTimeZones zones;

    SubjectZones(IFhirResourceDao<Patient> patients, SiteTimeZones zones) {
        this.patients = patients;
        this.zones = zones;
    }

    /** The time zone of a subject's site. */
    ZoneId of(ResearchSubject subject) {
        return zones.of(
                patient(subject.getIndividual()).map(PatientRecords::site).orElse(""));
    }

    /** The time zone of a participant's site. */
    ZoneId of(Patient patient) {
        return zones.of(PatientRecords.site(patient));
    }

    /** The stored Patient of a reference; empty if there is none, as for one of the same transaction. */
    Optional<Patient> patient(Reference reference) {
        String id = reference.getReferenceElement().getIdPart();
        if (id == null || !"Patient".equals(reference.getReferenceElement().getResourceType())) {
            return Optional.empty();
        }
        try {
            return Optional.of(patients.read(new IdType("Patient", id), new SystemRequestDetails()));
        } catch (ResourceNotFoundException | ResourceGoneException notStored) {
            return Optional.empty();
        }
    }
}
