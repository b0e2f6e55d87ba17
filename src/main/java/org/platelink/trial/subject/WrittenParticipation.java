package org.platelink.trial.subject;

import java.util.LinkedHashSet;
import java.util.Set;
import org.hl7.fhir.r4.model.IdType;
import org.jspecify.annotations.Nullable;

/** What one transaction writes that decides over the participation of subjects, by the ids of their Patients. */
final class WrittenParticipation {

    private final Set<String> patients = new LinkedHashSet<>();
    private final Set<String> deaths = new LinkedHashSet<>();
    private final Set<String> consents = new LinkedHashSet<>();
    private final Set<String> subjects = new LinkedHashSet<>();

    /** Adds a Patient, by reference, of whom something was written. */
    void add(@Nullable String patient) {
        addTo(patients, patient);
    }

    /** Adds a Patient whose death may have been written. */
    void addDeath(@Nullable String patient) {
        add(patient);
        addTo(deaths, patient);
    }

    /** Adds a Patient of whom a consent was written, or to which consent a subject refers. */
    void addConsent(@Nullable String patient) {
        add(patient);
        addTo(consents, patient);
    }

    /** Adds the id of a ResearchSubject that a client created. */
    void addSubject(String id) {
        subjects.add(id);
    }

    private static void addTo(Set<String> ids, @Nullable String reference) {
        IdType id = new IdType(reference);
        if ("Patient".equals(id.getResourceType())) {
            ids.add(id.getIdPart());
        }
    }

    Set<String> patients() {
        return Set.copyOf(patients);
    }

    /** Those of whom a death or a consent was written, against which infusions are checked. */
    Set<String> decisive() {
        Set<String> decisive = new LinkedHashSet<>(deaths);
        decisive.addAll(consents);
        return decisive;
    }

    boolean haveDeathOf(String patient) {
        return deaths.contains(patient);
    }

    boolean haveConsentOf(String patient) {
        return consents.contains(patient);
    }

    /** The ids of the ResearchSubjects that clients created. */
    Set<String> subjects() {
        return Set.copyOf(subjects);
    }
}
