package org.platelink.laboratory.hl7v2;

import java.nio.charset.Charset;
import java.nio.charset.StandardCharsets;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * Detects character sets in which the second byte of a character can be an ASCII delimiter, as in a hospital name in
 * MSH-4. In these, MSH-18 can only be found by decoding the header in the very set that it names.
 */
final class HeaderCharset {

    private static final List<Charset> SETS = List.of(Charset.forName("GB18030"), Charset.forName("Big5"));

    private HeaderCharset() {}

    /**
     * The first of these sets for which the header, decoded in it, names that set.
     *
     * @param header its bytes as ISO 8859-1
     * @return null if there is none
     */
    static @Nullable Charset of(String header) {
        if (header.chars().allMatch(character -> character < 0x80)) {
            return null;
        }
        byte[] bytes = header.getBytes(StandardCharsets.ISO_8859_1);
        return SETS.stream()
                .filter(set -> CharacterSets.of(Decoding.declared(new String(bytes, set)))
                        .filter(set::equals)
                        .isPresent())
                .findFirst()
                .orElse(null);
    }
}
