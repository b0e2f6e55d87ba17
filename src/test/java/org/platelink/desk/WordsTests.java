package org.platelink.desk;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.io.Reader;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Properties;
import java.util.Set;
import java.util.TreeSet;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

/** Every word of the desk is in the bundles, in both languages, and no word is anywhere else. */
class WordsTests {

    private static final Path TEMPLATES = Path.of("src/main/jte");
    private static final Path BUNDLES = Path.of("src/main/resources/org/platelink/desk");

    /** Names, which are the same in each language. */
    private static final Set<String> NAMES = Set.of(
            "Platelink",
            "FHIR",
            "fhir",
            "registry",
            "CSV",
            "JSON",
            "OBX",
            "XML",
            "html",
            "DOCTYPE",
            "ID",
            "iCalendar",
            "NDJSON",
            "Parquet");

    private static final Pattern KEY = Pattern.compile("\\.(?:t|of)\\(\"([a-z0-9-]+\\.[a-z0-9.-]+)\"");

    @Test
    void bothLanguagesHaveTheSameKeysAndPlaceholders() throws IOException {
        Properties english = bundle("words.properties");
        Properties chinese = bundle("words_zh_CN.properties");

        assertThat(chinese.stringPropertyNames()).containsExactlyInAnyOrderElementsOf(english.stringPropertyNames());
        for (String key : english.stringPropertyNames()) {
            assertThat(placeholders(chinese.getProperty(key)))
                    .as(key)
                    .isEqualTo(placeholders(english.getProperty(key)));
        }
    }

    @Test
    void everyKeyThatATemplateOrAPageNamesIsThere() throws IOException {
        Properties english = bundle("words.properties");
        Set<String> missing = new TreeSet<>();
        for (Path file : files(TEMPLATES, ".jte")) {
            named(file).filter(key -> !english.containsKey(key)).forEach(missing::add);
        }
        for (Path file : files(Path.of("src/main/java/org/platelink/desk"), ".java")) {
            named(file).filter(key -> !english.containsKey(key)).forEach(missing::add);
        }
        assertThat(missing).isEmpty();
    }

    @Test
    void noTemplateHasAWordOfItsOwn() throws IOException {
        List<String> words = new ArrayList<>();
        for (Path file : files(TEMPLATES, ".jte")) {
            String text = Files.readString(file);
            Matcher attribute = Pattern.compile("(?:aria-label|title|placeholder|alt)=\"([^\"$]*)\"")
                    .matcher(text);
            while (attribute.find()) {
                words.add(file + ": " + attribute.group(1));
            }
            String shown = text.replaceAll("(?s)<%--.*?--%>", " ")
                    .replaceAll("(?m)^@(?:import|param).*$", " ")
                    .replaceAll("@template\\.[\\w.]+\\([^`]*?content = @`", " ")
                    .replaceAll("(?m)^\\s*!\\{.*}\\s*$", " ")
                    .replaceAll(
                            "@(?:if|elseif|for)\\((?:[^()]|\\((?:[^()]|\\((?:[^()]|\\([^()]*\\))*\\))*\\))*\\)", " ")
                    .replaceAll("@(?:else|endif|endfor|raw|endraw)", " ")
                    .replaceAll(
                            "@template\\.[\\w.]+\\((?:[^()]|\\((?:[^()]|\\((?:[^()]|\\([^()]*\\))*\\))*\\))*\\)", " ")
                    .replaceAll("\\$(?:unsafe)?\\{(?:[^{}]|\\{[^{}]*})*}", " ")
                    .replaceAll("(?s)<[^>]*>", " ")
                    .replaceAll("&[a-z]+;", " ");
            Matcher word = Pattern.compile("\\p{L}{2,}").matcher(shown);
            while (word.find()) {
                if (!NAMES.contains(word.group())) {
                    words.add(file + ": " + word.group());
                }
            }
        }
        assertThat(words).isEmpty();
    }

    @Test
    void aSentenceIsWrittenByItsLanguage() {
        assertThat(Words.in(Locale.ENGLISH).of("role.monitor")).isEqualTo("Monitor");
        assertThat(Words.in(Locale.forLanguageTag("zh-CN")).of("role.monitor")).isEqualTo("监查员");
        assertThat(Words.in(Locale.forLanguageTag("zh-TW")).language()).isEqualTo("zh-CN");
        assertThat(Words.in(Locale.GERMAN).language()).isEqualTo("en");
        assertThat(Words.in(Locale.ENGLISH).date("2026-03-01")).isEqualTo("1 Mar 2026");
        assertThat(Words.in(Locale.ENGLISH).date("2026-03")).isEqualTo("2026-03");
        assertThat(Words.in(Locale.SIMPLIFIED_CHINESE).date("2026-03-01")).isEqualTo("2026年3月1日");
    }

    private static Stream<String> named(Path file) throws IOException {
        return KEY.matcher(Files.readString(file)).results().map(found -> found.group(1));
    }

    private static Set<String> placeholders(String sentence) {
        Set<String> found = new TreeSet<>();
        Pattern.compile("\\{(\\d)").matcher(sentence).results().forEach(one -> found.add(one.group(1)));
        return found;
    }

    private static List<Path> files(Path folder, String suffix) throws IOException {
        try (Stream<Path> files = Files.walk(folder)) {
            return files.filter(file -> file.toString().endsWith(suffix))
                    .sorted()
                    .toList();
        }
    }

    private static Properties bundle(String name) throws IOException {
        Properties bundle = new Properties();
        try (Reader reader = Files.newBufferedReader(BUNDLES.resolve(name), StandardCharsets.UTF_8)) {
            bundle.load(reader);
        }
        return bundle;
    }
}
