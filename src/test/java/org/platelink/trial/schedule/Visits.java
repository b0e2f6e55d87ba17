package org.platelink.trial.schedule;

import static org.assertj.core.api.Assertions.assertThat;

import ca.uhn.fhir.context.FhirContext;
import java.math.BigDecimal;
import java.util.ArrayList;
import java.util.List;
import org.hl7.fhir.r4.model.Bundle;
import org.hl7.fhir.r4.model.Bundle.BundleType;
import org.hl7.fhir.r4.model.Bundle.HTTPVerb;
import org.hl7.fhir.r4.model.CanonicalType;
import org.hl7.fhir.r4.model.CodeType;
import org.hl7.fhir.r4.model.Coding;
import org.hl7.fhir.r4.model.DateTimeType;
import org.hl7.fhir.r4.model.DateType;
import org.hl7.fhir.r4.model.Encounter;
import org.hl7.fhir.r4.model.Encounter.EncounterStatus;
import org.hl7.fhir.r4.model.Extension;
import org.hl7.fhir.r4.model.Identifier;
import org.hl7.fhir.r4.model.Medication;
import org.hl7.fhir.r4.model.MedicationAdministration;
import org.hl7.fhir.r4.model.MedicationAdministration.MedicationAdministrationStatus;
import org.hl7.fhir.r4.model.Observation;
import org.hl7.fhir.r4.model.Parameters;
import org.hl7.fhir.r4.model.Quantity;
import org.hl7.fhir.r4.model.Reference;
import org.hl7.fhir.r4.model.ResearchSubject;
import org.hl7.fhir.r4.model.Resource;
import org.hl7.fhir.r4.model.StringType;
import org.platelink.FhirClient;
import org.platelink.FhirClient.Answer;
import org.platelink.laboratory.lab.Labs;
import org.platelink.trial.eligibility.Screening;

/** A synthetic subject over HTTP, and what is recorded of it. */
public final class Visits {

    static final String STUDY = "/ResearchStudy/NCT06813157";
    private static final String GUIDE = "https://platelink.org/ig/msc-itp/";
    private static final String UCUM = "http://unitsofmeasure.org";

    private final FhirClient coordinator;
    private final String subject;
    private final String patient;
    private final String consent;

    private Visits(FhirClient coordinator, ResearchSubject subject, String consent) {
        this.coordinator = coordinator;
        this.consent = consent.substring(0, 10);
        this.subject = subject.getIdElement().getIdPart();
        this.patient = subject.getIndividual().getReferenceElement().getIdPart();
    }

    /** Registers a subject by the coordinator of the demo site. */
    public static Visits of(FhirClient coordinator, String number, String consent) {
        return of(coordinator, number, consent, "site-unknown");
    }

    public static Visits of(FhirClient coordinator, String number, String consent, String site) {
        Parameters person = new Parameters();
        person.addParameter()
                .setName("identifier")
                .setValue(new Identifier()
                        .setSystem("https://platelink.org/synthetic")
                        .setValue(number));
        person.addParameter("birthDate", new DateType("1980-05-17"));
        person.addParameter("gender", new CodeType("female"));
        person.addParameter("consentDateTime", new DateTimeType(consent));
        person.addParameter().setName("site").setValue(new Reference("Organization/" + site));
        Answer answer = coordinator.post(STUDY + "/$register-subject", person);
        assertThat(answer.status()).as(answer.body()).isEqualTo(200);
        return new Visits(coordinator, answer.as(ResearchSubject.class), consent);
    }

    /** A subject that was registered already. */
    static Visits of(FhirClient coordinator, ResearchSubject registered) {
        return new Visits(coordinator, registered, "2026-01-01");
    }

    public String subject() {
        return subject;
    }

    public String patient() {
        return patient;
    }

    Answer transition(String to, String date) {
        Parameters step = new Parameters();
        step.addParameter("to", new CodeType(to));
        step.addParameter("date", new DateType(date));
        if (to.equals("withdrawn")) {
            step.addParameter("reasonCode", new CodeType("consent-withdrawn"));
        }
        return coordinator.post("/ResearchSubject/" + subject + "/$transition", step);
    }

    /** Moves the subject on, after a screening on the day of the consent that fulfils the criteria. */
    public Visits eligible(String date) {
        new Screening(patient, consent, "2020-01").sendTo(coordinator);
        Answer answer = transition("eligible", date);
        assertThat(answer.status()).as(answer.body()).isEqualTo(200);
        return this;
    }

    /** A visit, stored. */
    public String visit(String action, String date) {
        return id(coordinator.post("/Encounter", encounter(action, date)));
    }

