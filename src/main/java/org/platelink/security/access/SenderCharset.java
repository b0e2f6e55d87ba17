package org.platelink.security.access;

import java.nio.charset.Charset;
import java.nio.charset.IllegalCharsetNameException;
import java.nio.charset.StandardCharsets;
import java.nio.charset.UnsupportedCharsetException;

/** The character set that somebody registers for a sender, for messages that name none and are not UTF-8. */
public final class SenderCharset {

    /** All that a header is made of; in it a set must be ASCII, or no header could be read before the set is known. */
    private static final String PRINTABLE = printable();

    private SenderCharset() {}

    /**
     * The set of a name.
     *
     * @param name as IANA registers it, such as GBK or ISO-8859-1
     * @throws IllegalArgumentException with a sentence if it is none that can be used
     */
    public static Charset of(String name) {
        try {
            Charset charset = Charset.forName(name.strip());
            if (charset.canEncode()
                    && new String(PRINTABLE.getBytes(charset), StandardCharsets.US_ASCII).equals(PRINTABLE)) {
                return charset;
            }
        } catch (IllegalCharsetNameException | UnsupportedCharsetException unknown) {
            // Said below.
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
