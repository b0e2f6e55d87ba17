package org.platelink.security.audit;

import org.platelink.platform.server.Fingerprint;

/** A text that is kept whole, or up to a length with a mark that says how long it was and a digest of all of it. */
final class CutText {

    private CutText() {}

    /**
     * The text, if it is no longer than that, else its beginning and the mark.
     *
     * @param longest how many characters of the text are kept, the mark not counted
     */
    static String of(String text, int longest) {
        return text.length() <= longest
                ? text
                : text.substring(0, longest) + "…[cut; " + text.length() + " characters, sha256 "
                        + Fingerprint.hex(text) + "]";
    }
}
