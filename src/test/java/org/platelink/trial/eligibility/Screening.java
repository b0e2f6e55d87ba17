package org.platelink.trial.eligibility;

import static org.assertj.core.api.Assertions.assertThat;

import java.math.BigDecimal;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import java.util.function.Consumer;
import java.util.function.Function;
import java.util.function.Predicate;
import org.hl7.fhir.r4.model.BooleanType;
import org.hl7.fhir.r4.model.Bundle;
import org.hl7.fhir.r4.model.Bundle.BundleEntryComponent;
import org.hl7.fhir.r4.model.Bundle.BundleType;
import org.hl7.fhir.r4.model.Bundle.HTTPVerb;
import org.hl7.fhir.r4.model.CodeableConcept;
import org.hl7.fhir.r4.model.Coding;
import org.hl7.fhir.r4.model.Condition;
import org.hl7.fhir.r4.model.DateTimeType;
import org.hl7.fhir.r4.model.Identifier;
import org.hl7.fhir.r4.model.MedicationStatement;
import org.hl7.fhir.r4.model.MedicationStatement.MedicationStatementStatus;
import org.hl7.fhir.r4.model.Observation;
import org.hl7.fhir.r4.model.Observation.ObservationStatus;
import org.hl7.fhir.r4.model.Period;
import org.hl7.fhir.r4.model.Quantity;
import org.hl7.fhir.r4.model.Quantity.QuantityComparator;
import org.hl7.fhir.r4.model.QuestionnaireResponse;
import org.hl7.fhir.r4.model.QuestionnaireResponse.QuestionnaireResponseItemComponent;
import org.hl7.fhir.r4.model.QuestionnaireResponse.QuestionnaireResponseStatus;
import org.hl7.fhir.r4.model.Reference;
import org.hl7.fhir.r4.model.Resource;
import org.hl7.fhir.r4.model.SimpleQuantity;
import org.hl7.fhir.r4.model.UriType;
import org.jspecify.annotations.Nullable;
import org.platelink.FhirClient;
import org.platelink.FhirClient.Answer;

/**
 * The synthetic screening of a woman who fulfils every criterion of NCT06813157, to be changed in the one point that
 * a test is about. All is of the day on which she consented.
 */
public final class Screening {

    public static final String ATTESTATION = "https://platelink.org/ig/msc-itp/Questionnaire/msc-itp-eligibility";

    private static final String UCUM = "http://unitsofmeasure.org";
    private static final String LOINC = "http://loinc.org";

    private final String patient;
    private final String day;
    private final List<Resource> others = new ArrayList<>();
    private final Map<String, Observation> results = new LinkedHashMap<>();
    private final Map<String, Boolean> attested = new LinkedHashMap<>();
    private boolean seen = true;
    private QuestionnaireResponseStatus signed = QuestionnaireResponseStatus.COMPLETED;

    /**
     * A screening.
     *
     * @param patient the id of the Patient
     * @param day of the consent and of all results
     * @param ill since when, a FHIR date
     */
    public Screening(String patient, String day, String ill) {
        this.patient = patient;
        this.day = day;
        others.add(condition("http://snomed.info/sct", "32273002", ill));
        measured("1742-6", "31", "U/L", "40");
        measured("1920-8", "27", "U/L", "35");
        measured("1975-2", "0.6", "mg/dL", "1.2");
        measured("2160-0", "0.7", "mg/dL", "0.9");
        measured("2465-3", "9.4", "g/L", null);
        measured("2458-8", "1.8", "g/L", null);
        coded("5195-3", false);
        coded("16128-1", false);
        coded("31201-7", false);
        coded("2118-8", false);
        pressure(118, 76);
        List.of("INC03.guideline", "INC03", "INC04.unchanged", "INC06.childbearing", "INC06.contraception", "INC08")
                .forEach(one -> attested.put(one, true));
        List.of("INC04.regimen", "INC06.breastfeeding").forEach(one -> attested.put(one, false));
        for (String exclusion : List.of(
                "EXC01", "EXC02", "EXC03", "EXC04", "EXC05", "EXC06", "EXC08", "EXC09a", "EXC09b", "EXC09c", "EXC09d",
                "EXC10", "EXC11", "EXC13", "EXC14", "EXC15")) {
            attested.put(exclusion, false);
        }
    }

    /** A quantity in the place of the one of its code. */
    public Screening measured(String loinc, String value, String unit, @Nullable String upperLimit) {
        Observation result = result(loinc);
        result.setValue(quantity(value, unit));
        result.getReferenceRange().clear();
        if (upperLimit != null) {
            SimpleQuantity high = new SimpleQuantity();
            high.setValue(new BigDecimal(upperLimit))
                    .setUnit(unit)
                    .setSystem(UCUM)
                    .setCode(unit);
            result.addReferenceRange().setHigh(high);
        }
        return this;
    }

    private static Quantity quantity(String value, String unit) {
        boolean compared = value.startsWith("<") || value.startsWith(">");
        Quantity quantity = new Quantity()
                .setValue(new BigDecimal(compared ? value.substring(1) : value))
                .setUnit(unit)
                .setSystem(UCUM)
                .setCode(unit);
        return compared ? quantity.setComparator(QuantityComparator.fromCode(value.substring(0, 1))) : quantity;
    }

    public Screening coded(String loinc, boolean positive) {
        result(loinc)
                .setValue(new CodeableConcept(
                        new Coding("http://snomed.info/sct", positive ? "10828004" : "260385009", null)));
        return this;
    }

    public Screening pressure(int systolic, int diastolic) {
        Observation result = result("85354-9");
        result.getCategoryFirstRep().getCodingFirstRep().setCode("vital-signs");
        result.getComponent().clear();
        component(result, "8480-6", systolic);
        component(result, "8462-4", diastolic);
        return this;
    }

