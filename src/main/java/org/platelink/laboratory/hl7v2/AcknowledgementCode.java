package org.platelink.laboratory.hl7v2;

/**
 * The acknowledgement code of MSA-1 (HL7 table 0008): AA, AE or AR in original mode, CA, CE or CR in enhanced mode.
 */
public enum AcknowledgementCode {

    /** AA or CA: the message was accepted. */
    ACCEPT,

    /** AE or CE: the message was not accepted; the sender has to correct it. */
    ERROR,

    /** AR or CR: the message was not accepted because it is not for this receiver, or cannot be taken now. */
    REJECT;

    /** The value of MSA-1. */
    public String code(boolean enhanced) {
        return (enhanced ? "C" : "A") + name().charAt(0);
    }
}
