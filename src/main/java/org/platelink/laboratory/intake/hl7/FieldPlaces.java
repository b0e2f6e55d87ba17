package org.platelink.laboratory.intake.hl7;

import java.util.List;
import java.util.Map;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.hl7.fhir.r4.model.CodeableConcept;
import org.hl7.fhir.r4.model.DiagnosticReport;
import org.hl7.fhir.r4.model.Identifier;
import org.hl7.fhir.r4.model.Observation;
import org.hl7.fhir.r4.model.Resource;
import org.jspecify.annotations.Nullable;
import org.platelink.laboratory.hl7v2.MessageText;
import org.platelink.laboratory.hl7v2.SegmentPlaces;
import org.platelink.laboratory.lab.DeliveredResource;
import org.platelink.laboratory.lab.SourceSegment;

/** Maps the FHIRPath of an element back to the HL7 v2 field that it was made of, such as {@code OBX[2]-5}. */
final class FieldPlaces {

    private static final Pattern ELEMENT = Pattern.compile("\\w+\\.(\\w+)(?:\\[(\\d+)])?(.*)", Pattern.DOTALL);
    private static final Pattern UNIT = Pattern.compile(".*\\.(unit|code|system)", Pattern.DOTALL);

    private static final Map<String, Integer> OF_RESULTS = Map.ofEntries(
            Map.entry("identifier", 21),
            Map.entry("status", 11),
            Map.entry("code", 3),
            Map.entry("effective", 14),
            Map.entry("value", 5),
            Map.entry("dataAbsentReason", 5),
            Map.entry("interpretation", 8),
            Map.entry("referenceRange", 7),
            Map.entry("method", 17),
            Map.entry("bodySite", 20),
            Map.entry("device", 18),
            Map.entry("performer", 15));

    private static final Map<String, Integer> OF_REPORTS =
            Map.of("status", 25, "category", 24, "code", 4, "effective", 7, "issued", 22);

    private static final Map<String, Integer> OF_SAMPLES = Map.of(
            "identifier",
            2,
            "accessionIdentifier",
            2,
            "type",
            4,
            "collection",
            17,
            "receivedTime",
            18,
            "condition",
            24);

    private static final int TYPE_OF_SAMPLE_IN_ORDER = 15;

    private final MessageText message;
    private @Nullable SegmentPlaces segments;

    /**
     * @param message the message; it is parsed only when a location is asked for that needs it
     */
    FieldPlaces(MessageText message) {
        this.message = message;
    }

    /**
     * The location of an element in the message.
     *
     * @param path the element of its resource, as a FHIRPath
     * @return the segment or field; the path itself if the resource was not made of a message
     */
    String of(DeliveredResource delivered, String path) {
        SourceSegment sent = delivered.source();
        if (sent == null) {
            return path;
        }
        Resource resource = delivered.resource();
        Matcher matcher = ELEMENT.matcher(path.replace(".ofType(Quantity)", ""));
        String element = matcher.matches() ? matcher.group(1) : "";
        int index = matcher.matches() && matcher.group(2) != null ? Integer.parseInt(matcher.group(2)) : 0;
        String rest = matcher.matches() ? matcher.group(3) : "";
        if (resource instanceof Observation result) {
            return ofResult(result, sent.segment(), element, index, rest);
        }
        return resource instanceof DiagnosticReport report
                ? ofReport(report, sent.segment(), element, index)
                : ofSample(sent, element, index);
    }

    private String ofResult(Observation result, String segment, String element, int index, String rest) {
        if (element.equals("note")) {
            return note(segment, index);
        }
        boolean unit = result.hasValueQuantity() && UNIT.matcher(rest).matches();
        return element.equals("value") && unit ? segment + "-6" : field(segment, OF_RESULTS.get(element));
    }

    private String ofReport(DiagnosticReport report, String segment, String element, int index) {
        if (element.equals("conclusion")) {
            List<Integer> notes = segments().notesOfOrder(number(segment));
            return notes.size() == 1 ? "NTE[" + notes.get(0) + "]-3" : segment;
        }
        if (element.equals("identifier") && index < report.getIdentifier().size()) {
            return segment + (isOfOrderer(report.getIdentifier().get(index)) ? "-2" : "-3");
        }
        return field(segment, OF_REPORTS.get(element));
    }

    private static boolean isOfOrderer(Identifier identifier) {
        CodeableConcept type = identifier.getType();
        return type.getCoding().stream().anyMatch(coding -> "PLAC".equals(coding.getCode()));
    }

    private String ofSample(SourceSegment sent, String element, int index) {
        List<Integer> samples = segments().samples(number(sent.segment()));
        if (samples.size() < sent.sample()) {
            return field(sent.segment(), element.equals("type") ? TYPE_OF_SAMPLE_IN_ORDER : null);
        }
        String segment = "SPM[" + samples.get(sent.sample() - 1) + "]";
        return element.equals("note") ? note(segment, index) : field(segment, OF_SAMPLES.get(element));
    }

    private static int number(String segment) {
        return Integer.parseInt(segment.replaceAll("\\D", ""));
    }

    private String note(String segment, int index) {
        List<Integer> notes = segments().notes(segment);
        return index < notes.size() ? "NTE[" + notes.get(index) + "]-3" : segment;
    }

    private static String field(String segment, @Nullable Integer field) {
        return field == null ? segment : segment + "-" + field;
    }

    private SegmentPlaces segments() {
        if (segments == null) {
            segments = SegmentPlaces.of(message);
        }
        return segments;
    }
}