    public Encounter encounter(String action, String date) {
        Encounter visit = new Encounter();
        visit.addExtension(plannedVisit(action));
        visit.setStatus(EncounterStatus.FINISHED);
        visit.setClass_(new Coding("http://terminology.hl7.org/CodeSystem/v3-ActCode", "AMB", null));
        visit.setSubject(new Reference("Patient/" + patient));
        visit.getPeriod().setStartElement(new DateTimeType(date)).setEndElement(new DateTimeType(date));
        return visit;
    }

    static Extension plannedVisit(String action) {
        Extension visit = new Extension(GUIDE + "StructureDefinition/planned-visit");
        visit.addExtension(new Extension("protocol", new CanonicalType(GUIDE + "PlanDefinition/msc-itp-protocol")));
        visit.addExtension(new Extension("action", new StringType(action)));
        return visit;
    }

    /** An infusion that names its visit, stored. */
    public String infusion(String action, String date) {
        Answer answer = coordinator.post("/MedicationAdministration", dose(action, date));
        assertThat(answer.status()).as(answer.body()).isEqualTo(201);
        return id(answer);
    }

    public MedicationAdministration dose(String action, String date) {
        MedicationAdministration dose = new MedicationAdministration();
        dose.addExtension(plannedVisit(action));
        Medication lot = new Medication();
        lot.setId("lot");
        lot.getCode().setText("Mesenchymal stem cells");
        lot.getBatch().setLotNumber("SYN-7");
        dose.addContained(lot);
        dose.setStatus(MedicationAdministrationStatus.COMPLETED);
        dose.setMedication(new Reference("#lot"));
        dose.setSubject(new Reference("Patient/" + patient));
        dose.addSupportingInformation(new Reference("Observation/" + weight(date)));
        dose.setEffective(new DateTimeType(date));
        dose.getDosage()
                .setText("As the protocol states")
                .setDose(new Quantity()
                        .setValue(new BigDecimal("6150"))
                        .setUnit("10*6.{cells}")
                        .setSystem(UCUM)
                        .setCode("10*6.{cells}"));
        return dose;
    }

    private String weight(String date) {
        Observation weight = new Observation();
        weight.setStatus(Observation.ObservationStatus.FINAL);
        weight.addCategory()
                .addCoding(
                        new Coding("http://terminology.hl7.org/CodeSystem/observation-category", "vital-signs", null));
        weight.getCode().addCoding(new Coding("http://loinc.org", "29463-7", "Body weight"));
        weight.setSubject(new Reference("Patient/" + patient));
        weight.setEffective(new DateTimeType(date.substring(0, Math.min(10, date.length()))));
        weight.setValue(new Quantity()
                .setValue(new BigDecimal("61.5"))
                .setUnit("kg")
                .setSystem(UCUM)
                .setCode("kg"));
        return id(coordinator.post("/Observation", weight));
    }

    /** A platelet count of a hospital that knows nothing of visits. */
    public Observation platelets(String value, String date) {
        return Labs.platelets(patient, patient + "-" + value + "-" + date, value, "10*9/L", date);
    }

    Answer schedule(String... asked) {
        return coordinator.get("/ResearchSubject/" + subject + "/$schedule"
                + (asked.length == 0 ? "" : "?" + String.join("&", asked)));
    }

    /** One line a visit: action, status, target, window, actual, deviation. */
    String table(String asOf) {
        Answer answer = schedule("asOf=" + asOf);
        assertThat(answer.status()).as(answer.body()).isEqualTo(200);
        List<String> lines = new ArrayList<>();
        answer.as(org.hl7.fhir.r4.model.CarePlan.class)
                .getActivity()
                .forEach(activity -> lines.add(
                        line(activity.getDetail().getExtensionByUrl(GUIDE + "StructureDefinition/visit-timing"))));
        return String.join("\n", lines);
    }

    private static String line(Extension timing) {
        return String.join(
                " ",
                part(timing, "action"),
                part(timing, "status"),
                part(timing, "target"),
                part(timing, "earliest") + ".." + part(timing, "latest"),
                part(timing, "actual"),
                part(timing, "deviation"));
    }

    private static String part(Extension timing, String name) {
        Extension part = timing.getExtensionByUrl(name);
        if (part == null) {
            return "-";
        }
        return part.getValue() instanceof Quantity days
                ? days.getValue().toPlainString()
                : part.getValue().primitiveValue();
    }

    /** All or nothing of some new resources. */
    static Bundle transaction(Resource... resources) {
        Bundle bundle = new Bundle().setType(BundleType.TRANSACTION);
        for (Resource resource : resources) {
            bundle.addEntry()
                    .setResource(resource)
                    .getRequest()
                    .setMethod(HTTPVerb.POST)
                    .setUrl(resource.fhirType());
        }
        return bundle;
    }

    public static String id(Answer answer) {
        assertThat(answer.status()).as(answer.body()).isBetween(200, 201);
        return FhirContext.forR4Cached()
                .newJsonParser()
                .parseResource(answer.body())
                .getIdElement()
                .getIdPart();
    }
}
