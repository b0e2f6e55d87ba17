package org.platelink.analytics.view.path;

/**
 * Thrown for an expression that cannot be used, or that met a value it cannot be used on. The message is a sentence.
 */
public final class PathRefused extends RuntimeException {

    private static final long serialVersionUID = 1L;

    PathRefused(String sentence) {
        super(sentence, null, false, false);
    }
}
