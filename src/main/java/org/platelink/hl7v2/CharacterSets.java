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
     * The Japanese sets are read as that table says of them: from ASCII, by the escapes of ISO 2022. Two are not taken: ISO
     * IR14 has other characters in the place of the usual delimiters, and of CNS 11643 no encoding is said.
     */
    static Optional<Charset> of(String name) {
        return Optional.ofNullable(NAMED.get(name.strip().toUpperCase(Locale.ROOT)));
    }

    /** The name of a character set in MSH-18; empty if it has none. */
    static Optional<String> nameOf(Charset charset) {
        if (charset.name().startsWith("ISO-8859-")) {
            return Optional.of(charset.name().replace("ISO-8859-", "8859/"));
        }
        return Optional.ofNullable(
                switch (charset.name()) {
                    case "US-ASCII" -> "ASCII";
                    case "UTF-8" -> "UNICODE UTF-8";
                    case "UTF-16" -> "UNICODE UTF-16";
                    case "ISO-2022-JP" -> "ISO IR87";
                    case "ISO-2022-JP-2" -> "ISO IR159";
                    case "GB18030" -> "GB 18030-2000";
                    case "Big5" -> "BIG-5";
                    case "EUC-KR" -> "KS X 1001";
                    default -> null;
                });
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
                Map.entry("ISO IR87", Charset.forName("ISO-2022-JP")),
                Map.entry("ISO IR159", Charset.forName("ISO-2022-JP-2")),
                Map.entry("GB 18030-2000", Charset.forName("GB18030")),
                Map.entry("BIG-5", Charset.forName("Big5")),
                Map.entry("KS X 1001", Charset.forName("EUC-KR")));
        return Stream.concat(latin, others).collect(Collectors.toMap(Map.Entry::getKey, Map.Entry::getValue));
    }
}
