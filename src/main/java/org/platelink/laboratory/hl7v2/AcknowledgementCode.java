package org.platelink.laboratory.hl7v2;

/** How a message was taken (HL7 table 0008). In enhanced mode the first answer says C where original mode says A. */
public enum AcknowledgementCode {

    /** Taken. */
    ACCEPT,

    /** Not taken: the sender has to mend what it sent. */
    ERROR,

    /** Not taken: not a message for this receiver, or not now. */
    REJECT;

    /** MSA-1. */
    public String code(boolean enhanced) {
        return (enhanced ? "C" : "A") + name().charAt(0);
    }
}
