package org.platelink.lab;

import java.time.ZoneId;
import java.util.List;
import java.util.Optional;
import java.util.stream.Collectors;
import org.hl7.fhir.r4.model.CodeableConcept;
import org.hl7.fhir.r4.model.Coding;
import org.hl7.fhir.r4.model.DateTimeType;
import org.hl7.fhir.r4.model.Observation;
import org.hl7.fhir.r4.model.Period;
import org.hl7.fhir.r4.model.Quantity;
import org.hl7.fhir.r4.model.Range;
import org.hl7.fhir.r4.model.Ratio;
import org.hl7.fhir.r4.model.StringType;
import org.hl7.fhir.r4.model.TimeType;
import org.platelink.hl7v2.Coded;
import org.platelink.hl7v2.Hl7Time;
import org.platelink.hl7v2.Result;
import org.platelink.hl7v2.Value;
import org.platelink.journal.Reason;
import org.platelink.lab.Analytes.Analyte;
import org.platelink.lab.SiteMaps.Meaning;

/**
 * The value of a result in FHIR. A number stays exactly as it was sent; a text in the place of a number ("Clumped") is no
 * value and the reason why there is none, in the laboratory's words; what cannot be told for certain is found and not stored.
 *
 * @see <a href="http://hl7.org/fhir/uv/v2mappings/">HL7 v2-to-FHIR, OBX to Observation</a>
 */
final class ValueTranslation {

    private static final String ABSENT = "http://terminology.hl7.org/CodeSystem/data-absent-reason";

    private final SiteMaps maps;
    private final Analytes analytes;
    private final CodeWords codes;
    private final ZoneId zone;
    private final FoundIn found;

    ValueTranslation(SiteMaps maps, Analytes analytes, CodeWords codes, ZoneId zone, FoundIn found) {
        this.maps = maps;
        this.analytes = analytes;
        this.codes = codes;
        this.zone = zone;
        this.found = found;
    }

