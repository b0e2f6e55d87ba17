package org.platelink.laboratory.hl7v2;

import java.util.List;

/** The value of a result (OBX-5) by its type (OBX-2), as it was sent: not rounded, stripped of zeros or converted. */
public sealed interface Value {

    /**
     * A number (NM), or a text in its place, such as {@code <7}.
     *
     * @param text what was sent
     */
    record Numeric(String text) implements Value {}

    /**
     * A text (ST, TX, FT, or an unknown type), unescaped; its lines end with {@code \n}.
     *
     * @param text what was sent
     */
    record Text(String text) implements Value {}

    /**
     * A coded value (CWE, CE, CNE, CF, IS, ID).
     *
     * @param coded what was sent
     */
    record CodedValue(CodedElement coded) implements Value {}

    /**
     * A structured numeric (SN). Components that were not sent are empty.
     *
     * @param comparator such as {@code <}, {@code >=} or {@code <>}
     * @param first the first number
     * @param separator {@code -}, {@code :}, {@code /} or {@code +}
     * @param second the second number
     */
    record StructuredNumeric(String comparator, String first, String separator, String second) implements Value {}

    /**
     * A date, time or timestamp (DT, TM, DTM, TS).
     *
     * @param type the value type that was sent: DT, TM, DTM or TS
     * @param text as it was sent
     */
    record Moment(String type, String text) implements Value {}

    /**
     * A range of numbers (NR) or of dates (DR); either bound may be empty.
     *
     * @param type NR or DR
     * @param from component 1
     * @param to component 2
     */
    record Range(String type, String from, String to) implements Value {}

    /**
     * A document or an image embedded in the message (ED).
     *
     * @param type component 2, such as {@code IM} (HL7 table 0191)
     * @param subtype component 3, such as {@code PDF} (HL7 table 0291)
     * @param encoding component 4: A, Hex or Base64 (HL7 table 0299)
     * @param data component 5, still encoded
     */
    record Document(String type, String subtype, String encoding, String data) implements Value {

        /** Omits the content. */
        @Override
        public String toString() {
            return "a document of " + data.length() + " characters";
        }
    }

    /**
     * A value of a type that is not read: a reference (RP), a person and the like.
     *
     * @param type the value type that was sent
     * @param components what was sent, up to the first 200 characters of each
     */
    record UnsupportedValue(String type, List<String> components) implements Value {
        public UnsupportedValue {
            components = List.copyOf(components);
        }
    }

    /** The explicit null, {@code ""}: the earlier value is to be deleted. */
    record ExplicitNull() implements Value {}
}
