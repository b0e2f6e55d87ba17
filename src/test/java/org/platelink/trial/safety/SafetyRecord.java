package org.platelink.trial.safety;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.math.BigDecimal;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import java.util.function.Consumer;
import org.hl7.fhir.r4.model.Coding;
import org.hl7.fhir.r4.model.DateTimeType;
import org.hl7.fhir.r4.model.Observation;
import org.hl7.fhir.r4.model.Observation.ObservationStatus;
import org.hl7.fhir.r4.model.Patient;
import org.hl7.fhir.r4.model.Quantity;
import org.hl7.fhir.r4.model.Quantity.QuantityComparator;
import org.hl7.fhir.r4.model.Resource;
import org.hl7.fhir.r4.model.SimpleQuantity;
import org.jspecify.annotations.Nullable;
import org.platelink.study.rules.GuideValueSets;
import org.platelink.study.rules.PatientRecord;
import org.platelink.study.rules.RuleEngine;
import org.platelink.study.rules.RuleLibrary;
import org.platelink.study.rules.RuleSource;

/** An invented participant, first treated on 2026-03-16, and what was measured. */
final class SafetyRecord {

    private static final RuleEngine ENGINE = new RuleEngine(GuideValueSets::of);
    private static final RuleLibrary LIBRARY = new RuleLibrary(library(), List.of());

    private final List<Resource> record = new ArrayList<>();

    private static RuleSource library() {
        try {
            return RuleSource.of(Files.readString(Path.of("fhir-resources/study/MscItpSafety.cql")));
        } catch (IOException failure) {
            throw new UncheckedIOException(failure);
        }
    }

    /**
     * A final result.
     *
     * @param limit the upper limit of normal, in the same unit; null if the laboratory sent none
     */
    SafetyRecord result(String day, String loinc, String value, String unit, @Nullable String limit) {
        return result(day, loinc, value, unit, limit, one -> {});
    }

    SafetyRecord result(
            String day, String loinc, String value, String unit, @Nullable String limit, Consumer<Observation> change) {
        Observation result = new Observation();
        result.setId("Observation/o" + record.size());
        result.setStatus(ObservationStatus.FINAL);
        result.getCode().addCoding(new Coding("http://loinc.org", loinc, null));
        result.setEffective(new DateTimeType(day));
        boolean compared = value.startsWith("<") || value.startsWith(">");
        Quantity quantity = quantity(compared ? value.substring(1) : value, unit, new Quantity());
        if (compared) {
            quantity.setComparator(QuantityComparator.fromCode(value.substring(0, 1)));
        }
        result.setValue(quantity);
        if (limit != null) {
            result.addReferenceRange().setHigh((SimpleQuantity) quantity(limit, unit, new SimpleQuantity()));
        }
        change.accept(result);
        record.add(result);
        return this;
    }

    private static Quantity quantity(String value, String unit, Quantity quantity) {
        return quantity.setValue(new BigDecimal(value))
                .setUnit(unit)
                .setSystem("http://unitsofmeasure.org")
                .setCode(unit);
    }

    List<Map<?, ?>> suggestions() {
        Patient patient = new Patient();
        patient.setId("Patient/p1");
        Map<String, @Nullable Object> parameters = new HashMap<>();
        parameters.put("As Of", LocalDate.parse("2027-12-31"));
        parameters.put("First Infusion", LocalDate.parse("2026-03-16"));
        parameters.put("Visits", List.of());
        Map<?, ?> grades = (Map<?, ?>) Objects.requireNonNull(
                ENGINE.evaluate(LIBRARY, Set.of("Grades"), parameters, new PatientRecord(patient, record))
                        .get("Grades"));
        return ((List<?>) Objects.requireNonNull(grades.get("suggestions")))
                .stream().<Map<?, ?>>map(one -> (Map<?, ?>) one).toList();
    }

    /** What the last result suggests. */
    Map<?, ?> last() {
        List<Map<?, ?>> all = suggestions();
        return all.get(all.size() - 1);
    }
}
