package org.platelink.laboratory.lab;

import java.time.ZoneId;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import org.hl7.fhir.r4.model.CodeableConcept;
import org.hl7.fhir.r4.model.Coding;
import org.hl7.fhir.r4.model.DateTimeType;
import org.hl7.fhir.r4.model.InstantType;
import org.hl7.fhir.r4.model.Observation;
import org.hl7.fhir.r4.model.Observation.ObservationStatus;
import org.hl7.fhir.r4.model.Quantity;
import org.hl7.fhir.r4.model.Reference;
import org.platelink.laboratory.hl7v2.Hl7Time;
import org.platelink.laboratory.hl7v2.Order;
import org.platelink.laboratory.hl7v2.Result;
import org.platelink.laboratory.hl7v2.Sample;
import org.platelink.laboratory.hl7v2.Value;
import org.platelink.laboratory.journal.Reason;
import org.platelink.laboratory.lab.CodeTranslation.TranslatedCode;
import org.platelink.platform.canonical.CodeSystems;

/** Translates a result of HL7 v2 (OBX) to an Observation. */
final class ResultTranslation {

    /** The codes of HL7 table 0078 that FHIR's code system for interpretations has as well. */
    private static final Set<String> FLAGS = Set.of(
            "<", ">", "A", "AA", "B", "D", "DET", "E", "EX", "EXP", "H", "HH", "HU", "HX", "I", "IE", "IND", "L", "LL",
            "LU", "LX", "MS", "N", "ND", "NEG", "NR", "NS", "POS", "R", "RR", "S", "SDD", "SYN-R", "SYN-S", "U", "UNE",
            "VS", "W", "WR");

    /** With more specimens, it cannot be told which one it was. */
    private static final int MOST_SAMPLES = 100;

    private static final Set<String> WITHDRAWN = Set.of("D", "W", "X");

    /** Not asked for, and yet sent with a value: it is unknown which of the two is right. */
    private static final String NOT_ASKED = "N";

    /** The status changes to final, and the value was sent before. */
    private static final String STATUS_ALONE = "U";

    /** A status that is not in the table. */
    private static final String UNKNOWN = "?";

    private final CodeTranslation codes;
    private final IdentifierTranslation numbers;
    private final OriginTranslation origins;
    private final ValueTranslation values;
    private final Analytes analytes;
    private final ZoneId zone;
    private final SiteMaps maps;
    private final PatientFindings found;
    private final Statuses statuses;
    private final StateFindings states;
    private final boolean documents;

    /** @param documents whether a document as value is stored as an attachment without content */
    ResultTranslation(
            SiteMaps maps,
            Analytes analytes,
            CodeTranslation codes,
            IdentifierTranslation numbers,
            ZoneId zone,
            PatientFindings found,
            boolean documents) {
        this.documents = documents;
        this.maps = maps;
        this.codes = codes;
        this.numbers = numbers;
        this.origins = new OriginTranslation(codes, numbers);
        this.analytes = analytes;
        this.values = new ValueTranslation(maps, analytes, codes, zone, found);
        this.zone = zone;
        this.found = found;
        this.statuses = new Statuses(maps);
        this.states = new StateFindings(maps, found);
    }

    /**
     * Translates a result.
     *
     * @param named its code
     * @return the Observation; it is incomplete if there are findings
     */
    Observation translate(Result result, Order order, TranslatedCode named, String subject) {
        String place = "OBX[" + result.number() + "]";
        Observation observation = new Observation();
        if (!result.identifier().isEmpty()) {
            observation.addIdentifier(
                    numbers.identifier(result.identifier(), IdentifierTranslation.Kind.RESULT, "FILL"));
        }
        if (statuses.code(result).isEmpty()) {
            states.unknown(result, place);
        }
        String state = state(result);
        setStatus(observation, result, state, order, place);
        observation.addCategory(new CodeableConcept(new Coding(CodeSystems.OBSERVATION_CATEGORY, "laboratory", null)));
        observation.setCode(named.concept());
        checkCode(named, result, place);
        observation.setSubject(new Reference(subject));
        setTimes(observation, result, order, place);
        if (WITHDRAWN.contains(state) || state.equals(NOT_ASKED)) {
            setAsFarAsItCanBeRead(observation, result, state, named.loinc());
        } else if (documents && ResultDocument.of(result).isPresent()) {
            setDocument(observation, ResultDocument.of(result).get(), place);
        } else {
            values.set(observation, result, state, named.loinc());
        }
        result.flags().stream()
                .filter(flag -> !flag.isBlank())
                .forEach(flag -> observation.addInterpretation(flag(flag)));
        if (!result.referenceRange().isBlank()) {
            Quantity unit = observation.hasValueQuantity()
                    ? observation.getValueQuantity()
                    : new UnitWords(maps, analytes, new PatientFindings()).set(new Quantity(), result, named.loinc());
            observation.addReferenceRange(RangeText.read(result.referenceRange(), unit));
        }
        if (!result.method().isEmpty()) {
            observation.setMethod(codes.plain(result.method()));
        }
        result.notes().stream()
                .filter(note -> !note.isBlank())
                .forEach(note -> observation.addNote().setText(note));
        if (observation.getStatus() == ObservationStatus.UNKNOWN) {
            observation.addNote().setText("Sent with a value, and as not asked for (OBX-11 N).");
        }
        if (!result.unit().isEmpty() && ValueTranslation.lacksUnit(observation)) {
            observation.addNote().setText("Unit as sent: " + UnitWords.words(result.unit()));
        }
        origins.set(observation, result.origin());
        return observation;
    }

