package org.platelink.hl7v2;

import java.nio.ByteBuffer;
import java.nio.charset.CharacterCodingException;
import java.nio.charset.Charset;
import java.nio.charset.StandardCharsets;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * Bytes that are characters of two sets, and other ones in each, where both sets are likely. Then one of them is named wrongly,
 * as where a system between the laboratory and here turned the text into UTF-8 and left MSH-18 as it was: {@code µmol} would
 * be read as {@code Âµmol}.
 */
final class Contradiction {

    private Contradiction() {}

    /**
     * Holds the set that a text was read in to be the only likely one.
     *
     * @param read what the bytes are in that set
     * @param transport what the transport says of the set; null if it says nothing
     * @throws MessageRefused if there is another one
     */
    static void check(ByteBuffer bytes, String read, Charset used, @Nullable Charset transport) {
        // What is UTF-8 and not ASCII is hardly ever anything else.
        if (used.equals(StandardCharsets.UTF_8) || CharacterSets.isWide(used)) {
            return;
        }
        boolean isUtf8 = takesAnything(used) && isOther(bytes, read, StandardCharsets.UTF_8);
        boolean isAsTransported = transport != null && !takesAnything(transport) && isOther(bytes, read, transport);
        if (isUtf8 || isAsTransported) {
            throw Decoding.refused(
                    "The bytes are text in two character sets, and another text in each, so MSH-18 or the"
                            + " transport names the wrong one." + Decoding.MEND);
        }
    }

    /** Whether any bytes are text in it, so that it says nothing of it that some are. */
    private static boolean takesAnything(Charset charset) {
        return charset.name().startsWith("ISO-8859-");
    }

    private static boolean isOther(ByteBuffer bytes, String read, Charset other) {
        return decoded(bytes, other)
                .filter(text -> !text.equals(read))
                .filter(text -> text.chars().noneMatch(Decoding::isControl))
                .isPresent();
    }

    private static Optional<String> decoded(ByteBuffer bytes, Charset charset) {
        try {
            return Optional.of(charset.newDecoder().decode(bytes.duplicate()).toString());
        } catch (CharacterCodingException noText) {
            return Optional.empty();
        }
    }
}
