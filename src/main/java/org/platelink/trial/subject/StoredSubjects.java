package org.platelink.trial.subject;

import ca.uhn.fhir.jpa.api.dao.IFhirResourceDao;
import ca.uhn.fhir.jpa.searchparam.SearchParameterMap;
import ca.uhn.fhir.rest.api.server.RequestDetails;
import ca.uhn.fhir.rest.api.server.SystemRequestDetails;
import ca.uhn.fhir.rest.param.ReferenceParam;
import ca.uhn.fhir.rest.server.exceptions.ResourceGoneException;
import ca.uhn.fhir.rest.server.exceptions.ResourceNotFoundException;
import java.util.List;
import org.hl7.fhir.r4.model.Consent;
import org.hl7.fhir.r4.model.IdType;
import org.hl7.fhir.r4.model.Identifier;
import org.hl7.fhir.r4.model.Observation;
import org.hl7.fhir.r4.model.Organization;
import org.hl7.fhir.r4.model.Patient;
import org.hl7.fhir.r4.model.ResearchStudy;
import org.hl7.fhir.r4.model.ResearchSubject;

/**
 * Repository of participants, consents and subjects. It reads with the server's own rights, and creates on behalf of
 * a caller.
 */
record StoredSubjects(
        IFhirResourceDao<ResearchStudy> studies,
        IFhirResourceDao<Patient> participants,
        IFhirResourceDao<Consent> consents,
        IFhirResourceDao<ResearchSubject> subjects,
        IFhirResourceDao<Observation> observations,
        IFhirResourceDao<Organization> organizations) {

    /**
     * Reads a study.
     *
     * @throws ca.uhn.fhir.rest.server.exceptions.ResourceNotFoundException (404) if there is none
     */
    ResearchStudy study(String id) {
        return studies.read(new IdType("ResearchStudy", id), new SystemRequestDetails());
    }

    Patient participant(String id) {
        return participants.read(new IdType("Patient", id), new SystemRequestDetails());
    }

    /** The consent of a subject; an empty Consent if the subject references none. */
    Consent consentOf(ResearchSubject subject) {
        return subject.getConsent().hasReference()
                ? consents.read(
                        new IdType(
                                "Consent",
                                subject.getConsent().getReferenceElement().getIdPart()),
                        new SystemRequestDetails())
                : new Consent();
    }

    ResearchSubject subject(String id) {
        return subjects.read(new IdType("ResearchSubject", id), new SystemRequestDetails());
    }

    /** Whether an Organization is stored under an id. */
    boolean isSite(String id) {
        try {
            organizations.read(new IdType("Organization", id), new SystemRequestDetails());
            return true;
        } catch (ResourceNotFoundException | ResourceGoneException noSite) {
            return false;
        }
    }

    /** The subjects that a participant is, of all studies. */
    List<ResearchSubject> subjectsOf(String participant) {
        SearchParameterMap search = SearchParameterMap.newSynchronous()
                .add(ResearchSubject.SP_INDIVIDUAL, new ReferenceParam("Patient/" + participant));
        return subjects.search(search, new SystemRequestDetails()).getAllResources().stream()
                .map(ResearchSubject.class::cast)
                .toList();
    }

    /** The screenings of a participant for a study. */
    Screenings screeningsOf(String participant, String study) {
        SearchParameterMap search = SearchParameterMap.newSynchronous()
                .add(ResearchSubject.SP_INDIVIDUAL, new ReferenceParam("Patient/" + participant))
                .add(ResearchSubject.SP_STUDY, new ReferenceParam("ResearchStudy/" + study));
        return Screenings.of(subjects.search(search, new SystemRequestDetails()).getAllResources().stream()
                .map(ResearchSubject.class::cast)
                .toList());
    }

    /** Adds a subject number to a participant, as the server's own write, so that it is found by each of them. */
    void addNumber(String participant, Identifier number) {
        Patient stored = participant(participant);
        if (stored.getIdentifier().stream().noneMatch(one -> one.equalsDeep(number))) {
            participants.update(stored.copy().addIdentifier(number.copy()), new SystemRequestDetails());
        }
    }

    /** Updates a subject as the server's own write; with its version, so that a concurrent change gives a conflict. */
    ResearchSubject update(ResearchSubject subject) {
        return (ResearchSubject)
                subjects.update(subject, new SystemRequestDetails()).getResource();
    }

    void update(Patient participant) {
        participants.update(participant, new SystemRequestDetails());
    }

    /** Creates a participant on behalf of a caller, and returns its id. */
    String make(Patient participant, RequestDetails request) {
        return participants.create(participant, request).getId().getIdPart();
    }

    /** Creates a consent on behalf of a caller, and returns its reference. */
    String make(Consent consent, RequestDetails request) {
        return "Consent/" + consents.create(consent, request).getId().getIdPart();
    }

    void make(Observation observation, RequestDetails request) {
        observations.create(observation, request);
    }

    ResearchSubject make(ResearchSubject subject, RequestDetails request) {
        return (ResearchSubject) subjects.create(subject, request).getResource();
    }
}
