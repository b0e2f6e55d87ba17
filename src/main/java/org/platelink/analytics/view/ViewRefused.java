package org.platelink.analytics.view;

/** A view that cannot be run, or met something in a resource that it cannot be run on. */
public final class ViewRefused extends RuntimeException {

    private static final long serialVersionUID = 1L;

    private final String place;

    /**
     * Refuses a view.
     *
     * @param place where in it, such as {@code ViewDefinition.select[0].column[1].path}
     * @param sentence what is wrong and how to mend it
     */
    ViewRefused(String place, String sentence) {
        super(sentence);
        this.place = place;
    }

    /** Where in the ViewDefinition. */
    public String place() {
        return place;
    }
}
