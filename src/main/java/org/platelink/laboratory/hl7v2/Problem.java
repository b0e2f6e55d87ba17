package org.platelink.laboratory.hl7v2;

/**
 * Something to say about a message: an ERR segment. It carries nothing of a patient.
 *
 * @param severity ERR-4
 * @param location ERR-2 in its parts as {@code SEG^n^field}, such as {@code OBX^3^6}; empty if it is about the message
 * @param condition ERR-3, a code of HL7 table 0357
 * @param reason the reason code by which the receiver counts it, such as {@code no-order-number} (ERR-5)
 * @param sentence what is wrong and how to mend it (ERR-8)
 */
public record Problem(Severity severity, String location, int condition, String reason, String sentence) {

    /** HL7 table 0357: a segment that must be there is not. */
    public static final int REQUIRED_SEGMENT_MISSING = 100;

    /** HL7 table 0357: a field that must be there is not. */
    public static final int REQUIRED_FIELD_MISSING = 101;

    /** HL7 table 0357: a value is not of its type. */
    public static final int DATA_TYPE_ERROR = 102;

    /** HL7 table 0357: a value is none of those that are known. */
    public static final int TABLE_VALUE_NOT_FOUND = 103;

    /** HL7 table 0357. */
    public static final int UNSUPPORTED_MESSAGE_TYPE = 200;

    /** HL7 table 0357. */
    public static final int UNSUPPORTED_EVENT_CODE = 201;

    /** HL7 table 0357. */
    public static final int UNSUPPORTED_PROCESSING_ID = 202;

    /** HL7 table 0357. */
    public static final int UNSUPPORTED_VERSION = 203;

    /** HL7 table 0357: a key that must be known is not. */
    public static final int UNKNOWN_KEY = 204;

    /** HL7 table 0357: a key that must be new is not. */
    public static final int DUPLICATE_KEY = 205;

    /** HL7 table 0357: the receiver cannot, for reasons of its own. */
    public static final int APPLICATION_ERROR = 207;

    /** How bad it is (HL7 table 0516). */
    public enum Severity {

        /** The message was not taken. */
        ERROR("E"),

        /** The message was taken; somebody has to look at something. */
        WARNING("W"),

        /** Good to know. */
        INFORMATION("I");

        private final String code;

        Severity(String code) {
            this.code = code;
        }

        /** ERR-4. */
        public String code() {
            return code;
        }
    }
}
