package org.platelink.laboratory.lab;

import java.time.ZoneId;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.hl7.fhir.r4.model.CodeableConcept;
import org.hl7.fhir.r4.model.Coding;
import org.hl7.fhir.r4.model.Observation;
import org.hl7.fhir.r4.model.Quantity;
import org.hl7.fhir.r4.model.StringType;
import org.platelink.laboratory.hl7v2.CodedElement;
import org.platelink.laboratory.hl7v2.Result;
import org.platelink.laboratory.hl7v2.Value;
import org.platelink.laboratory.journal.Reason;
import org.platelink.laboratory.lab.Analytes.Analyte;
import org.platelink.platform.canonical.CodeSystems;
import org.platelink.platform.number.NumberBounds;

/**
 * Translates the value of a result to FHIR. A number stays exactly as it was sent. A text in the place of a number
 * ("Clumped") is not a value but the data absent reason, in the laboratory's words. What is ambiguous becomes a
 * finding and is not stored.
 *
 * @see <a href="http://hl7.org/fhir/uv/v2mappings/">HL7 v2-to-FHIR, OBX to Observation</a>
 */
final class ValueTranslation {

    private final SiteMaps maps;
    private final Analytes analytes;
    private final AnswerTranslation answers;
    private final SpanTranslation spans;
    private final PatientFindings found;

    ValueTranslation(SiteMaps maps, Analytes analytes, CodeTranslation codes, ZoneId zone, PatientFindings found) {
        this.maps = maps;
        this.analytes = analytes;
        this.answers = new AnswerTranslation(maps, codes, found);
        this.spans = new SpanTranslation(zone);
        this.found = found;
    }

    /** Whether the result has a value; explicit nulls and blank texts do not count. */
    static boolean hasValue(Result result) {
        return !values(result).isEmpty();
    }

    private static List<Value> values(Result result) {
        return result.values().stream()
                .filter(value -> !(value instanceof Value.ExplicitNull))
                .filter(value -> !isText(value) || !text(value).isBlank())
                .toList();
    }

    /**
     * Sets the value of an Observation, or its data absent reason.
     *
     * @param state the status code of the result, of HL7 table 0085
     */
    void set(Observation observation, Result result, String state, String loinc) {
        String place = "OBX[" + result.number() + "]-5";
        List<Value> values = values(result);
        if (values.isEmpty()) {
            absent(observation, state.equals("N") ? "not-asked" : "unknown", "");
        } else if (values.stream().allMatch(ValueTranslation::isText)) {
            List<String> texts = values.stream().map(ValueTranslation::text).toList();
            setText(observation, result, loinc, place, texts);
        } else if (values.size() > 1) {
            found.add(
                    Reason.UNREADABLE_VALUE,
                    place,
                    null,
                    "The result has several values; send each as an OBX of its own.");
        } else {
            setOne(observation, result, loinc, place, values.get(0));
        }
    }

    private static boolean isText(Value value) {
        return value instanceof Value.Numeric || value instanceof Value.Text;
    }

    private static String text(Value value) {
        return value instanceof Value.Numeric number ? number.text() : ((Value.Text) value).text();
    }

    private void setText(Observation observation, Result result, String loinc, String place, List<String> texts) {
        Optional<Analyte> analyte = analytes.of(loinc);
        String text = String.join("\n", texts);
        Optional<Quantity> quantity = texts.size() == 1 ? Numbers.quantity(text) : Optional.empty();
        if (analyte.filter(Analyte::isCoded).isPresent()) {
            setCoded(observation, result, new CodedElement("", text, "", "", "", "", ""), loinc, place);
        } else if (quantity.isPresent() && isNumber(result, analyte)) {
            observation.setValue(unit(quantity.get(), result, loinc));
        } else if (!result.type().equals("NM")
                && !analyte.map(Analyte::quantity).orElse(false)) {
            observation.setValue(new StringType(text));
        } else if (Numbers.hasDigit(text)) {
            unreadable(place, text);
        } else {
            absent(observation, "as-text", text);
        }
    }

    /**
     * A text is parsed as a number if the analyte demands one, and if it has a unit, which would be lost otherwise.
     */
    private static boolean isNumber(Result result, Optional<Analyte> analyte) {
        return result.type().equals("NM")
                || analyte.map(Analyte::quantity).orElse(false)
                || !result.unit().isEmpty();
    }

