package org.platelink.analytics.view;

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

    /** The path in the ViewDefinition. */
    public String place() {
        return place;
    }
}
