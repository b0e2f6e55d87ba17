package org.platelink.trial.subject;

import java.util.List;
import java.util.Optional;
import org.hl7.fhir.r4.model.CodeableConcept;
import org.hl7.fhir.r4.model.Coding;
import org.hl7.fhir.r4.model.Consent;
import org.hl7.fhir.r4.model.Consent.ConsentState;
import org.hl7.fhir.r4.model.DateTimeType;
import org.hl7.fhir.r4.model.DateType;
import org.hl7.fhir.r4.model.DomainResource;
import org.hl7.fhir.r4.model.Identifier;
import org.hl7.fhir.r4.model.Observation;
import org.hl7.fhir.r4.model.Observation.ObservationStatus;
import org.hl7.fhir.r4.model.Patient;
import org.hl7.fhir.r4.model.Quantity;
import org.hl7.fhir.r4.model.Reference;
import org.hl7.fhir.r4.model.ResearchSubject;
import org.hl7.fhir.r4.model.StringType;
import org.jspecify.annotations.Nullable;
import org.platelink.platform.canonical.CanonicalUrls;
import org.platelink.platform.canonical.CodeSystems;

/**
 * Builds the resources of a new subject from its registration: Patient, Consent, the age at consent and
 * ResearchSubject, as the guide profiles them.
 *
 * @param registration the validated registration
 * @param study the id of the ResearchStudy
 * @param number the subject number in the study
 * @param earlier the screening before it, if the participant is screened again; otherwise null
 */
record NewSubject(Registration registration, String study, String number, @Nullable Screening earlier) {

    Patient participant() {
        Patient participant = tagged(new Patient());
        participant.addIdentifier(identifier());
        participant.setGender(registration.gender());
        participant.setBirthDateElement(new DateType(registration.birthMonth()));
        participant.setManagingOrganization(new Reference("Organization/" + registration.site()));
        return participant;
    }

    /** The Consent of a participant, given by its reference. */
    Consent consent(String participant) {
        Consent consent = tagged(new Consent());
        consent.setStatus(ConsentState.ACTIVE);
        consent.setScope(research("consentscope"));
        consent.addCategory(research("consentcategorycodes"));
        consent.setPatient(new Reference(participant));
        consent.setDateTimeElement(registration.consent().stated().copy());
        consent.getPolicyRule().setText("Informed consent form");
        registration
                .guardian()
                .ifPresent(guardian -> consent.addExtension(
                        CanonicalUrls.STRUCTURE_DEFINITION + "consent-by-guardian", guardian.copy()));
        registration
                .assent()
                .ifPresent(assent -> consent.addExtension(
                        CanonicalUrls.STRUCTURE_DEFINITION + "assent",
                        assent.stated().copy()));
        registration
                .assentWaiver()
                .ifPresent(reason -> consent.addExtension(
                        CanonicalUrls.STRUCTURE_DEFINITION + "assent-waiver", new StringType(reason)));
        return consent;
    }

    /**
     * The age at consent as an Observation. The eligibility criteria need the age to the day, and the day of birth
     * itself is not stored.
     */
    Optional<Observation> age(String participant) {
        return registration.age().map(years -> {
            Observation age = tagged(new Observation());
            age.getMeta().addProfile(CanonicalUrls.STRUCTURE_DEFINITION + "age-at-consent");
            age.setStatus(ObservationStatus.FINAL);
            age.getCode().addCoding(new Coding(CodeSystems.LOINC, "30525-0", null));
            age.setSubject(new Reference(participant));
            age.setEffective(new DateTimeType(registration.consent().day().toString()));
            age.setValue(new Quantity()
                    .setValue(years)
                    .setUnit("a")
                    .setSystem(CodeSystems.UCUM)
                    .setCode("a"));
            return age;
        });
    }

    /**
     * The ResearchSubject of a participant and a consent, given by their references: in screening since the day of
     * the consent.
     */
    ResearchSubject subject(String participant, String consent) {
        ResearchSubject subject = tagged(new ResearchSubject());
        subject.addIdentifier(identifier());
        subject.setStudy(new Reference("ResearchStudy/" + study));
        subject.setIndividual(new Reference(participant));
        subject.setConsent(new Reference(consent));
        if (earlier != null) {
            subject.addExtension(Screening.EARLIER, new Reference("ResearchSubject/" + earlier.id()));
        }
        new StateHistory(List.of(new StateHistory.Entry(
                        SubjectState.SCREENING,
                        registration.consent().day().toString(),
                        registration.reason().orElse(null),
                        null)))
                .writeTo(subject);
        return subject;
    }

    private Identifier identifier() {
        return new Identifier().setSystem(SubjectNumbers.systemOf(study)).setValue(number);
    }

    private static CodeableConcept research(String codes) {
        return new CodeableConcept(
                new Coding().setSystem(CodeSystems.HL7 + codes).setCode("research"));
    }

    private <T extends DomainResource> T tagged(T resource) {
        registration.tags().forEach(tag -> resource.getMeta().addTag(tag.copy()));
        return resource;
    }
}
