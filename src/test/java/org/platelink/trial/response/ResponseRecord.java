package org.platelink.trial.response;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.math.BigDecimal;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import java.util.function.Consumer;
import org.hl7.fhir.r4.model.BooleanType;
import org.hl7.fhir.r4.model.CodeableConcept;
import org.hl7.fhir.r4.model.Coding;
import org.hl7.fhir.r4.model.DateTimeType;
import org.hl7.fhir.r4.model.IntegerType;
import org.hl7.fhir.r4.model.MedicationAdministration;
import org.hl7.fhir.r4.model.MedicationAdministration.MedicationAdministrationStatus;
import org.hl7.fhir.r4.model.MedicationStatement;
import org.hl7.fhir.r4.model.MedicationStatement.MedicationStatementStatus;
import org.hl7.fhir.r4.model.Observation;
import org.hl7.fhir.r4.model.Observation.ObservationStatus;
import org.hl7.fhir.r4.model.Patient;
import org.hl7.fhir.r4.model.Period;
import org.hl7.fhir.r4.model.Procedure;
import org.hl7.fhir.r4.model.Procedure.ProcedureStatus;
import org.hl7.fhir.r4.model.Quantity;
import org.hl7.fhir.r4.model.Quantity.QuantityComparator;
import org.hl7.fhir.r4.model.Resource;
import org.hl7.fhir.r4.model.Type;
import org.jspecify.annotations.Nullable;
import org.platelink.study.rules.GuideValueSets;
import org.platelink.study.rules.PatientRecord;
import org.platelink.study.rules.RuleEngine;
import org.platelink.study.rules.RuleLibrary;
import org.platelink.study.rules.RuleSource;

/**
 * An invented participant, first treated on 2026-03-16 at 10:00, with a baseline of 12 10*9/L on 2026-03-10; what is
 * measured on the day of a visit belongs to it.
 */
final class ResponseRecord {

    static final String FIRST_INFUSION = "2026-03-16";

    private static final RuleEngine ENGINE = new RuleEngine(GuideValueSets::of);
    private static final RuleLibrary LIBRARY = new RuleLibrary(library(), List.of());
    private static final String GUIDE = "https://platelink.org/ig/msc-itp/";
    private static final String FOLLOW_UP = GUIDE + "PlanDefinition/visit-follow-up|0.1.0";

    private final List<Resource> record = new ArrayList<>();
    private final Map<String, Visit> visits = new LinkedHashMap<>();
    private final MedicationAdministration dose = new MedicationAdministration();
    private @Nullable Integer rescueDays;
    private String asOf = "2027-12-31";
    private boolean treated = true;

    /** A visit: what is done at it, and the day on which it took place, null if it did not. */
    private record Visit(String definition, @Nullable String day) {}

    ResponseRecord() {
        dose.setId("MedicationAdministration/i1");
        dose.setStatus(MedicationAdministrationStatus.COMPLETED);
        dose.setEffective(new DateTimeType(FIRST_INFUSION + "T10:00:00+08:00"));
        record.add(dose);
        visits.put("v2-baseline", new Visit(GUIDE + "PlanDefinition/visit-v2-baseline|0.1.0", "2026-03-10"));
        visits.put("infusion-1", new Visit(GUIDE + "PlanDefinition/visit-infusion|0.1.0", FIRST_INFUSION));
        count("2026-03-10", "12");
        follow("fu-d14", null);
        follow("fu-m1", null);
    }

    private static RuleSource library() {
        try {
            return RuleSource.of(Files.readString(Path.of("fhir-resources/study/MscItpResponse.cql")));
        } catch (IOException failure) {
            throw new UncheckedIOException(failure);
        }
    }

    /** A follow-up visit that takes place. */
    ResponseRecord follow(String action, @Nullable String day) {
        visits.put(action, new Visit(FOLLOW_UP, day));
        return this;
    }

    ResponseRecord withdrawn(String day) {
        visits.put("early-withdrawal", new Visit(GUIDE + "PlanDefinition/visit-early-withdrawal|0.1.0", day));
        return this;
    }

    ResponseRecord infusion(String time) {
        dose.setEffective(new DateTimeType(time));
        return this;
    }

    ResponseRecord notTreated() {
        record.remove(dose);
        treated = false;
        return this;
    }

    ResponseRecord asOf(String day) {
        asOf = day;
        return this;
    }

    ResponseRecord rescueDays(int days) {
        rescueDays = days;
        return this;
    }

    /** A final platelet count in 10*9/L. */
    ResponseRecord count(String time, String value) {
        return count(time, value, "10*9/L", count -> {});
    }

    ResponseRecord count(String time, String value, String unit, Consumer<Observation> change) {
        Observation count = observation("http://loinc.org", "777-3", time);
        boolean compared = value.startsWith("<") || value.startsWith(">");
        Quantity quantity = new Quantity()
                .setValue(new BigDecimal(compared ? value.substring(1) : value))
                .setUnit(unit)
                .setSystem("http://unitsofmeasure.org")
                .setCode(unit);
        if (compared) {
            quantity.setComparator(QuantityComparator.fromCode(value.substring(0, 1)));
        }
        count.setValue(quantity);
        change.accept(count);
        return this;
    }