    /** Sets the value of an Observation, or why there is none. */
    void set(Observation observation, Result result, String loinc) {
        String place = "OBX[" + result.number() + "]-5";
        List<Value> values = result.values().stream()
                .filter(value -> !(value instanceof Value.Deleted))
                .toList();
        if (result.status().equals("N")) {
            absent(observation, "not-asked", "");
        } else if (values.isEmpty()) {
            absent(observation, "unknown", "");
        } else if (values.stream().allMatch(ValueTranslation::isText)) {
            String text = values.stream().map(ValueTranslation::text).collect(Collectors.joining("\n"));
            setText(observation, result, loinc, place, text);
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

    private void setText(Observation observation, Result result, String loinc, String place, String text) {
        Optional<Analyte> analyte = analytes.of(loinc);
        boolean number = result.type().equals("NM");
        if (analyte.isPresent()
                && !analyte.get().quantity()
                && !analyte.get().answers().isEmpty()) {
            setAnswer(observation, new Coded("", text, "", "", "", "", ""), analyte.get(), place);
        } else if (number || analyte.isPresent()) {
            Optional<Quantity> quantity = Numbers.quantity(text);
            if (quantity.isPresent()) {
                setQuantity(observation, result, loinc, quantity.get());
            } else if (Numbers.hasDigit(text)) {
                unreadable(place);
            } else if (text.isBlank()) {
                absent(observation, "unknown", "");
            } else {
                absent(observation, "as-text", text);
            }
        } else if (text.isBlank()) {
            absent(observation, "unknown", "");
        } else {
            observation.setValue(new StringType(text));
        }
    }

    private void setOne(Observation observation, Result result, String loinc, String place, Value value) {
        if (value instanceof Value.CodedValue coded) {
            setCoded(observation, coded.coded(), loinc, place);
        } else if (value instanceof Value.Structured number) {
            setStructured(observation, result, loinc, place, number);
        } else if (value instanceof Value.Moment moment) {
            setMoment(observation, moment, place);
        } else if (value instanceof Value.Range range) {
            setRange(observation, result, loinc, range, place);
        } else {
            found.add(
                    Reason.UNSUPPORTED_VALUE,
                    place,
                    result.type(),
                    "Values of the type " + result.type()
                            + " are not taken; send the result as a number, a text or a code.");
        }
    }

    private void setCoded(Observation observation, Coded coded, String loinc, String place) {
        Optional<Analyte> analyte = analytes.of(loinc);
        if (analyte.isPresent() && analyte.get().quantity()) {
            String word = coded.text().isEmpty() ? coded.code() : coded.text();
            if (Numbers.hasDigit(word)) {
                unreadable(place);
            } else {
                absent(observation, "as-text", word);
            }
        } else if (analyte.isPresent() && !analyte.get().answers().isEmpty()) {
            setAnswer(observation, coded, analyte.get(), place);
        } else {
            observation.setValue(codes.plain(coded));
        }
    }

    /** An answer that the guide takes: as it was coded, or by the site's map of codes and words. */
    private void setAnswer(Observation observation, Coded coded, Analyte analyte, String place) {
        CodeableConcept concept = codes.plain(coded);
        boolean taken = concept.getCoding().stream()
                .anyMatch(one -> analyte.answers().contains(one.getSystem() + "|" + one.getCode()));
        if (!taken) {
            Optional<Coding> meaning = meaning(coded.code()).or(() -> meaning(coded.text()));
            if (meaning.isEmpty()) {
                String word = coded.code().isEmpty() ? coded.text() : coded.code();
                found.add(
                        Reason.UNMAPPED_ANSWER,
                        place,
                        word.length() > 40 ? null : word,
                        "No map says what this answer means; add it to the group " + new SiteUris(maps.site()).answers()
                                + " of the site's ConceptMap.");
                return;
            }
            concept.getCoding().add(0, meaning.get());
        }
        observation.setValue(concept);
    }

    private Optional<Coding> meaning(String word) {
        return !word.isBlank() && maps.answer(word) instanceof Meaning.Of known
                ? Optional.of(known.coding().copy())
                : Optional.empty();
    }

    private void setStructured(
            Observation observation, Result result, String loinc, String place, Value.Structured number) {
        Optional<Quantity> first =
                Numbers.quantity(number.comparator().equals("<>") ? "" : number.comparator() + number.first());
        Optional<Quantity> second = Numbers.quantity(number.second());
        String separator = number.separator();
        if (separator.isEmpty() && first.isPresent()) {
            setQuantity(observation, result, loinc, first.get());
        } else if (analytes.of(loinc).isPresent()) {
            unreadable(place);
        } else if (separator.equals("-") && first.isPresent() && second.isPresent()) {
            observation.setValue(
                    new Range().setLow(unit(first.get(), result, loinc)).setHigh(unit(second.get(), result, loinc)));
        } else if ((separator.equals(":") || separator.equals("/")) && first.isPresent() && second.isPresent()) {
            observation.setValue(new Ratio().setNumerator(first.get()).setDenominator(second.get()));
        } else {
            observation.setValue(
                    new StringType(number.comparator() + number.first() + number.separator() + number.second()));
        }
    }

    private void setMoment(Observation observation, Value.Moment moment, String place) {
        if (moment.type().equals("TM") && moment.text().matches("([01]\\d|2[0-3])[0-5]\\d([0-5]\\d)?.*")) {
            String digits = moment.text().length() >= 6
                            && Character.isDigit(moment.text().charAt(4))
                    ? moment.text().substring(0, 6)
                    : moment.text().substring(0, 4) + "00";
            observation.setValue(
                    new TimeType(digits.substring(0, 2) + ":" + digits.substring(2, 4) + ":" + digits.substring(4, 6)));
            return;
        }
        Hl7Time.asFhir(moment.text(), zone)
                .ifPresentOrElse(time -> observation.setValue(new DateTimeType(time)), () -> unreadable(place));
    }

    private void setRange(Observation observation, Result result, String loinc, Value.Range range, String place) {
        if (range.type().equals("DR")) {
            Period period = new Period();
            Hl7Time.asFhir(range.from(), zone).ifPresent(time -> period.setStartElement(new DateTimeType(time)));
            Hl7Time.asFhir(range.to(), zone).ifPresent(time -> period.setEndElement(new DateTimeType(time)));
            if (period.isEmpty()) {
                unreadable(place);
            } else {
                observation.setValue(period);
            }
            return;
        }
        Optional<Quantity> low = Numbers.quantity(range.from());
        Optional<Quantity> high = Numbers.quantity(range.to());
        if (low.isPresent() && high.isPresent()) {
            observation.setValue(
                    new Range().setLow(unit(low.get(), result, loinc)).setHigh(unit(high.get(), result, loinc)));
        } else {
            unreadable(place);
        }
    }

    private void setQuantity(Observation observation, Result result, String loinc, Quantity quantity) {
        observation.setValue(unit(quantity, result, loinc));
    }

    private Quantity unit(Quantity quantity, Result result, String loinc) {
        return new UnitWords(maps, analytes, found).set(quantity, result, loinc);
    }

    private void unreadable(String place) {
        found.add(
                Reason.UNREADABLE_VALUE,
                place,
                null,
                "The value cannot be read as what it should be, such as one number with a point, like 27 or <7.5; send it"
                        + " so, or as a text that says why there is none.");
    }

    private static void absent(Observation observation, String reason, String text) {
        CodeableConcept why = new CodeableConcept(new Coding(ABSENT, reason, null));
        observation.setDataAbsentReason(text.isEmpty() ? why : why.setText(text));
    }
}
