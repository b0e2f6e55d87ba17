package org.platelink.laboratory.journal;

import java.util.Arrays;
import java.util.Locale;
import java.util.Optional;

/** Why a message was not applied. */
public enum Reason {

    /** No participant of the site is known by the patient's numbers. */
    UNKNOWN_SUBJECT(true),

    /** The patient's numbers belong to several participants. */
    AMBIGUOUS_SUBJECT(true),

    /** The participant has another birth year or sex than the patient. */
    SUBJECT_MISMATCH(true),

    /** No map says which namespace an assigning authority's numbers are in. */
    UNMAPPED_NAMESPACE(true),

    /** No map says what a local code means in LOINC. */
    UNMAPPED_CODE(true),

    /** No map says what a unit's text means in UCUM. */
    UNMAPPED_UNIT(true),

    /** No map says what a coded or worded answer means. */
    UNMAPPED_ANSWER(true),

    /** A unit is none of those that the analyte may have. */
    WRONG_UNIT(true),

    /** A value is outside what a body can have. */
    IMPLAUSIBLE_VALUE(true),

    /** A value cannot be read as what it should be. */
    UNREADABLE_VALUE(true),

    /** A time is missing, or cannot be read to the day. */
    UNREADABLE_TIME(true),

    /** A final result would become preliminary again. */
    STATUS_REGRESSION(true),

    /** Its number is that of a result of another participant, and it may be the same sample. */
    NUMBER_OF_ANOTHER_SUBJECT(true),

    /** Its number is that of another result of the participant, and it may be a change of that one. */
    NUMBER_USED_AGAIN(true),

    /** A correction came a second time, after another state of its order. */
    CORRECTION_SENT_AGAIN(true),

    /** Some results stand where the standard has none, so that they would be lost. */
    RESULTS_NOT_ACCOUNTED(true),

    /** A text carries an identifier of a person. */
    IDENTIFIER_IN_TEXT(true),

    /** A result breaks another rule of the guide. */
    BREAKS_GUIDE(true),

    /** A value is of a type that is not taken, such as a document. */
    UNSUPPORTED_VALUE(true),

    /** The server failed on it again and again. */
    SERVER_FAILED(true),

    /** It does not begin with a header that can be read. */
    NO_HEADER(false),

    /** Its characters cannot be read. */
    CHARACTER_SET(false),

    /** It is larger than what is taken. */
    TOO_LARGE(false),

    /** It is a batch that is cut or not in order, or several messages without one around them. */
    BATCH(false),

    /** It is of a type that is not taken. */
    MESSAGE_TYPE(false),

    /** It is not from a live system. */
    PROCESSING_ID(false),

    /** It has no control id. */
    NO_CONTROL_ID(false),

    /** Another message had the same control id. */
    CONTROL_ID_REUSED(false),

    /** It cannot be parsed. */
    NOT_PARSED(false),

    /** An order has no number. */
    NO_ORDER_NUMBER(false),

    /** A report or a result has no status, or one that is not known. */
    STATUS(false),

    /** It brings no result. */
    NO_RESULTS(false),

    /** A FHIR request was answered with a refusal. */
    REFUSED(false),

    /** What a report or a result has for a status is none that the standard knows, nor the site's map. */
    UNKNOWN_STATUS(true),

    /** An order does not say what was asked for. */
    NO_ORDER_CODE(false);

    private final boolean mendable;

    Reason(boolean mendable) {
        this.mendable = mendable;
    }

    /** Whether the message is kept for later; if not, its sender has to mend it. */
    public boolean isMendable() {
        return mendable;
    }

    /** The reason of a code; empty if there is none. */
    public static Optional<Reason> of(String code) {
        return Arrays.stream(values())
                .filter(reason -> reason.code().equals(code))
                .findFirst();
    }

    /** As it is written to users. */
    public String code() {
        return name().toLowerCase(Locale.ROOT).replace('_', '-');
    }
}