    ResponseRecord withoutCounts() {
        record.removeIf(one -> one instanceof Observation);
        return this;
    }

    ResponseRecord bleeding(String day, int grade) {
        return bleeding(day, new IntegerType(grade));
    }

    ResponseRecord bleeding(String day, boolean bleeds) {
        return bleeding(day, new BooleanType(bleeds));
    }

    private ResponseRecord bleeding(String day, Type value) {
        observation(GUIDE + "CodeSystem/trial-assessments", "bleeding", day).setValue(value);
        return this;
    }

    private Observation observation(String system, String code, String time) {
        Observation observation = new Observation();
        observation.setId("Observation/o" + record.size());
        observation.setStatus(ObservationStatus.FINAL);
        observation.getCode().addCoding(new Coding(system, code, null));
        observation.setEffective(new DateTimeType(time));
        record.add(observation);
        return observation;
    }

    ResponseRecord drug(String atc, String since, @Nullable String until, @Nullable String milligrams) {
        MedicationStatement taken = new MedicationStatement();
        taken.setId("MedicationStatement/m" + record.size());
        taken.setStatus(until == null ? MedicationStatementStatus.ACTIVE : MedicationStatementStatus.COMPLETED);
        taken.setMedication(new CodeableConcept(new Coding("http://www.whocc.no/atc", atc, null)));
        Period period = new Period().setStartElement(new DateTimeType(since));
        if (until != null) {
            period.setEndElement(new DateTimeType(until));
        }
        taken.setEffective(period);
        if (milligrams != null) {
            taken.addDosage()
                    .addDoseAndRate()
                    .setDose(new Quantity()
                            .setValue(new BigDecimal(milligrams))
                            .setUnit("mg")
                            .setSystem("http://unitsofmeasure.org")
                            .setCode("mg"));
        }
        record.add(taken);
        return this;
    }

    ResponseRecord plateletTransfusion(String day) {
        Procedure transfusion = new Procedure();
        transfusion.setId("Procedure/p" + record.size());
        transfusion.setStatus(ProcedureStatus.COMPLETED);
        transfusion.getCode().addCoding(new Coding("http://snomed.info/sct", "12719002", null));
        transfusion.setPerformed(new DateTimeType(day));
        record.add(transfusion);
        return this;
    }

    RuleResults judged() {
        Patient patient = new Patient();
        patient.setId("Patient/p1");
        List<Map<String, @Nullable Object>> told =
                visits.entrySet().stream().map(this::told).toList();
        Map<String, @Nullable Object> parameters = new HashMap<>();
        parameters.put("As Of", LocalDate.parse(asOf));
        parameters.put("First Infusion", treated ? LocalDate.parse(FIRST_INFUSION) : null);
        parameters.put("Rescue Days", rescueDays);
        parameters.put("Visits", told);
        return new RuleResults((Map<?, ?>) Objects.requireNonNull(
                ENGINE.evaluate(LIBRARY, Set.of("Response"), parameters, new PatientRecord(patient, record))
                        .get("Response")));
    }

    private Map<String, @Nullable Object> told(Map.Entry<String, Visit> visit) {
        String day = visit.getValue().day();
        Map<String, @Nullable Object> told = new HashMap<>();
        told.put("visit", visit.getKey());
        told.put("definition", visit.getValue().definition());
        told.put("status", day == null ? "due" : "indeterminate");
        told.put("heldOn", day == null ? null : LocalDate.parse(day));
        told.put("records", day == null ? List.of() : List.of("Encounter/" + visit.getKey()));
        told.put("doses", visit.getKey().equals("infusion-1") ? List.of("MedicationAdministration/i1") : List.of());
        told.put(
                "results",
                record.stream()
                        .filter(one -> one instanceof Observation result
                                && result.getEffectiveDateTimeType()
                                        .getValueAsString()
                                        .startsWith(String.valueOf(day)))
                        .map(one -> "Observation/" + one.getIdPart())
                        .toList());
        return told;
    }

    /** What the rules say. */
    record RuleResults(Map<?, ?> values) {

        private Map<?, ?> visit(String action) {
            return ((List<?>) Objects.requireNonNull(values.get("visits")))
                    .stream()
                            .map(visit -> (Map<?, ?>) visit)
                            .filter(visit -> action.equals(visit.get("visit")))
                            .findFirst()
                            .orElseThrow();
        }

        List<String> visits() {
            return ((List<?>) Objects.requireNonNull(values.get("visits")))
                    .stream()
                            .map(visit -> String.valueOf(((Map<?, ?>) visit).get("visit")))
                            .toList();
        }

        String code(String visit) {
            return String.valueOf(visit(visit).get("code"));
        }

        String because(String visit) {
            return String.valueOf(visit(visit).get("because"));
        }

        @Nullable
        Object of(String visit, String what) {
            return visit(visit).get(what);
        }

        @Nullable
        Object course(String what) {
            return ((Map<?, ?>) Objects.requireNonNull(values.get("course"))).get(what);
        }

        String baseline() {
            return String.valueOf(values.get("baselineInWords"));
        }
    }
}
