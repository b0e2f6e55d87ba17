package org.platelink.laboratory.hl7v2;

import java.nio.charset.Charset;
import java.nio.charset.StandardCharsets;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * Sets in which a character of two bytes can end with one that is a delimiter in ASCII, as the name of a hospital in MSH-4
 * may. There MSH-18 is found only by reading the header in the set that it names.
 */
final class NamedWithin {

    private static final List<Charset> SETS = List.of(Charset.forName("GB18030"), Charset.forName("Big5"));

    private NamedWithin() {}

    /**
     * The set of these in which a header names just that set.
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
                .filter(set -> CharacterSets.of(Decoding.said(new String(bytes, set)))
                        .filter(set::equals)
                        .isPresent())
                .findFirst()
                .orElse(null);
    }
}