    private static void component(Observation result, String loinc, int value) {
        result.addComponent()
                .setValue(quantity(String.valueOf(value), "mm[Hg]"))
                .getCode()
                .addCoding(new Coding(LOINC, loinc, null));
    }

    /** Changes the result of a code. */
    public Screening change(String loinc, Consumer<Observation> change) {
        change.accept(result(loinc));
        return this;
    }

    public Screening without(String loinc) {
        results.remove(loinc);
        return this;
    }

    public Screening without(Predicate<Resource> which) {
        others.removeIf(which);
        return this;
    }

    private Observation result(String loinc) {
        return results.computeIfAbsent(loinc, code -> {
            Observation result = new Observation();
            result.setStatus(ObservationStatus.FINAL);
            result.addCategory()
                    .addCoding(new Coding(
                            "http://terminology.hl7.org/CodeSystem/observation-category", "laboratory", null));
            result.getCode().addCoding(new Coding(LOINC, loinc, null));
            result.setSubject(new Reference("Patient/" + patient));
            result.setEffective(new DateTimeType(day));
            return result;
        });
    }

    public Screening condition(String code) {
        others.add(condition("http://hl7.org/fhir/sid/icd-10", code, "2019-04-02"));
        return this;
    }

    private Condition condition(String system, String code, String onset) {
        Condition condition = new Condition();
        condition.setClinicalStatus(new CodeableConcept(
                new Coding("http://terminology.hl7.org/CodeSystem/condition-clinical", "active", null)));
        condition.setVerificationStatus(new CodeableConcept(
                new Coding("http://terminology.hl7.org/CodeSystem/condition-ver-status", "confirmed", null)));
        condition.getCode().addCoding(new Coding(system, code, null));
        condition.setSubject(new Reference("Patient/" + patient));
        condition.setOnset(new DateTimeType(onset));
        return condition;
    }

    /** A drug that was taken from one day to another; without the last it is still taken. */
    public Screening drug(String atc, String since, @Nullable String until) {
        MedicationStatement taken = new MedicationStatement();
        taken.setStatus(until == null ? MedicationStatementStatus.ACTIVE : MedicationStatementStatus.COMPLETED);
        taken.setMedication(new CodeableConcept(new Coding("http://www.whocc.no/atc", atc, null)));
        taken.setSubject(new Reference("Patient/" + patient));
        Period period = new Period();
        period.setStartElement(new DateTimeType(since));
        if (until != null) {
            period.setEndElement(new DateTimeType(until));
        }
        taken.setEffective(period);
        others.add(taken);
        return this;
    }

    public Screening add(Resource resource) {
        others.add(resource);
        return this;
    }

    public Screening attest(String question, @Nullable Boolean answer) {
        if (answer == null) {
            attested.remove(question);
        } else {
            attested.put(question, answer);
        }
        return this;
    }

    public Screening signed(QuestionnaireResponseStatus status) {
        signed = status;
        return this;
    }

    /** Says that whoever attests was shown none of the records. */
    public Screening unseen() {
        seen = false;
        return this;
    }

    /** What the site attests, having seen all the records beside the results. */
    public QuestionnaireResponse attestation() {
        return attestation(one -> one.fhirType() + "/" + one.getIdElement().getIdPart());
    }

    private QuestionnaireResponse attestation(Function<Resource, String> address) {
        QuestionnaireResponse response = new QuestionnaireResponse();
        response.setIdentifier(
                new Identifier().setSystem("https://platelink.org/synthetic").setValue(patient + "-attestation"));
        response.setQuestionnaire(ATTESTATION);
        response.setStatus(signed);
        response.setSubject(new Reference("Patient/" + patient));
        response.setAuthoredElement(new DateTimeType(day + "T15:30:00+08:00"));
        response.getAuthor()
                .setType("Practitioner")
                .setIdentifier(new Identifier()
                        .setSystem("https://platelink.org/synthetic")
                        .setValue("investigator-1"));
        attested.forEach((question, answer) ->
                response.addItem().setLinkId(question).addAnswer().setValue(new BooleanType(answer)));
        if (seen && !others.isEmpty()) {
            QuestionnaireResponseItemComponent records = response.addItem().setLinkId("record.seen");
            others.forEach(one -> records.addAnswer().setValue(new UriType(address.apply(one))));
        }
        return response;
    }

    private String placeholder(Resource one) {
        String name = patient + "-" + others.indexOf(one);
        return "urn:uuid:" + UUID.nameUUIDFromBytes(name.getBytes(StandardCharsets.UTF_8));
    }

    /** All that is recorded beside the subject itself. */
    public List<Resource> resources() {
        for (int i = 0; i < others.size(); i++) {
            if (!others.get(i).hasId()) {
                others.get(i).setId(others.get(i).fhirType() + "/o" + i);
            }
        }
        List<Resource> all = new ArrayList<>(others);
        all.addAll(results.values());
        all.add(attestation());
        return all;
    }

    /** Sends all of it, in one transaction. */
    public void sendTo(FhirClient coordinator) {
        Bundle transaction = new Bundle().setType(BundleType.TRANSACTION);
        others.forEach(one -> post(transaction, one).setFullUrl(placeholder(one)));
        results.values().forEach(one -> post(transaction, one));
        post(transaction, attestation(this::placeholder));
        Answer answer = coordinator.post("", transaction);
        assertThat(answer.status()).as(answer.body()).isEqualTo(200);
    }

    private static BundleEntryComponent post(Bundle transaction, Resource resource) {
        BundleEntryComponent entry = transaction.addEntry().setResource(resource);
        entry.getRequest().setMethod(HTTPVerb.POST).setUrl(resource.fhirType());
        return entry;
    }
}
