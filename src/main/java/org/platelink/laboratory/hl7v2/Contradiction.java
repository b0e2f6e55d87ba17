package org.platelink.laboratory.hl7v2;

import java.nio.ByteBuffer;
import java.nio.charset.CharacterCodingException;
import java.nio.charset.Charset;
import java.nio.charset.StandardCharsets;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * Detects a wrongly declared character set: bytes that are valid text in two likely sets, but different text in each.
 * This happens when a system between the laboratory and this server converts the text to UTF-8 and leaves MSH-18 as
 * it was: {@code µmol} would be read as {@code Âµmol}.
 */
final class Contradiction {

    private Contradiction() {}

    /**
     * Checks that the set in which the text was decoded is the only likely one.
     *
     * @param read the text as decoded in that set
     * @param transport the character set that the transport declares; null if it declares none
     * @throws MessageRefused if the bytes are different text in another likely set
     */
    static void check(ByteBuffer bytes, String read, Charset used, @Nullable Charset transport) {
        // Bytes that are valid UTF-8 but not ASCII are hardly ever anything else.
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
     * Whether some byte could start a three- or four-byte UTF-8 sequence. If a text declared in a Chinese or Korean
     * set is valid UTF-8 throughout and has such bytes, the declaration is wrong: in these sets nearly any bytes are
     * characters, and such a character may swallow a delimiter. A text with two-byte sequences only may be a single
     * word in the declared set.
     */
    private static boolean hasLongSequence(ByteBuffer bytes) {
        for (int i = bytes.position(); i < bytes.limit(); i++) {
            if ((bytes.get(i) & 0xFF) >= 0xE0) {
                return true;
            }
        }
        return false;
    }

    /** Whether the bytes are valid in a character set. */
    static boolean isText(ByteBuffer bytes, Charset charset) {
        return decoded(bytes, charset).isPresent();
    }

    /** Whether any byte sequence is valid in this set, so that successful decoding proves nothing. */
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
