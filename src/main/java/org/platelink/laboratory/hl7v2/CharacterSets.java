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
 * Maps the character set names of MSH-18 (HL7 table 0211), and the names that are commonly sent in their place, to
 * Java charsets. Case, blanks, hyphens, underscores, slashes and dots in a name are ignored.
 */
final class CharacterSets {

    /** A superset of what Chinese systems call GB2312 or GBK: each of their characters has the same bytes in it. */
    private static final Charset GB18030 = Charset.forName("GB18030");

    private static final Set<String> IN_GB18030 = Set.of("GBK", "GB2312", "x-mswin-936", "EUC-CN");

    private static final Map<String, Charset> NAMED = named();

    private CharacterSets() {}

    /**
     * The character set of a name; empty if the name is not supported.
     *
     * <p>UNICODE alone comes from old versions, and is read as UTF-8: of the Unicode encodings, only in UTF-8 can the
     * header be read before its encoding is known. 8859 alone is ISO 8859-1. The Japanese sets are read as the table
     * says: starting in ASCII, with the escape sequences of ISO 2022. Two sets are not supported: ISO IR14 has other
     * characters in the place of the usual delimiters, and for CNS 11643 the table names no encoding.
     */
    static Optional<Charset> of(String name) {
        return Optional.ofNullable(NAMED.get(plain(name)));
    }

    /**
     * The superset to decode with (GB18030 for the GB sets), in which each character has the same bytes; else the set
     * itself.
     */
    static Charset widened(Charset charset) {
        return IN_GB18030.contains(charset.name()) ? GB18030 : charset;
    }

    /** The name of a character set for MSH-18; empty if HL7 has none. */
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

    /** Whether a header in this set cannot be read as ASCII, as in UTF-16 and UTF-32. */
    static boolean isWide(Charset charset) {
        return charset.name().startsWith("UTF-16") || charset.name().startsWith("UTF-32");
    }

    /** Whether the declared set is the one used. A declared UTF-16 agrees with either byte order. */
    static boolean agree(Charset stated, Charset used) {
        return stated.equals(used)
                || stated.equals(StandardCharsets.UTF_16) && used.name().startsWith("UTF-16");
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
