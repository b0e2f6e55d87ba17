package org.platelink.laboratory.hl7v2;

/** The display texts of the error condition codes of HL7 table 0357. */
final class ErrorCondition {

    private ErrorCondition() {}

    static String textOf(int code) {
        return switch (code) {
            case Problem.REQUIRED_SEGMENT_MISSING -> "Segment sequence error";
            case Problem.REQUIRED_FIELD_MISSING -> "Required field missing";
            case Problem.DATA_TYPE_ERROR -> "Data type error";
            case Problem.TABLE_VALUE_NOT_FOUND -> "Table value not found";
            case Problem.UNSUPPORTED_MESSAGE_TYPE -> "Unsupported message type";
            case Problem.UNSUPPORTED_EVENT_CODE -> "Unsupported event code";
            case Problem.UNSUPPORTED_PROCESSING_ID -> "Unsupported processing id";
            case Problem.UNSUPPORTED_VERSION -> "Unsupported version id";
            case Problem.UNKNOWN_KEY -> "Unknown key identifier";
            case Problem.DUPLICATE_KEY -> "Duplicate key identifier";
            case Problem.APPLICATION_ERROR -> "Application error";
            default -> "";
        };
    }
}
