package org.platelink.analytics.export;

/**
 * Thrown when an export cannot be done for a reason that its requester can correct. The message is a sentence for the
 * requester.
 */
public final class ExportFailed extends RuntimeException {

    private static final long serialVersionUID = 1L;

    /** Creates the exception with the reason. */
    public ExportFailed(String sentence) {
        super(sentence);
    }
}
