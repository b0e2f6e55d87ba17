package org.platelink.trial.eligibility;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import org.hl7.fhir.r4.model.Consent;
import org.hl7.fhir.r4.model.Consent.ConsentState;
import org.hl7.fhir.r4.model.DateTimeType;
import org.hl7.fhir.r4.model.DateType;
import org.hl7.fhir.r4.model.Enumerations.AdministrativeGender;
import org.hl7.fhir.r4.model.Observation;
import org.hl7.fhir.r4.model.Patient;
import org.hl7.fhir.r4.model.Quantity;
import org.hl7.fhir.r4.model.Reference;
import org.hl7.fhir.r4.model.ResearchSubject;
import org.hl7.fhir.r4.model.Resource;
import org.jspecify.annotations.Nullable;
import org.platelink.study.rules.GuideValueSets;
import org.platelink.study.rules.PatientRecord;
import org.platelink.study.rules.RuleEngine;
import org.platelink.study.rules.RuleLibrary;
import org.platelink.study.rules.RuleSource;

/** The study's rules over a record, without a server. */
public final class JudgedRecord {

    private static final RuleEngine ENGINE = new RuleEngine(GuideValueSets::of);
    private static final RuleLibrary LIBRARY = new RuleLibrary(library(), List.of());
    private static final Set<String> CRITERIA = criteria();

    private final Map<String, @Nullable Object> values;

    private JudgedRecord(Map<String, @Nullable Object> values) {
        this.values = values;
    }

    /** Judges a woman of 41 who consented on 2026-03-02, as of that day. */
    static JudgedRecord of(Screening screening) {
        return of(screening, subject -> {}, "2026-03-02", null);
    }

    /** What is changed in the subject itself. */
    interface Change {
        void in(Subject subject);
    }

    /** The subject itself. */
    static final class Subject {
        final Patient patient = new Patient();
        final Consent consent = new Consent();
        final List<Resource> others = new ArrayList<>();

        @Nullable
        Integer age = 41;

        Subject() {
            patient.setId("Patient/p1");
            patient.setGender(AdministrativeGender.FEMALE);
            patient.setBirthDateElement(new DateType("1984-07"));
            consent.setId("Consent/c1");
            consent.setStatus(ConsentState.ACTIVE);
            consent.setDateTimeElement(new DateTimeType("2026-03-02T09:00:00+08:00"));
        }
    }

    static JudgedRecord of(Screening screening, Change change, String asOf, @Nullable String firstInfusion) {
        Subject subject = new Subject();
        change.in(subject);
        List<Resource> all = new ArrayList<>(screening.resources());
        all.addAll(subject.others);
        all.add(subject.consent);
        ResearchSubject trial = new ResearchSubject();
        trial.setId("ResearchSubject/s1");
        trial.setConsent(new Reference("Consent/c1"));
        trial.setStudy(new Reference("ResearchStudy/NCT06813157"));
        all.add(trial);
        if (subject.age != null) {
            all.add(age(subject.age));
        }
        for (int i = 0; i < all.size(); i++) {
            if (!all.get(i).hasId()) {
                all.get(i).setId(all.get(i).fhirType() + "/x" + i);
            }
        }
        return of(subject.patient, all, asOf, firstInfusion);
    }

    /**
     * Judges whomever a record is of.
     *
     * @param others among them the ResearchSubject with the id s1
     */
    public static JudgedRecord of(Patient patient, List<Resource> others, String asOf, @Nullable String firstInfusion) {
        Map<String, @Nullable Object> parameters = new HashMap<>();
        parameters.put("As Of", LocalDate.parse(asOf));
        parameters.put("First Infusion", firstInfusion == null ? null : LocalDate.parse(firstInfusion));
        parameters.put("Screening From", null);
        parameters.put("Subject", "s1");
        parameters.put("Attestation", Screening.ATTESTATION);
        return new JudgedRecord(ENGINE.evaluate(LIBRARY, CRITERIA, parameters, new PatientRecord(patient, others)));
    }

    static Observation age(int years) {
        Observation age = new Observation();
        age.setStatus(Observation.ObservationStatus.FINAL);
        age.getCode().addCoding().setSystem("http://loinc.org").setCode("30525-0");
        age.setEffective(new DateTimeType("2026-03-02"));
        age.setValue(new Quantity()
                .setValue(years)
                .setSystem("http://unitsofmeasure.org")
                .setCode("a"));
        return age;
    }

    private static Set<String> criteria() {
        Set<String> names = new LinkedHashSet<>();
        for (int i = 1; i <= 8; i++) {
            names.add("INC0" + i);
        }
        for (int i = 1; i <= 15; i++) {
            names.add(String.format("EXC%02d", i));
        }
        return names;
    }

    private static RuleSource library() {
        try {
            return RuleSource.of(Files.readString(Path.of("fhir-resources/study/MscItpEligibility.cql")));
        } catch (IOException failure) {
            throw new UncheckedIOException(failure);
        }
    }

    private Map<?, ?> answer(String code) {
        if (values.containsKey(code)) {
            return (Map<?, ?>) Objects.requireNonNull(values.get(code));
        }
        Map<?, ?> whole = answer(code.substring(0, 5));
        return ((List<?>) Objects.requireNonNull(whole.get("parts")))
                .stream()
                        .map(part -> (Map<?, ?>) part)
                        .filter(part -> code.equals(part.get("code")))
                        .findFirst()
                        .orElseThrow();
    }

    /** Whether a criterion holds; null is unknown. */
    @Nullable
    public Object holds(String code) {
        return answer(code).get("holds");
    }

    public String because(String code) {
        return String.valueOf(answer(code).get("because"));
    }

    /** The addresses of the records that whoever attests must have seen. */
    List<String> see(String code) {
        return SeenRecordsTests.addresses(answer(code));
    }

    /** One line a criterion: whether it holds, why, what is missing and who must attest what. */
    String table() {
        List<String> lines = new ArrayList<>();
        for (String code : CRITERIA) {
            Map<?, ?> answer = answer(code);
            lines.add(code + " " + answer.get("holds") + ": " + answer.get("because") + " missing "
                    + answer.get("missing") + " attest " + answer.get("attest"));
        }
        return String.join("\n", lines);
    }
}
