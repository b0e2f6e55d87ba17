package org.platelink.laboratory.hl7v2;

/**
 * A quantity with its unit (CQ). Parts that were not sent are empty.
 *
 * @param number component 1 as it was sent
 * @param unit component 2
 */
public record Amount(String number, Coded unit) {

    /** Nothing sent. */
    public static final Amount NONE = new Amount("", Coded.NONE);

    /** Whether no number was sent. */
    public boolean isEmpty() {
        return number.isEmpty();
    }
}
