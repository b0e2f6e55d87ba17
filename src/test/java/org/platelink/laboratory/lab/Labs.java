package org.platelink.laboratory.lab;

import java.math.BigDecimal;
import java.util.ArrayList;
import java.util.List;
import org.hl7.fhir.r4.model.Bundle;
import org.hl7.fhir.r4.model.Bundle.BundleType;
import org.hl7.fhir.r4.model.Bundle.HTTPVerb;
import org.hl7.fhir.r4.model.CodeableConcept;
import org.hl7.fhir.r4.model.Coding;
import org.hl7.fhir.r4.model.DateTimeType;
import org.hl7.fhir.r4.model.DateType;
import org.hl7.fhir.r4.model.DiagnosticReport;
import org.hl7.fhir.r4.model.DiagnosticReport.DiagnosticReportStatus;
import org.hl7.fhir.r4.model.Enumerations.AdministrativeGender;
import org.hl7.fhir.r4.model.Observation;
import org.hl7.fhir.r4.model.Observation.ObservationStatus;
import org.hl7.fhir.r4.model.Patient;
import org.hl7.fhir.r4.model.Quantity;
import org.hl7.fhir.r4.model.Reference;
import org.hl7.fhir.r4.model.ResearchSubject;
import org.hl7.fhir.r4.model.ResearchSubject.ResearchSubjectStatus;
import org.hl7.fhir.r4.model.Resource;
import org.platelink.trial.subject.EndReason;
import org.platelink.trial.subject.StateHistory;
import org.platelink.trial.subject.SubjectState;

/** Synthetic subjects and results as a hospital would send them. */
public final class Labs {

    private static final String SYNTHETIC = "https://platelink.org/synthetic";

    private Labs() {}

    public static Patient participant(String id) {
        Patient patient = new Patient();
        patient.setId(id);
        patient.getMeta().addTag(SYNTHETIC, "synthetic", "Synthetic, no person");
        patient.addIdentifier().setSystem(SYNTHETIC).setValue(id);
        patient.setGender(AdministrativeGender.FEMALE);
        patient.setBirthDateElement(new DateType("1980"));
        patient.setManagingOrganization(new Reference("Organization/site-unknown"));
        return patient;
    }

    public static ResearchSubject subject(String id, ResearchSubjectStatus status) {
        ResearchSubject subject = new ResearchSubject();
        subject.setId(id);
        subject.getMeta().addTag(SYNTHETIC, "synthetic", "Synthetic, no person");
        subject.addIdentifier().setSystem(SYNTHETIC).setValue(id);
        states(status).writeTo(subject);
        subject.setStudy(new Reference("ResearchStudy/NCT06813157"));
        subject.setIndividual(new Reference("Patient/" + id));
        return subject;
    }

    /** The shortest way to a state, in January of 2026. */
    private static StateHistory states(ResearchSubjectStatus last) {
        SubjectState state = SubjectState.of(last.toCode()).orElseThrow();
        List<SubjectState> way =
                switch (state) {
                    case SCREENING -> List.of(state);
                    case ELIGIBLE, INELIGIBLE, WITHDRAWN -> List.of(SubjectState.SCREENING, state);
                    case ON_STUDY_INTERVENTION -> List.of(SubjectState.SCREENING, SubjectState.ELIGIBLE, state);
                    case FOLLOW_UP ->
                        List.of(
                                SubjectState.SCREENING,
                                SubjectState.ELIGIBLE,
                                SubjectState.ON_STUDY_INTERVENTION,
                                state);
                    default -> throw new IllegalArgumentException("no test needs a subject in " + state.code());
                };
        List<StateHistory.Entry> entries = new ArrayList<>();
        for (SubjectState one : way) {
            EndReason end =
                    switch (one) {
                        case INELIGIBLE -> EndReason.PHYSICIAN_DECISION;
                        case WITHDRAWN -> EndReason.CONSENT_WITHDRAWN;
                        default -> null;
                    };
            entries.add(new StateHistory.Entry(
                    one, "2026-01-%02d".formatted(5 + 7 * entries.size()), null, null, end, null));
        }
        return new StateHistory(entries);
    }

    public static Observation platelets(String subject, String identifier, String value, String unit, String date) {
        return result(subject, identifier, "777-3", value, unit, date);
    }

    public static Observation alt(String subject, String identifier, String value, String date) {
        Observation alt = result(subject, identifier, "1742-6", value, "U/L", date);
        alt.addReferenceRange()
                .setHigh(new Quantity()
                        .setValue(40)
                        .setUnit("U/L")
                        .setSystem("http://unitsofmeasure.org")
                        .setCode("U/L"));
        return alt;
    }

    public static Observation result(
            String subject, String identifier, String loinc, String value, String unit, String date) {
        Observation result = new Observation();
        result.getMeta().addTag(SYNTHETIC, "synthetic", "Synthetic, no person");
        result.addIdentifier().setSystem("https://hospital.example/lab").setValue(identifier);
        result.setStatus(ObservationStatus.FINAL);
        result.addCategory(coded("http://terminology.hl7.org/CodeSystem/observation-category", "laboratory"));
        result.setCode(coded("http://loinc.org", loinc));
        result.setSubject(new Reference("Patient/" + subject));
        result.setEffective(new DateTimeType(date));
        result.setValue(new Quantity()
                .setValue(new BigDecimal(value))
                .setUnit(unit)
                .setSystem("http://unitsofmeasure.org")
                .setCode(unit));
        return result;
    }

    public static DiagnosticReport report(String subject, String identifier, String date, String... results) {
        DiagnosticReport report = new DiagnosticReport();
        report.getMeta().addTag(SYNTHETIC, "synthetic", "Synthetic, no person");
        report.addIdentifier().setSystem("https://hospital.example/lab").setValue(identifier);
        report.setStatus(DiagnosticReportStatus.FINAL);
        report.addCategory(coded("http://terminology.hl7.org/CodeSystem/v2-0074", "LAB"));
        report.setCode(coded("http://loinc.org", "58410-2"));
        report.setSubject(new Reference("Patient/" + subject));
        report.setEffective(new DateTimeType(date));
        for (String result : results) {
            report.addResult(new Reference(result));
        }
        return report;
    }

    /** A transaction of conditional creates, each by the resource's first identifier. */
    public static Bundle transaction(Resource... resources) {
        Bundle bundle = new Bundle().setType(BundleType.TRANSACTION);
        for (Resource resource : resources) {
            add(bundle, resource);
        }
        return bundle;
    }

    private static void add(Bundle bundle, Resource resource) {
        Bundle.BundleEntryComponent entry = bundle.addEntry().setResource(resource);
        if (resource.hasId()) {
            entry.getRequest().setMethod(HTTPVerb.PUT).setUrl(resource.fhirType() + "/" + resource.getIdPart());
            return;
        }
        var identifier = resource.getNamedProperty("identifier").getValues().get(0);
        String system = identifier.getNamedProperty("system").getValues().get(0).primitiveValue();
        String value = identifier.getNamedProperty("value").getValues().get(0).primitiveValue();
        entry.getRequest()
                .setMethod(HTTPVerb.POST)
                .setUrl(resource.fhirType())
                .setIfNoneExist("identifier=" + system + "|" + value);
    }

    private static CodeableConcept coded(String system, String code) {
        return new CodeableConcept(new Coding().setSystem(system).setCode(code));
    }
}
