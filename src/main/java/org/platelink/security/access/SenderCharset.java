package org.platelink.security.access;

import java.nio.charset.Charset;
import java.nio.charset.IllegalCharsetNameException;
import java.nio.charset.StandardCharsets;
import java.nio.charset.UnsupportedCharsetException;

/** Validates the character set that is registered for a sender, for messages that declare none and are not UTF-8. */
public final class SenderCharset {

    /**
     * The printable ASCII characters, of which a header consists. The set must encode them as ASCII, or no header
     * could be read before the set is known.
     */
    private static final String PRINTABLE = printable();

    private SenderCharset() {}

    /**
     * The character set with a name.
     *
     * @param name as IANA registers it, such as GBK or ISO-8859-1
     * @throws IllegalArgumentException with a sentence if it does not exist or cannot be used
     */
    public static Charset of(String name) {
        try {
            Charset charset = Charset.forName(name.strip());
            if (charset.canEncode()
                    && new String(PRINTABLE.getBytes(charset), StandardCharsets.US_ASCII).equals(PRINTABLE)) {
                return charset;
            }
        } catch (IllegalCharsetNameException | UnsupportedCharsetException unknown) {
            // Handled below.
        }
        throw new IllegalArgumentException(
                "The character set is one in which ASCII is ASCII, by its IANA name, such as GBK, GB18030 or ISO-8859-1.");
    }

    private static String printable() {
        StringBuilder all = new StringBuilder();
        for (char character = ' '; character < 0x7F; character++) {
            all.append(character);
        }
        return all.toString();
    }
}
