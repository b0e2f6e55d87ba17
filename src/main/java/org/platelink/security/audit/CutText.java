package org.platelink.security.audit;

import org.platelink.platform.server.Fingerprint;

/** Truncates a text to a length and appends a mark with the original length and a SHA-256 digest of the whole text. */
final class CutText {

    private CutText() {}

    /**
     * Returns the text if it is not too long, else its beginning and the mark.
     *
     * @param longest how many characters of the text are kept, not counting the mark
     */
    static String of(String text, int longest) {
        return text.length() <= longest
                ? text
                : text.substring(0, longest) + "…[cut; " + text.length() + " characters, sha256 "
                        + Fingerprint.hex(text) + "]";
    }
}
