package org.platelink.laboratory.journal;

import java.util.Arrays;
import java.util.Locale;
import java.util.Optional;

/** The reasons why a message is parked or rejected. */
public enum Reason {

    /** No participant of the site is known by the patient's numbers. */
    UNKNOWN_SUBJECT(true),

    /** The patient's numbers belong to several participants. */
    AMBIGUOUS_SUBJECT(true),

    /** The participant has another birth year or sex than the patient. */
    SUBJECT_MISMATCH(true),

    /** No ConceptMap gives the namespace of an assigning authority. */
    UNMAPPED_NAMESPACE(true),

    /** No ConceptMap gives the LOINC code of a local code. */
    UNMAPPED_CODE(true),

    /** No ConceptMap gives the UCUM code of a unit's text. */
    UNMAPPED_UNIT(true),

    /** No ConceptMap translates a coded or textual answer. */
    UNMAPPED_ANSWER(true),

    /** A unit is not among those that the guide allows for the analyte. */
    WRONG_UNIT(true),

    /** A value is outside the physiologically possible range. */
    IMPLAUSIBLE_VALUE(true),

    /** A value cannot be parsed as its type. */
    UNREADABLE_VALUE(true),

    /** A time is missing, or cannot be parsed to the day. */
    UNREADABLE_TIME(true),

    /** A final result would become preliminary again. */
    STATUS_REGRESSION(true),

    /** Its number belongs to a stored result of another participant, and it may be the same sample. */
    NUMBER_OF_ANOTHER_SUBJECT(true),

    /** Its number belongs to another stored result of the participant, and it may be a change of that one. */
    NUMBER_USED_AGAIN(true),

    /** A correction was sent a second time, after another state of its order. */
    CORRECTION_SENT_AGAIN(true),

    /** Some results stand where the standard allows none, so that they would be lost. */
    RESULTS_NOT_ACCOUNTED(true),

    /** The data of the participant are locked. */
    SUBJECT_LOCKED(true),

    /** A text contains an identifier of a person. */
    IDENTIFIER_IN_TEXT(true),

    /** A result breaks another rule of the guide. */
    BREAKS_GUIDE(true),

    /** A value has a type that is not supported, such as a document. */
    UNSUPPORTED_VALUE(true),

    /** The server failed on the message in each of its attempts. */
    SERVER_FAILED(true),

    /** The message does not begin with a readable header. */
    NO_HEADER(false),

    /** The message cannot be decoded. */
    CHARACTER_SET(false),

    /** The message is larger than the limit. */
    TOO_LARGE(false),

    /** The message is a truncated or badly ordered batch, or several messages without a batch around them. */
    BATCH(false),

    /** The message has a type that is not supported. */
    MESSAGE_TYPE(false),

    /** The message is not from a live system (MSH-11). */
    PROCESSING_ID(false),

    /** The message has no control id. */
    NO_CONTROL_ID(false),

    /** The control id was used by another message. */
    CONTROL_ID_REUSED(false),

    /** The message cannot be parsed. */
    NOT_PARSED(false),

    /** An order has no number. */
    NO_ORDER_NUMBER(false),

    /** A report or a result has no status, or an unknown one. */
    STATUS(false),

    /** The message brings no result. */
    NO_RESULTS(false),

    /** A FHIR request was answered with a refusal. */
    REFUSED(false),

    /** A report or a result has a status that neither the standard nor the site's ConceptMap knows. */
    UNKNOWN_STATUS(true),

    /** An order does not say what was asked for. */
    NO_ORDER_CODE(false);

    private final boolean mendable;

    Reason(boolean mendable) {
        this.mendable = mendable;
    }

    /** Whether the message is parked for this reason; if not, it is rejected and its sender has to correct it. */
    public boolean isMendable() {
        return mendable;
    }

    /** The reason with a code; empty if there is none. */
    public static Optional<Reason> of(String code) {
        return Arrays.stream(values())
                .filter(reason -> reason.code().equals(code))
                .findFirst();
    }

    /** The code as users see it. */
    public String code() {
        return name().toLowerCase(Locale.ROOT).replace('_', '-');
    }
}
