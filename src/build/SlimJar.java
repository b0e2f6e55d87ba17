import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.time.LocalDateTime;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Collection;
import java.util.HashMap;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.zip.CRC32;
import java.util.zip.ZipEntry;
import java.util.zip.ZipFile;
import java.util.zip.ZipInputStream;
import java.util.zip.ZipOutputStream;

/**
 * Build step after the packaging: writes the jar again without what its libraries carry and this server never reads.
 *
 * <p>Arguments: the jar, and a file of rules. A rule is a line of an artifact id, one of these words, and a regular
 * expression for names of entries. Of an artifact with {@code keep}, only what matches stays (and its
 * {@code META-INF}); with {@code drop}, what matches goes. With {@code once}, what is there for several releases of
 * Java stays once: as Java 17 loads it, and as later releases do. A rule that matches nothing ends the build, so that
 * a new version of a library is looked at.
 *
 * <p>The order of the entries stays. Those of a library that is written again have one time, so that the jar is the
 * same in each time zone. The rules are kept in the jar, which tells
 * that it was written again already.
 */
final class SlimJar {

    private static final String LIBRARIES = "BOOT-INF/lib/";
    private static final String RULES = "META-INF/slim-jar.txt";
    private static final Pattern VERSIONED = Pattern.compile("META-INF/versions/(\\d+)/(.+)");

    /** The time of entries that tells nothing, as other build tools set it. */
    private static final LocalDateTime ANY = LocalDateTime.of(1980, 2, 1, 0, 0);

    /** The oldest release that the server runs on. */
    private static final int JAVA = 17;

    private enum Word {
        KEEP,
        DROP,
        ONCE
    }

    private record Rule(String artifact, Word word, Pattern names) {

        static Rule of(String line) {
            String[] words = line.split("\\s+");
            return new Rule(words[0], Word.valueOf(words[1].toUpperCase(Locale.ROOT)), Pattern.compile(words[2]));
        }

        /** Whether this is about a library, given by the name of its file. */
        boolean isOf(String library) {
            return library.matches(Pattern.quote(artifact) + "-\\d.*\\.jar");
        }
    }

    private record Entry(ZipEntry header, byte[] content) {}

    private final List<Rule> rules;
    private final Set<Rule> matched = new HashSet<>();

    private SlimJar(List<Rule> rules) {
        this.rules = rules;
    }

    public static void main(String[] arguments) throws IOException {
        Path jar = Path.of(arguments[0]);
        byte[] text = Files.readAllBytes(Path.of(arguments[1]));
        if (isSlim(jar, text)) {
            return;
        }
        List<Rule> rules = new String(text, StandardCharsets.UTF_8).lines()
                .filter(line -> !line.isBlank() && !line.startsWith("#"))
                .map(Rule::of)
                .toList();
        long before = Files.size(jar);
        new SlimJar(rules).rewrite(jar, text);
        System.out.printf("%s: %,d bytes, of %,d%n", jar.getFileName(), Files.size(jar), before);
    }

    /** Whether the jar was written again by these rules, as it is where Maven had nothing to package. */
    private static boolean isSlim(Path jar, byte[] rules) throws IOException {
        try (ZipFile whole = new ZipFile(jar.toFile())) {
            ZipEntry before = whole.getEntry(RULES);
            if (before != null && !Arrays.equals(whole.getInputStream(before).readAllBytes(), rules)) {
                throw new IllegalStateException(jar + " was made by other rules; delete it.");
            }
            return before != null;
        }
    }

    private void rewrite(Path jar, byte[] text) throws IOException {
        Path slim = jar.resolveSibling(jar.getFileName() + ".slim");
        try (ZipFile whole = new ZipFile(jar.toFile());
                ZipOutputStream out = new ZipOutputStream(Files.newOutputStream(slim))) {
            List<? extends ZipEntry> entries = whole.stream().toList();
            for (ZipEntry entry : entries) {
                byte[] content = whole.getInputStream(entry).readAllBytes();
                if (entry.getName().startsWith(LIBRARIES) && entry.getName().endsWith(".jar")) {
                    content = library(entry.getName().substring(LIBRARIES.length()), content);
                }
                write(new Entry(entry, content), entry.getTimeLocal(), out);
            }
            write(new Entry(named(RULES), text), entries.get(0).getTimeLocal(), out);
        }
        rules.stream().filter(rule -> !matched.contains(rule)).findFirst().ifPresent(rule -> {
            throw new IllegalStateException("This rule matches nothing: " + rule);
        });
        Files.move(slim, jar, StandardCopyOption.REPLACE_EXISTING);
    }

