package org.platelink.laboratory.hl7v2;

/**
 * The answer that a sender asked for by MSH-15 and MSH-16. One exchange has one answer here: where both are asked for, it is
 * the accept acknowledgement, by which a sender knows that it need not send again.
 */
public enum AcknowledgementKind {

    /** AA, AE or AR: of the original mode, or asked for by MSH-16 alone. */
    APPLICATION,

    /** CA, CE or CR, asked for by MSH-15. */
    ACCEPT,

    /** None. */
    NONE
}
