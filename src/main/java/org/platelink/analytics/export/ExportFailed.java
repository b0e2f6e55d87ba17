package org.platelink.analytics.export;

/** An export that cannot be done, for a reason that the one who asked for it can mend. The message is a sentence. */
public final class ExportFailed extends RuntimeException {

    private static final long serialVersionUID = 1L;

    /** Says why. */
    public ExportFailed(String sentence) {
        super(sentence);
    }
}
