package org.platelink.analytics.view;

import java.util.Objects;

/** Thrown for a view that cannot be run, or cannot be run on a particular resource. */
public final class ViewRefused extends RuntimeException {

    private static final long serialVersionUID = 1L;

    private final String place;

    /**
     * Creates the exception.
     *
     * @param place the path in the ViewDefinition, such as {@code ViewDefinition.select[0].column[1].path}
     * @param sentence what is wrong and how to correct it
     */
    ViewRefused(String place, String sentence) {
        super(sentence);
        this.place = place;
    }

    /** Never null: it is made with a sentence. */
    @Override
    public String getMessage() {
        return Objects.requireNonNull(super.getMessage());
    }

    /** The path in the ViewDefinition. */
    public String place() {
        return place;
    }
}
