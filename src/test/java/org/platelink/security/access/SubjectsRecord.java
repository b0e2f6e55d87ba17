package org.platelink.security.access;

import java.util.LinkedHashMap;
import java.util.Map;

/** A resource of every type that belongs to a subject, the smallest that the guide takes. */
final class SubjectsRecord {

    private static final String LOINC = "\"coding\":[{\"system\":\"http://loinc.org\",\"code\":\"777-3\"}]";
    private static final String FINAL_RESULT = "\"status\":\"final\",\"code\":{" + LOINC + "},";
    private static final String ICD = "\"coding\":[{\"system\":\"http://hl7.org/fhir/sid/icd-10\",\"code\":\"D69.3\"}]";
    private static final String DRUG = "\"coding\":[{\"system\":\"http://www.whocc.no/atc\",\"code\":\"H02AB07\"}]";
    private static final String CLINICAL =
            "\"coding\":[{\"system\":\"http://terminology.hl7.org/CodeSystem/%s\",\"code\":\"active\"}]";

    private static final Map<String, String> PARTS = new LinkedHashMap<>();

    static {
        PARTS.put(
                "Observation",
                FINAL_RESULT
                        + "\"category\":[{\"coding\":[{\"system\":\"http://terminology.hl7.org/CodeSystem/observation-category\","
                        + "\"code\":\"laboratory\"}]}],\"subject\":SUBJECT,\"effectiveDateTime\":\"2026-02-05\","
                        + "\"valueQuantity\":{\"value\":30,\"unit\":\"10*9/L\",\"system\":\"http://unitsofmeasure.org\","
                        + "\"code\":\"10*9/L\"}");
        PARTS.put(
                "DiagnosticReport",
                FINAL_RESULT
                        + "\"category\":[{\"coding\":[{\"system\":\"http://terminology.hl7.org/CodeSystem/v2-0074\",\"code\":\"LAB\"}]}],"
                        + "\"subject\":SUBJECT,\"effectiveDateTime\":\"2026-02-05\"");
        PARTS.put("Specimen", "\"subject\":SUBJECT,\"collection\":{\"collectedDateTime\":\"2026-02-05\"}");
        PARTS.put(
                "Encounter",
                "\"status\":\"finished\",\"class\":{\"system\":\"http://terminology.hl7.org/CodeSystem/v3-ActCode\","
                        + "\"code\":\"AMB\"},\"subject\":SUBJECT,\"period\":{\"start\":\"2026-02-05\",\"end\":\"2026-02-05\"}");
        PARTS.put(
                "AdverseEvent",
                "\"actuality\":\"actual\",\"event\":{\"text\":\"Fever\"},\"subject\":SUBJECT,\"date\":\"2026-02-05\","
                        + "\"study\":[{\"reference\":\"ResearchStudy/NCT06813157\"}]");
        PARTS.put(
                "QuestionnaireResponse",
                "\"status\":\"completed\",\"questionnaire\":\"https://platelink.org/ig/msc-itp/Questionnaire/msc-itp-eligibility\","
                        + "\"subject\":SUBJECT,\"authored\":\"2026-02-05T08:00:00+08:00\",\"author\":{\"type\":\"Practitioner\","
                        + "\"identifier\":{\"system\":\"https://platelink.org/synthetic\",\"value\":\"investigator-1\"}}");
        PARTS.put(
                "Condition",
                "\"clinicalStatus\":{" + CLINICAL.formatted("condition-clinical")
                        + "},\"verificationStatus\":{\"coding\":[{\"system\":"
                        + "\"http://terminology.hl7.org/CodeSystem/condition-ver-status\",\"code\":\"confirmed\"}]},\"code\":{"
                        + ICD
                        + "},\"subject\":SUBJECT,\"onsetDateTime\":\"2020-02-05\"");
        PARTS.put(
                "MedicationStatement",
                "\"status\":\"active\",\"medicationCodeableConcept\":{" + DRUG
                        + "},\"subject\":SUBJECT,\"effectiveDateTime\":\"2026-02-05\"");
        PARTS.put(
                "AllergyIntolerance",
                "\"clinicalStatus\":{" + CLINICAL.formatted("allergyintolerance-clinical")
                        + "},\"code\":{\"text\":\"Penicillin\"},\"patient\":SUBJECT");
        PARTS.put(
                "Procedure",
                "\"status\":\"completed\",\"code\":{\"text\":\"Splenectomy\"},\"subject\":SUBJECT,"
                        + "\"performedDateTime\":\"2020-02-05\"");
        PARTS.put(
                "Immunization",
                "\"status\":\"completed\",\"vaccineCode\":{\"text\":\"Influenza\"},\"patient\":SUBJECT,"
                        + "\"occurrenceDateTime\":\"2025-10-05\"");
        PARTS.put(
                "Consent",
                "\"status\":\"active\",\"scope\":{\"coding\":[{\"system\":\"http://terminology.hl7.org/CodeSystem/consentscope\","
                        + "\"code\":\"research\"}]},\"category\":[{\"coding\":[{\"system\":\"http://loinc.org\","
                        + "\"code\":\"57016-8\"}]}],\"patient\":SUBJECT,\"dateTime\":\"2026-01-05\",\"policyRule\":"
                        + "{\"text\":\"Consent to the study\"}");
        PARTS.put(
                "MedicationAdministration",
                "\"status\":\"completed\",\"medicationCodeableConcept\":{" + DRUG
                        + "},\"subject\":SUBJECT,\"effectiveDateTime\":\"2026-02-05\"");
    }

    private SubjectsRecord() {}

    static Iterable<String> types() {
        return PARTS.keySet();
    }

    /** A resource of a type. */
    static String json(String type, String id, String patient) {
        return "{\"resourceType\":\"" + type + "\",\"id\":\"" + id + "\"," + more(type, patient) + "}";
    }

    private static String more(String type, String patient) {
        return PARTS.get(type).replace("SUBJECT", "{\"reference\":\"Patient/" + patient + "\"}");
    }
}
