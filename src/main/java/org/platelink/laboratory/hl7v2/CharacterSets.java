package org.platelink.laboratory.hl7v2;

import java.nio.charset.Charset;
import java.nio.charset.StandardCharsets;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import java.util.stream.Stream;

/**
 * The character sets by the names that MSH-18 gives them (HL7 table 0211), and by those that are sent in their place. Case,
 * blanks, hyphens, underscores, slashes and dots in a name say nothing.
 */
final class CharacterSets {

    /** Of all that Chinese systems call GB2312 or GBK, each letter is the same one in it. */
    private static final Charset GB18030 = Charset.forName("GB18030");

    private static final Set<String> IN_GB18030 = Set.of("GBK", "GB2312", "x-mswin-936", "EUC-CN");

    private static final Map<String, Charset> NAMED = named();

    private CharacterSets() {}

    /**
     * The character set of a name; empty if it is not known here.
     *
     * <p>UNICODE alone is of old versions; only UTF-8 of its encodings has a header that can be read before that is known.
     * 8859 alone is its first part. The Japanese sets are read as that table says of them: from ASCII, by the escapes of ISO
     * 2022. Two are not taken: ISO IR14 has other characters in the place of the usual delimiters, and of CNS 11643 no encoding
     * is said.
     */
    static Optional<Charset> of(String name) {
        return Optional.ofNullable(NAMED.get(plain(name)));
    }

    /** The set that has all characters of one, each in the same bytes; the same if no other has. */
    static Charset widened(Charset charset) {
        return IN_GB18030.contains(charset.name()) ? GB18030 : charset;
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

    private static String plain(String name) {
        return name.replaceAll("[\\s_/.-]", "").toUpperCase(Locale.ROOT);
    }

    private static Map<String, Charset> named() {
        Stream<Map.Entry<String, Charset>> latin = IntStream.rangeClosed(1, 16)
                .filter(part -> Charset.isSupported("ISO-8859-" + part))
                .boxed()
                .flatMap(part -> Stream.of("8859/", "ISO 8859/", "ISO IEC 8859/")
                        .map(prefix -> Map.entry(prefix + part, Charset.forName("ISO-8859-" + part))));
        Stream<Map.Entry<String, Charset>> others = Stream.of(
                        names(StandardCharsets.US_ASCII, "ASCII", "US-ASCII", "ISO IR6", "ISO-IR-6"),
                        names(StandardCharsets.ISO_8859_1, "8859", "ISO 8859", "LATIN1"),
                        names(Charset.forName("windows-1252"), "WINDOWS-1252", "CP1252"),
                        names(StandardCharsets.UTF_8, "UNICODE", "UNICODE UTF-8", "UTF-8"),
                        names(StandardCharsets.UTF_16, "UNICODE UTF-16", "UTF-16"),
                        names(Charset.forName("ISO-2022-JP"), "ISO IR87"),
                        names(Charset.forName("ISO-2022-JP-2"), "ISO IR159"),
                        names(GB18030, "GB 18030", "GB 18030-2000", "GB 18030-2005", "GB 18030-2022"),
                        names(
                                GB18030,
                                "GBK",
                                "CP936",
                                "MS936",
                                "WINDOWS-936",
                                "GB 2312",
                                "GB 2312-80",
                                "GB 2312-1980",
                                "EUC-CN"),
                        names(Charset.forName("Big5"), "BIG-5"),
                        names(Charset.forName("EUC-KR"), "KS X 1001", "EUC-KR"))
                .flatMap(names -> names);
        return Stream.concat(latin, others)
                .collect(Collectors.toMap(entry -> plain(entry.getKey()), Map.Entry::getValue, (one, same) -> one));
    }

    private static Stream<Map.Entry<String, Charset>> names(Charset charset, String... names) {
        return Stream.of(names).map(name -> Map.entry(name, charset));
    }
}
