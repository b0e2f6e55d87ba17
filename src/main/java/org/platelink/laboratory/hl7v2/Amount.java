package org.platelink.laboratory.hl7v2;

/**
 * A quantity with its unit (HL7 data type CQ). Components that were not sent are empty.
 *
 * @param number component 1 as it was sent
 * @param unit component 2
 */
public record Amount(String number, CodedElement unit) {

    /** No quantity was sent. */
    public static final Amount NONE = new Amount("", CodedElement.NONE);

    /** Whether no number was sent. */
    public boolean isEmpty() {
        return number.isEmpty();
    }
}