    private void setOne(Observation observation, Result result, String loinc, String place, Value value) {
        boolean number = analytes.of(loinc).map(Analyte::quantity).orElse(false);
        if (value instanceof Value.CodedValue coded) {
            setCoded(observation, result, coded.coded(), loinc, place);
        } else if (value instanceof Value.Document) {
            found.add(
                    Reason.UNSUPPORTED_VALUE,
                    place,
                    result.type(),
                    "A document (ED) cannot be looked through for names, and is not taken. Send the result as a number, a"
                            + " text or a code; or have the site named in PLATELINK_INTAKE_DOCUMENTS, so that the result"
                            + " tells of the document, which stays in the journal.");
        } else if (value instanceof Value.UnsupportedValue) {
            found.add(
                    Reason.UNSUPPORTED_VALUE,
                    place,
                    result.type(),
                    "Values of the type " + result.type()
                            + " are not taken; send the result as a number, a text or a code.");
        } else {
            spans.read(value, quantity -> unit(quantity, result, loinc))
                    .filter(read -> !number || read instanceof Quantity)
                    .ifPresentOrElse(observation::setValue, () -> unreadable(place));
        }
    }

    private void setCoded(Observation observation, Result result, CodedElement coded, String loinc, String place) {
        Optional<Analyte> analyte = analytes.of(loinc);
        String word = word(coded);
        if (coded.isEmpty()) {
            absent(observation, "unknown", "");
        } else if (analyte.isEmpty() || !analyte.get().quantity()) {
            Set<String> taken = analyte.map(Analyte::answers).orElse(Set.of());
            Optional<CodeableConcept> answer = answers.read(coded, taken);
            if (answer.isPresent()) {
                observation.setValue(answer.get());
            } else {
                answers.unmapped(coded, place);
            }
        } else if (Numbers.hasDigit(word)) {
            unreadable(place);
        } else {
            absent(observation, "as-text", word);
        }
    }

    /** Whether there is a number in a text or a ratio, which has no element for its unit. */
    static boolean lacksUnit(Observation observation) {
        return observation.hasValueRatio()
                || observation.hasValueStringType()
                        && Numbers.hasDigit(observation.getValueStringType().getValue())
                || observation.getDataAbsentReason().hasText()
                        && Numbers.hasDigit(observation.getDataAbsentReason().getText());
    }

    /** The value as it was sent, as text. */
    static String words(Result result) {
        return result.values().stream()
                .map(ValueTranslation::words)
                .filter(word -> !word.isBlank())
                .collect(Collectors.joining("\n"));
    }

    private static String words(Value value) {
        if (value instanceof Value.CodedValue coded) {
            return word(coded.coded());
        }
        if (value instanceof Value.StructuredNumeric number) {
            return SpanTranslation.words(number);
        }
        if (value instanceof Value.Moment moment) {
            return moment.text();
        }
        if (value instanceof Value.Range range) {
            return Stream.of(range.from(), range.to())
                    .filter(bound -> !bound.isEmpty())
                    .collect(Collectors.joining(" - "));
        }
        return isText(value) ? text(value) : "";
    }

    private static String word(CodedElement coded) {
        return Stream.of(coded.originalText(), coded.text(), coded.code(), coded.alternateText())
                .filter(one -> !one.isEmpty())
                .findFirst()
                .orElse("");
    }

    private Quantity unit(Quantity quantity, Result result, String loinc) {
        return new UnitWords(maps, analytes, found).set(quantity, result, loinc);
    }

    /** Adds the finding for an unreadable number; if it has too many digits, the finding says so. */
    private void unreadable(String place, String text) {
        NumberBounds.objection(text)
                .ifPresentOrElse(
                        sentence -> found.add(Reason.UNREADABLE_VALUE, place, null, sentence), () -> unreadable(place));
    }

    private void unreadable(String place) {
        found.add(
                Reason.UNREADABLE_VALUE,
                place,
                null,
                "The value cannot be read as what it should be, such as one number with a point, like 27 or <7.5; send it"
                        + " so, or as a text that says why there is none.");
    }

    static void absent(Observation observation, String reason, String text) {
        CodeableConcept why = new CodeableConcept(new Coding(CodeSystems.DATA_ABSENT_REASON, reason, null));
        observation.setDataAbsentReason(text.isEmpty() ? why : why.setText(text));
    }
}
