package org.platelink.hl7v2;

import java.nio.charset.Charset;
import java.nio.charset.StandardCharsets;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import java.util.stream.Stream;

/** The character sets by the names that MSH-18 gives them (HL7 table 0211), and the usual misspellings of those names. */
final class CharacterSets {

    private static final Map<String, Charset> NAMED = named();

    private CharacterSets() {}

    /**
     * The character set of a name; empty if it is not known here.
     *
     * <p>UNICODE alone is of old versions; only UTF-8 of its encodings has a header that can be read before that is known.
     * Sets that have to be switched to (ISO IR14, IR87, IR159) and that of CNS 11643 are not taken.
     */
    static Optional<Charset> of(String name) {
        return Optional.ofNullable(NAMED.get(name.strip().toUpperCase(Locale.ROOT)));
    }

    /** Whether the header of a message in it cannot be read as ASCII. */
    static boolean isWide(Charset charset) {
        return charset.name().startsWith("UTF-16") || charset.name().startsWith("UTF-32");
    }

    /** Whether a text in one of them can be said to be in the other: UTF-16 is said whichever its byte order. */
    static boolean agree(Charset said, Charset used) {
        return said.equals(used)
                || said.equals(StandardCharsets.UTF_16) && used.name().startsWith("UTF-16");
    }

    private static Map<String, Charset> named() {
        Stream<Map.Entry<String, Charset>> latin = IntStream.rangeClosed(1, 15)
                .filter(part -> Charset.isSupported("ISO-8859-" + part))
                .boxed()
                .flatMap(part -> Stream.of("8859/", "8859-", "ISO-8859-", "ISO 8859/", "ISO8859-")
                        .map(prefix -> Map.entry(prefix + part, Charset.forName("ISO-8859-" + part))));
        Stream<Map.Entry<String, Charset>> others = Stream.of(
                Map.entry("ASCII", StandardCharsets.US_ASCII),
                Map.entry("ISO IR6", StandardCharsets.US_ASCII),
                Map.entry("UNICODE", StandardCharsets.UTF_8),
                Map.entry("UNICODE UTF-8", StandardCharsets.UTF_8),
                Map.entry("UNICODE UTF8", StandardCharsets.UTF_8),
                Map.entry("UTF-8", StandardCharsets.UTF_8),
                Map.entry("UTF8", StandardCharsets.UTF_8),
                Map.entry("UNICODE UTF-16", StandardCharsets.UTF_16),
                Map.entry("UTF-16", StandardCharsets.UTF_16),
                Map.entry("GB 18030-2000", Charset.forName("GB18030")),
                Map.entry("BIG-5", Charset.forName("Big5")),
                Map.entry("KS X 1001", Charset.forName("EUC-KR")));
        return Stream.concat(latin, others).collect(Collectors.toMap(Map.Entry::getKey, Map.Entry::getValue));
    }
}
