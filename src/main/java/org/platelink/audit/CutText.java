package org.platelink.audit;

import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.HexFormat;

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
                : text.substring(0, longest) + "…[cut; " + text.length() + " characters, sha256 " + digest(text) + "]";
    }

    private static String digest(String text) {
        try {
            return HexFormat.of()
                    .formatHex(MessageDigest.getInstance("SHA-256").digest(text.getBytes(StandardCharsets.UTF_8)));
        } catch (NoSuchAlgorithmException impossible) {
            throw new IllegalStateException("Every Java platform has SHA-256.", impossible);
        }
    }
}
