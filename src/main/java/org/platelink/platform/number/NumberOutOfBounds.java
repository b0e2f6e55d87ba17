package org.platelink.platform.number;

/** A number that the server does not calculate with. The message is a sentence that says what to send instead. */
public final class NumberOutOfBounds extends RuntimeException {

    private static final long serialVersionUID = 1L;

    private final String place;

    NumberOutOfBounds(String sentence) {
        this("", sentence);
    }

    NumberOutOfBounds(String place, String sentence) {
        super(sentence, null, false, false);
        this.place = place;
    }

    /** Where it stands, such as {@code entry[2].resource.valueQuantity.value}; empty if that is not known. */
    public String place() {
        return place;
    }
}