    private void setDocument(Observation observation, Value.Document document, String place) {
        ValueTranslation.absent(observation, "unsupported", "");
        if (!ResultDocument.tell(observation, document)) {
            found.add(
                    Reason.UNREADABLE_VALUE,
                    place + "-5",
                    null,
                    "The document cannot be decoded as OBX-5.4 says; send it in Base64, Hex or A (HL7 table 0299).");
        }
    }

    /** The status code; for an order detail that is treated as a result, the one that the map gives. */
    private String state(Result result) {
        String state = statuses.code(result).orElse(UNKNOWN);
        return Statuses.isOrderDetail(state) ? statuses.contradicted(result).orElse(UNKNOWN) : state;
    }

    /** Whether a result's status is sent without its value, which stays as it is stored (OBX-11 U). */
    boolean keepsValue(Result result) {
        return state(result).equals(STATUS_ALONE) && !ValueTranslation.hasValue(result);
    }

    private void setStatus(Observation observation, Result result, String state, Order order, String place) {
        Optional<String> ofOrder = statuses.code(order);
        Optional<ObservationStatus> status = Statuses.of(state, state.isEmpty() ? ofOrder.orElse(UNKNOWN) : "");
        if (state.equals(NOT_ASKED) && ValueTranslation.hasValue(result)) {
            observation.setStatus(ObservationStatus.UNKNOWN);
        } else if (status.isPresent()) {
            observation.setStatus(status.get());
        } else if (state.isEmpty() && ofOrder.isPresent()) {
            states.missingOfResult(place);
        }
        // Otherwise there is a finding already: about the result, or about its order.
    }

    /**
     * Keeps the value of a result that is withdrawn, or was not asked for, as text if its value or unit cannot be
     * read: such a result must not be held back for that.
     */
    private void setAsFarAsItCanBeRead(Observation observation, Result result, String state, String loinc) {
        PatientFindings ofValue = new PatientFindings();
        new ValueTranslation(maps, analytes, codes, zone, ofValue).set(observation, result, state, loinc);
        if (!ofValue.all().isEmpty()) {
            String words = ValueTranslation.words(result);
            observation.setValue(null);
            ValueTranslation.absent(observation, words.isEmpty() ? "unknown" : "as-text", words);
        }
    }

    private void checkCode(TranslatedCode named, Result result, String place) {
        boolean alternate = result.code().code().isBlank();
        String code = alternate ? result.code().alternateCode() : result.code().code();
        if (named.loinc().isEmpty() && code.isBlank()) {
            found.add(
                    Reason.UNMAPPED_CODE,
                    place + "-3",
                    null,
                    "The result has no code; send the laboratory's in OBX-3.1.");
        } else if (named.loinc().isEmpty() && !CodeTranslation.isCode(code)) {
            found.add(
                    Reason.UNMAPPED_CODE,
                    place + "-3",
                    null,
                    "What stands in the place of the result's code is no code: it has two blanks together, a line end or a"
                            + " character that cannot be seen. Send the code without these.");
        } else if (named.loinc().isEmpty()) {
            String name =
                    alternate ? result.code().alternateSystem() : result.code().system();
            String key = named.sent();
            found.add(
                    Reason.UNMAPPED_CODE,
                    place + "-3",
                    key,
                    "No map says what the code " + code + (name.isEmpty() ? "" : " of " + name)
                            + " means in LOINC; add it to the group " + SiteMaps.codeSystem(maps.site(), name)
                            + " of the site's ConceptMap, or send the LOINC code beside it (OBX-3.4 to 3.6).");
        } else if (!CodeTranslation.isLoinc(named.loinc())) {
            found.add(
                    Reason.UNMAPPED_CODE,
                    place + "-3",
                    named.key(),
                    named.loinc()
                            + " is no LOINC code: its check digit is another one. Send the right one, or add what was sent"
                            + " to the group " + SiteMaps.codeSystem(maps.site(), "LN")
                            + " of the site's ConceptMap with the right one.");
        }
    }

    private void setTimes(Observation observation, Result result, Order order, String place) {
        String collected = collected(result, order);
        Optional<String> effective = List.of(result.observed(), order.observedFrom(), collected).stream()
                .filter(time -> !time.isEmpty())
                .findFirst()
                .flatMap(time -> Hl7Time.asFhir(time, zone))
                .filter(time -> time.length() >= "2026-03-02".length());
        effective.ifPresentOrElse(
                time -> observation.setEffective(new DateTimeType(time)),
                () -> found.add(
                        Reason.UNREADABLE_TIME,
                        place + "-14",
                        null,
                        "When the result was true is missing or cannot be read to the day; send it in OBX-14 or OBR-7,"
                                + " such as 20260302081500+0800."));
        issued(order, zone).ifPresent(observation::setIssuedElement);
    }

    /**
     * The collection time of a result's specimen. If it may be of several, only if all were collected at the same
     * time.
     */
    private static String collected(Result result, Order order) {
        List<Sample> samples = SampleOfResult.of(result, order)
                .map(order.samples()::get)
                .map(List::of)
                .orElse(order.samples());
        if (samples.size() > MOST_SAMPLES) {
            return "";
        }
        List<String> times = samples.stream()
                .map(Sample::collectedFrom)
                .filter(time -> !time.isEmpty())
                .distinct()
                .toList();
        return times.size() == 1 ? times.get(0) : "";
    }

    /** The issue time of an order, if it has at least minutes: an instant must not be made of a day. */
    static Optional<InstantType> issued(Order order, ZoneId zone) {
        return Hl7Time.asFhir(order.issued(), zone)
                .filter(time -> time.length() > "2026-03-02".length())
                .map(InstantType::new);
    }

    private static CodeableConcept flag(String flag) {
        return FLAGS.contains(flag)
                ? new CodeableConcept(new Coding(CodeSystems.OBSERVATION_INTERPRETATION, flag, null))
                : new CodeableConcept().setText(flag);
    }
}