    /** A library without what the rules drop; the very same bytes where they drop nothing. */
    private byte[] library(String name, byte[] jar) throws IOException {
        List<Rule> own = rules.stream().filter(rule -> rule.isOf(name)).toList();
        if (own.isEmpty()) {
            return jar;
        }
        List<Entry> kept = once(entries(jar), own).stream()
                .filter(entry -> isKept(entry.header().getName(), own))
                .toList();
        ByteArrayOutputStream bytes = new ByteArrayOutputStream();
        try (ZipOutputStream out = new ZipOutputStream(bytes)) {
            for (Entry entry : kept) {
                write(entry, ANY, out);
            }
        }
        return bytes.toByteArray();
    }

    private boolean isKept(String name, List<Rule> own) {
        boolean kept = own.stream().noneMatch(rule -> rule.word() == Word.KEEP)
                || name.startsWith("META-INF/") && !name.startsWith("META-INF/resources/") && !name.endsWith(".class");
        for (Rule rule : own) {
            if (rule.word() != Word.ONCE && rule.names().matcher(name).matches()) {
                matched.add(rule);
                kept = rule.word() == Word.KEEP;
            }
        }
        return kept;
    }

    /** What Java 17 would load takes the place of what is there for older releases. */
    private Collection<Entry> once(List<Entry> all, List<Rule> own) {
        Map<String, Integer> releases = new HashMap<>();
        Map<String, Entry> merged = new LinkedHashMap<>();
        for (Entry entry : all) {
            String name = entry.header().getName();
            Matcher versioned = VERSIONED.matcher(name);
            int release = versioned.matches() ? Integer.parseInt(versioned.group(1)) : 0;
            if (release == 0 || release > JAVA) {
                merged.putIfAbsent(name, entry);
            } else if (own.stream().noneMatch(rule -> isOnce(rule, versioned.group(2)))) {
                merged.put(name, entry);
            } else if (releases.getOrDefault(versioned.group(2), 0) < release) {
                releases.put(versioned.group(2), release);
                merged.put(versioned.group(2), new Entry(named(versioned.group(2)), entry.content()));
            }
        }
        return merged.values();
    }

    private boolean isOnce(Rule rule, String name) {
        if (rule.word() != Word.ONCE || !rule.names().matcher(name).matches()) {
            return false;
        }
        matched.add(rule);
        return true;
    }

    private static List<Entry> entries(byte[] jar) throws IOException {
        List<Entry> entries = new ArrayList<>();
        try (ZipInputStream in = new ZipInputStream(new ByteArrayInputStream(jar))) {
            for (ZipEntry entry = in.getNextEntry(); entry != null; entry = in.getNextEntry()) {
                entries.add(new Entry(entry, in.readAllBytes()));
            }
        }
        return entries;
    }

    private static ZipEntry named(String name) {
        ZipEntry named = new ZipEntry(name);
        named.setMethod(ZipEntry.DEFLATED);
        return named;
    }

    private static void write(Entry entry, LocalDateTime time, ZipOutputStream out) throws IOException {
        ZipEntry header = new ZipEntry(entry.header().getName());
        header.setTimeLocal(time);
        if (entry.header().getMethod() == ZipEntry.STORED) {
            CRC32 sum = new CRC32();
            sum.update(entry.content());
            header.setMethod(ZipEntry.STORED);
            header.setSize(entry.content().length);
            header.setCompressedSize(entry.content().length);
            header.setCrc(sum.getValue());
        }
        out.putNextEntry(header);
        out.write(entry.content());
        out.closeEntry();
    }
}
