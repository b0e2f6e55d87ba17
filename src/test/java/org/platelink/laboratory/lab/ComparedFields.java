package org.platelink.laboratory.lab;

import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;
import org.hl7.fhir.r4.model.Annotation;
import org.hl7.fhir.r4.model.CodeableConcept;
import org.hl7.fhir.r4.model.DiagnosticReport;
import org.hl7.fhir.r4.model.Observation;
import org.hl7.fhir.r4.model.Observation.ObservationReferenceRangeComponent;
import org.hl7.fhir.r4.model.Period;
import org.hl7.fhir.r4.model.Quantity;
import org.hl7.fhir.r4.model.Range;
import org.hl7.fhir.r4.model.Ratio;
import org.hl7.fhir.r4.model.Resource;
import org.hl7.fhir.r4.model.Specimen;
import org.hl7.fhir.r4.model.Type;
import org.jspecify.annotations.Nullable;

/**
 * What two translations of one message can be compared by: the fields of a resource, each as a text; empty if there
 * is none.
 */
final class ComparedFields {

    private ComparedFields() {}

    static Map<String, String> of(Resource resource) {
        Map<String, String> fields = new LinkedHashMap<>();
        if (resource instanceof Observation observation) {
            add(fields, observation);
        } else if (resource instanceof DiagnosticReport report) {
            fields.put("status", text(report.getStatusElement()));
            concept(fields, "code", report.getCode());
            fields.put("effective", text(report.getEffective()));
            fields.put("issued", text(report.getIssuedElement()));
            fields.put("category", concepts(report.getCategory()));
            fields.put(
                    "identifier",
                    report.getIdentifier().stream()
                            .map(one -> concept(one.getType()) + " " + one.getSystem() + "|" + one.getValue())
                            .collect(Collectors.joining("; ")));
        } else if (resource instanceof Specimen specimen) {
            concept(fields, "type", specimen.getType());
            fields.put("collected", text(specimen.getCollection().getCollected()));
            concept(fields, "collection.method", specimen.getCollection().getMethod());
            concept(fields, "collection.bodySite", specimen.getCollection().getBodySite());
            fields.put("quantity", unit(specimen.getCollection().getQuantity()));
            fields.put(
                    "additive",
                    specimen.getContainer().stream()
                            .filter(container -> container.hasAdditiveCodeableConcept())
                            .map(container -> codes(container.getAdditiveCodeableConcept()))
                            .collect(Collectors.joining("; ")));
            fields.put("condition", concepts(specimen.getCondition()));
            fields.put(
                    "note", specimen.getNote().stream().map(Annotation::getText).collect(Collectors.joining("; ")));
        }
        return fields;
    }

    private static void add(Map<String, String> fields, Observation observation) {
        fields.put("status", text(observation.getStatusElement()));
        concept(fields, "code", observation.getCode());
        fields.put(
                "value",
                observation.hasValue()
                        ? "a " + observation.getValue().fhirType() + ": " + text(observation.getValue())
                        : "");
        fields.put("unit", unit(observation.getValue()));
        fields.put("effective", text(observation.getEffective()));
        fields.put("issued", text(observation.getIssuedElement()));
        fields.put("interpretation", concepts(observation.getInterpretation()));
        fields.put(
                "referenceRange",
                observation.getReferenceRange().stream()
                        .map(ComparedFields::range)
                        .collect(Collectors.joining("; ")));
        fields.put("dataAbsentReason", concept(observation.getDataAbsentReason()));
        fields.put(
                "note", observation.getNote().stream().map(Annotation::getText).collect(Collectors.joining("; ")));
        fields.put("method", concept(observation.getMethod()));
        fields.put("bodySite", concept(observation.getBodySite()));
        fields.put("device", observation.hasDevice() ? "a reference" : "");
        fields.put("performer", "a reference".repeat(observation.getPerformer().size()));
        fields.put("specimen", observation.hasSpecimen() ? "a reference" : "");
    }

    private static void concept(Map<String, String> fields, String name, CodeableConcept concept) {
        fields.put(name, codes(concept));
        fields.put(
                name + ".display",
                concept.getCoding().stream()
                        .map(one -> one.getDisplay())
                        .filter(display -> display != null)
                        .collect(Collectors.joining(" + ")));
        fields.put(name + ".text", concept.hasText() ? concept.getText() : "");
    }

    private static String codes(CodeableConcept concept) {
        return concept.getCoding().stream()
                .map(one -> one.getSystem() + "|" + one.getCode())
                .collect(Collectors.joining(" + "));
    }

    private static String concept(CodeableConcept concept) {
        return (codes(concept) + (concept.hasText() ? " '" + concept.getText() + "'" : "")).strip();
    }

    private static String concepts(List<CodeableConcept> concepts) {
        return concepts.stream().map(ComparedFields::concept).collect(Collectors.joining("; "));
    }

    private static String range(ObservationReferenceRangeComponent range) {
        return range.getText() + " [" + text(range.getLow()) + ", " + text(range.getHigh()) + "]";
    }

    private static String text(@Nullable Type type) {
        if (type == null || type.isEmpty()) {
            return "";
        }
        if (type instanceof Quantity quantity) {
            String sign = quantity.hasComparator() ? quantity.getComparator().toCode() : "";
            return sign + (quantity.hasValue() ? quantity.getValue().toPlainString() : "");
        }
        if (type instanceof Range range) {
            return text(range.getLow()) + " - " + text(range.getHigh());
        }
        if (type instanceof Ratio ratio) {
            return text(ratio.getNumerator()) + " : " + text(ratio.getDenominator());
        }
        if (type instanceof Period period) {
            return text(period.getStartElement()) + " - " + text(period.getEndElement());
        }
        return type instanceof CodeableConcept coded
                ? concept(coded)
                : type.primitiveValue().replaceFirst("Z$", "+00:00");
    }

    private static String unit(@Nullable Type type) {
        if (type instanceof Quantity quantity) {
            return quantity.getUnit() + " " + quantity.getSystem() + "|" + quantity.getCode();
        }
        return type instanceof Range range
                ? unit(range.getLow())
                : type instanceof Ratio ratio ? unit(ratio.getNumerator()) : "";
    }
}
