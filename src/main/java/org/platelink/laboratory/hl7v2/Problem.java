package org.platelink.laboratory.hl7v2;

/**
 * An error, warning or remark about a message: the content of an ERR segment. It contains no patient data.
 *
 * @param severity ERR-4
 * @param location ERR-2 with its components as {@code SEG^n^field}, such as {@code OBX^3^6}; empty if it is about the
 *     whole message
 * @param condition ERR-3, a code of HL7 table 0357
 * @param reason the application error code (ERR-5) by which the receiver counts it, such as {@code no-order-number}
 * @param sentence what is wrong and how to correct it (ERR-8)
 */
public record Problem(Severity severity, String location, int condition, String reason, String sentence) {

    /** HL7 table 0357: a required segment is missing. */
    public static final int REQUIRED_SEGMENT_MISSING = 100;

    /** HL7 table 0357: a required field is missing. */
    public static final int REQUIRED_FIELD_MISSING = 101;

    /** HL7 table 0357: a value is not of its data type. */
    public static final int DATA_TYPE_ERROR = 102;

    /** HL7 table 0357: a value is not one of the known ones. */
    public static final int TABLE_VALUE_NOT_FOUND = 103;

    /** HL7 table 0357. */
    public static final int UNSUPPORTED_MESSAGE_TYPE = 200;

    /** HL7 table 0357. */
    public static final int UNSUPPORTED_EVENT_CODE = 201;

    /** HL7 table 0357. */
    public static final int UNSUPPORTED_PROCESSING_ID = 202;

    /** HL7 table 0357. */
    public static final int UNSUPPORTED_VERSION = 203;

    /** HL7 table 0357: a key that must exist does not. */
    public static final int UNKNOWN_KEY = 204;

    /** HL7 table 0357: a key that must be new exists already. */
    public static final int DUPLICATE_KEY = 205;

    /** HL7 table 0357: the receiver cannot process the message, for reasons of its own. */
    public static final int APPLICATION_ERROR = 207;

    /** The severity (HL7 table 0516). */
    public enum Severity {

        /** The message was not accepted. */
        ERROR("E"),

        /** The message was accepted, but somebody has to look at something. */
        WARNING("W"),

        /** For information only. */
        INFORMATION("I");

        private final String code;

        Severity(String code) {
            this.code = code;
        }

        /** The value of ERR-4. */
        public String code() {
            return code;
        }
    }
}
