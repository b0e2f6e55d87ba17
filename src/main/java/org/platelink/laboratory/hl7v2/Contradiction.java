package org.platelink.laboratory.hl7v2;

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
        boolean isUtf8 =
                (takesAnything(used) || hasLongSequence(bytes)) && isOther(bytes, read, StandardCharsets.UTF_8);
        boolean isAsTransported = transport != null && !takesAnything(transport) && isOther(bytes, read, transport);
        if (isUtf8 || isAsTransported) {
            throw Decoding.refused(
                    "The bytes are text in two character sets, and another text in each, so MSH-18 or the"
                            + " transport names the wrong one." + Decoding.MEND);
        }
    }

    /**
     * Whether some bytes could begin a character of three or four bytes of UTF-8. A text of the Chinese or Korean sets that
     * is UTF-8 throughout, and has such, is none: in them nearly any bytes are characters, and such a one may swallow a
     * delimiter. One with shorter ones may be a single word of theirs.
     */
    private static boolean hasLongSequence(ByteBuffer bytes) {
        for (int i = bytes.position(); i < bytes.limit(); i++) {
            if ((bytes.get(i) & 0xFF) >= 0xE0) {
                return true;
            }
        }
        return false;
    }

    /** Whether bytes are text in a set. */
    static boolean isText(ByteBuffer bytes, Charset charset) {
        return decoded(bytes, charset).isPresent();
    }

    /** Whether any bytes are text in it, so that it says nothing of it that some are. */
    private static boolean takesAnything(Charset charset) {
        return charset.name().startsWith("ISO-8859-") || charset.name().startsWith("windows-");
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
