package org.platelink.laboratory.hl7v2;

/**
 * The kind of acknowledgement that a sender requests by MSH-15 and MSH-16. This server sends one acknowledgement per
 * message: if both kinds are requested, it sends the accept acknowledgement, from which the sender knows that it need
 * not resend.
 */
public enum AcknowledgementKind {

    /** AA, AE or AR: original mode, or requested by MSH-16 alone. */
    APPLICATION,

    /** CA, CE or CR, requested by MSH-15. */
    ACCEPT,

    /** No acknowledgement. */
    NONE
}
