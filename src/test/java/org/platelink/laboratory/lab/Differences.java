package org.platelink.laboratory.lab;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Stream;
import org.hl7.fhir.r4.model.Bundle;
import org.hl7.fhir.r4.model.DiagnosticReport;
import org.hl7.fhir.r4.model.Extension;
import org.hl7.fhir.r4.model.Observation;
import org.hl7.fhir.r4.model.Resource;
import org.hl7.fhir.r4.model.Specimen;
import org.platelink.laboratory.hl7v2.EntityIdentifier;
import org.platelink.laboratory.hl7v2.Order;
import org.platelink.laboratory.hl7v2.PatientResult;

/** In what two translations of one message differ. */
final class Differences {

    private static final String ADDED = "ADDED";

    private final List<Difference> all = new ArrayList<>();

    /**
     * A kind of difference.
     *
     * @param field in which there is one
     * @param they what others say there, by its kind
     * @param we what Platelink says there, by its kind
     */
    record Kind(String field, String they, String we) implements Comparable<Kind> {

        @Override
        public int compareTo(Kind other) {
            return toString().compareTo(other.toString());
        }

        @Override
        public String toString() {
            return field + " | " + they + " | " + we;
        }
    }

    /**
     * A difference.
     *
     * @param they what others say
     * @param we what Platelink says
     */
    record Difference(Kind kind, String they, String we) {}

    List<Difference> all() {
        return all;
    }

    void add(String field, String they, String we) {
        all.add(new Difference(new Kind(field, they, we), they, we));
    }

    /** A patient's results, each order with a number: there is no telling what an order without one comes to. */
    PatientResult numbered(PatientResult patient) {
        List<Order> orders = patient.orders().stream().map(this::numbered).toList();
        return new PatientResult(
                patient.numbers(), patient.birthDate(), patient.sex(), patient.visitNumber(), orders, patient.notes());
    }

    private Order numbered(Order order) {
        if (!order.filler().isEmpty() || !order.placer().isEmpty()) {
            return order;
        }
        add("finding", "nothing", "no-order-number");
        return new Order(
                order.number(),
                order.placer(),
                new EntityIdentifier(ADDED, "", "", ""),
                order.code(),
                order.observedFrom(),
                order.observedTo(),
                order.issued(),
                order.section(),
                order.status(),
                order.results(),
                order.samples(),
                order.notes());
    }

    void between(Bundle theirs, List<Resource> ours) {
        between(
                of(theirs, Observation.class),
                ours.stream().filter(Observation.class::isInstance).toList());
        between(
                of(theirs, DiagnosticReport.class),
                ours.stream().filter(DiagnosticReport.class::isInstance).toList());
        List<Resource> samples = of(theirs, Specimen.class);
        boolean ofTheirOwn = samples.stream().anyMatch(one -> segment(one).equals("SPM"));
        between(
                samples.stream()
                        .filter(one -> segment(one).equals(ofTheirOwn ? "SPM" : "OBR"))
                        .toList(),
                ours.stream().filter(Specimen.class::isInstance).toList());
    }

    private static List<Resource> of(Bundle bundle, Class<? extends Resource> type) {
        return bundle.getEntry().stream()
                .map(entry -> entry.getResource())
                .filter(type::isInstance)
                .toList();
    }

    /** Of which segment they made a sample. */
    private static String segment(Resource sample) {
        return ((Specimen) sample)
                .getExtension().stream()
                        .filter(one -> one.getUrl().endsWith("/hl7v2Segment"))
                        .map(Extension::getValue)
                        .map(value -> value.primitiveValue())
                        .findFirst()
                        .orElse("");
    }

    /** Each with the next that has its code, for others do not keep the order of the segments. */
    private void between(List<Resource> theirs, List<Resource> ours) {
        List<Resource> left = new ArrayList<>(theirs);
        for (Resource we : ours) {
            Optional<Resource> they = Stream.concat(
                            left.stream().filter(one -> code(one).equals(code(we))), left.stream())
                    .findFirst();
            they.ifPresentOrElse(one -> compare(one, we), () -> add(we.fhirType(), "nothing", "a resource"));
            they.ifPresent(left::remove);
        }
        left.forEach(one -> add(one.fhirType(), "a resource", "nothing"));
    }

    private static String code(Resource resource) {
        return ComparedFields.of(resource).getOrDefault("code", "").split(" \\+ ")[0];
    }

    private void compare(Resource they, Resource we) {
        Map<String, String> ours = ComparedFields.of(we);
        ComparedFields.of(they).forEach((field, value) -> {
            String own = ours.get(field);
            if (!value.equals(own) && !own.endsWith("|" + ADDED)) {
                String name = they.fhirType() + "." + field;
                all.add(new Difference(kind(name, shape(field, value), shape(field, own)), value, own));
            }
        });
    }

    private static Kind kind(String field, String they, String we) {
        return new Kind(field, they, they.equals(we) && !they.isEmpty() ? "another" : we);
    }

    /** What kind of thing a text of a field is. */
    private static String shape(String field, String text) {
        if (text.isEmpty()) {
            return "nothing";
        }
        if (field.equals("value")) {
            return text.contains("null|") ? "a code without a system" : text.substring(0, text.indexOf(':'));
        }
        if (field.equals("status") || field.equals("dataAbsentReason")) {
            return text.substring(text.lastIndexOf('|') + 1);
        }
        if (text.contains(" - ") && field.equals("effective")) {
            return "a period";
        }
        return text.contains("null|") ? "without a system" : "something";
    }
}
