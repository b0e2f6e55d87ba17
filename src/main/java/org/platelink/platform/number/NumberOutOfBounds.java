package org.platelink.platform.number;

import java.util.Objects;

/**
 * Exception for a number beyond the {@link NumberBounds}. Its message is a sentence that says what to send instead.
 */
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

    /** Never null: it is made with a sentence. */
    @Override
    public String getMessage() {
        return Objects.requireNonNull(super.getMessage());
    }

    /** The path of the number, such as {@code entry[2].resource.valueQuantity.value}; empty if not known. */
    public String place() {
        return place;
    }
}
