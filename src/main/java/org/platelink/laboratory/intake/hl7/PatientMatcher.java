package org.platelink.laboratory.intake.hl7;

import ca.uhn.fhir.jpa.api.dao.IFhirResourceDao;
import ca.uhn.fhir.rest.api.server.SystemRequestDetails;
import com.github.benmanes.caffeine.cache.Cache;
import com.github.benmanes.caffeine.cache.Caffeine;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Set;
import org.hl7.fhir.r4.model.IdType;
import org.hl7.fhir.r4.model.Patient;
import org.jspecify.annotations.Nullable;
import org.platelink.laboratory.hl7v2.PatientResult;
import org.platelink.laboratory.hl7v2.PersonNumber;
import org.platelink.laboratory.journal.Finding;
import org.platelink.laboratory.journal.Reason;
import org.platelink.laboratory.lab.SiteMaps;
import org.platelink.security.linkage.Linkage;
import org.platelink.security.linkage.PersonIdentifier;

/**
 * Matches the patient of an HL7 v2 message (PID) to a participant of the site. No participant is ever created, and
 * none guessed.
 */
final class PatientMatcher {

    private static final int YEAR = 4;

    private final Linkage linkage;
    private final IFhirResourceDao<Patient> patients;
    private final Cache<String, Demographics> traits = Caffeine.newBuilder()
            .maximumSize(10_000)
            .expireAfterWrite(Duration.ofMinutes(1))
            .build();

    PatientMatcher(Linkage linkage, IFhirResourceDao<Patient> patients) {
        this.linkage = linkage;
        this.patients = patients;
    }

    private record Demographics(String birthYear, String sex) {}

    /**
     * The result of a match.
     *
     * @param patient the id of the Patient; null if there is no match
     * @param findings why there is no match
     */
    record Match(@Nullable String patient, List<Finding> findings) {}

    /**
     * Finds the participant by any of the numbers in PID-3, and compares birth year and sex as far as they were sent.
     *
     * @param segment the position of the PID segment among those of the message, from 1 on
     */
    Match find(SiteMaps maps, PatientResult patient, int segment) {
        String place = "PID[" + segment + "]-3";
        List<Finding> findings = new ArrayList<>();
        List<PersonIdentifier> identifiers = new ArrayList<>();
        for (PersonNumber number : patient.numbers()) {
            String authority = number.namespace().isEmpty() ? number.universalId() : number.namespace();
            maps.namespace(authority)
                    .ifPresentOrElse(
                            system -> add(identifiers, system, number.id()),
                            () -> findings.add(unmapped(maps, place, authority)));
        }
        if (identifiers.isEmpty()) {
            return new Match(null, findings.isEmpty() ? List.of(unknown(place)) : findings);
        }
        Set<String> found = linkage.participantsOf(maps.site(), identifiers);
        if (found.isEmpty()) {
            return new Match(null, List.of(unknown(place)));
        }
        if (found.size() > 1) {
            return new Match(
                    null,
                    List.of(new Finding(
                            Reason.AMBIGUOUS_SUBJECT,
                            place,
                            null,
                            "The patient's numbers belong to several participants; look them up with"
                                    + " Patient/$find-linked and have the laboratory or the links mended.")));
        }
        String participant = found.iterator().next();
        return isLike(participant, patient)
                ? new Match(participant, List.of())
                : new Match(null, List.of(mismatch(segment)));
    }

    private static void add(List<PersonIdentifier> identifiers, String system, String value) {
        try {
            identifiers.add(new PersonIdentifier(system, value));
        } catch (IllegalArgumentException noIdentifier) {
            // An empty value or one that is too long is no identifier: nobody is known by it.
        }
    }

    private boolean isLike(String participant, PatientResult patient) {
        Demographics demographics = traits.get(participant, this::traits);
        boolean year = demographics.birthYear().isEmpty()
                || patient.birthDate().length() < YEAR
                || patient.birthDate().startsWith(demographics.birthYear());
        String sex = patient.sex().toUpperCase(Locale.ROOT);
        boolean isSent = sex.equals("M") || sex.equals("F");
        return year
                && (!isSent
                        || demographics.sex().isEmpty()
                        || demographics.sex().equals(sex));
    }

    private Demographics traits(String participant) {
        Patient patient = patients.read(new IdType("Patient", participant), new SystemRequestDetails());
        String birth = patient.hasBirthDate() ? patient.getBirthDateElement().getValueAsString() : "";
        String sex = patient.hasGender()
                ? switch (patient.getGender()) {
                    case MALE -> "M";
                    case FEMALE -> "F";
                    default -> "";
                }
                : "";
        return new Demographics(birth.substring(0, Math.min(YEAR, birth.length())), sex);
    }

    private static Finding unmapped(SiteMaps maps, String place, String authority) {
        String name = authority.isEmpty() ? "-" : authority;
        return new Finding(
                Reason.UNMAPPED_NAMESPACE,
                place,
                name,
                "No map says which namespace the numbers of the assigning authority " + name
                        + " are in; add it to the group " + maps.namespaces() + " of the site's ConceptMap.");
    }

    private static Finding unknown(String place) {
        return new Finding(
                Reason.UNKNOWN_SUBJECT,
                place,
                null,
                "No participant of the site is known by the patient's numbers; register the subject, or join the"
                        + " number to the participant with Patient/{id}/$link.");
    }

    private static Finding mismatch(int segment) {
        return new Finding(
                Reason.SUBJECT_MISMATCH,
                "PID[" + segment + "]-7",
                null,
                "The participant whom the patient's number belongs to has another birth year or sex than the message;"
                        + " find out which is right.");
    }
}
