package org.platelink.study.rules;

import java.util.ArrayList;
import java.util.Collection;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.hl7.fhir.r4.model.BaseDateTimeType;
import org.hl7.fhir.r4.model.Observation;
import org.hl7.fhir.r4.model.Patient;
import org.hl7.fhir.r4.model.QuestionnaireResponse;
import org.hl7.fhir.r4.model.Resource;
import org.jspecify.annotations.Nullable;

/**
 * The data of one participant as input for rules. The resources of each type are sorted by time, the oldest first,
 * and those of the same time in the order in which the server received them.
 */
public final class PatientRecord {

    private static final Comparator<Resource> BY_TIME = Comparator.comparing(PatientRecord::time)
            .thenComparing(PatientRecord::updated)
            .thenComparing(resource -> resource.getIdElement().getIdPart());

    private final Patient patient;
    private final RecordVersion version;
    private final Map<String, List<Resource>> byType = new HashMap<>();

    /**
     * Creates a record that corresponds to no version of the store.
     *
     * @param patient the participant
     * @param others all other resources, with times in the site's time zone
     */
    public PatientRecord(Patient patient, Collection<? extends Resource> others) {
        this(patient, others, RecordVersion.NONE);
    }

    PatientRecord(Patient patient, Collection<? extends Resource> others, RecordVersion version) {
        this.patient = patient;
        this.version = version;
        byType.put("Patient", List.of(patient));
        others.forEach(one -> byType.computeIfAbsent(one.fhirType(), type -> new ArrayList<>())
                .add(one));
        byType.values().stream().filter(list -> list.size() > 1).forEach(list -> list.sort(BY_TIME));
    }

    /** This record with a resource that is not stored yet. */
    public PatientRecord with(Resource resource) {
        List<Resource> others = new ArrayList<>(List.of(resource));
        byType.forEach((type, list) -> {
            if (!type.equals("Patient")) {
                others.addAll(list);
            }
        });
        return new PatientRecord(patient, others);
    }

    public Patient patient() {
        return patient;
    }

    /** The version of the record: of all resources that it was read from. */
    public RecordVersion version() {
        return version;
    }

    /** All resources of a type. */
    public List<Resource> all(String type) {
        return byType.getOrDefault(type, List.of());
    }

    /**
     * The time as text, so that a date sorts before the times of that day; empty for resources without a time of
     * their own.
     */
    private static String time(Resource resource) {
        if (resource instanceof Observation observation) {
            return text(observation.getEffective() instanceof BaseDateTimeType time ? time : null);
        }
        if (resource instanceof QuestionnaireResponse response) {
            return text(response.getAuthoredElement());
        }
        return "";
    }

    private static String text(@Nullable BaseDateTimeType time) {
        return time == null || time.getValueAsString() == null ? "" : time.getValueAsString();
    }

    private static long updated(Resource resource) {
        return resource.getMeta().hasLastUpdated()
                ? resource.getMeta().getLastUpdated().getTime()
                : 0;
    }
}
