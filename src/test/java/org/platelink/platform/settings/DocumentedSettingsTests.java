package org.platelink.platform.settings;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeSet;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.platelink.Platelink;
import org.springframework.boot.context.properties.ConfigurationProperties;
import org.springframework.context.annotation.ClassPathScanningCandidateComponentProvider;
import org.springframework.core.type.filter.AnnotationTypeFilter;
import org.yaml.snakeyaml.Yaml;

/** What the documents tell an operator to set is a setting: a name there that is none would stop the reader's start. */
class DocumentedSettingsTests {

    /** Read by the compose file alone. */
    private static final String OF_COMPOSE = "PLATELINK_DATABASE_PASSWORD";

    private static final Pattern VARIABLE = Pattern.compile("(?<![A-Z_])PLATELINK_[A-Z0-9_]*[A-Z0-9]");

    private final SettingNames known = SettingNames.of(records());

    private static List<Class<?>> records() {
        ClassPathScanningCandidateComponentProvider scanner = new ClassPathScanningCandidateComponentProvider(false);
        scanner.addIncludeFilter(new AnnotationTypeFilter(ConfigurationProperties.class));
        List<Class<?>> records = new ArrayList<>();
        scanner.findCandidateComponents(Platelink.class.getPackageName()).forEach(found -> {
            try {
                Class<?> type = Class.forName(found.getBeanClassName());
                if (!type.isMemberClass()) {
                    records.add(type);
                }
            } catch (ClassNotFoundException impossible) {
                throw new IllegalStateException(impossible);
            }
        });
        return records;
    }

    @Test
    void allOfThemAreFound() {
        assertThat(known.all())
                .extracting(Setting::property)
                .contains(
                        "platelink.home",
                        "platelink.url",
                        "platelink.security.demo.identifier-systems",
                        "platelink.intake.parked-is-error",
                        "platelink.lab.mllp.peers.*.site");
    }

    @Test
    void everyVariableInADocumentIsASetting() throws IOException {
        TreeSet<String> names = new TreeSet<>();
        List<Path> documents = new ArrayList<>(List.of(
                Path.of("README.md"),
                Path.of("docker/compose.yaml"),
                Path.of("docker/compose.mllp.yaml"),
                Path.of("docker/Dockerfile")));
        for (String folder : List.of("ig/input/pagecontent", "src/docs")) {
            try (Stream<Path> files = Files.walk(Path.of(folder))) {
                files.filter(file -> file.toString().endsWith(".md")).forEach(documents::add);
            }
        }
        for (Path document : documents) {
            Matcher found = VARIABLE.matcher(Files.readString(document));
            while (found.find()) {
                names.add(found.group());
            }
        }
        names.remove(OF_COMPOSE);

        assertThat(names)
                .hasSizeGreaterThan(25)
                .allSatisfy(name -> assertThat(isKnown(name)).as(name).isTrue());
    }

    /** Or the start of some, as it stands in a heading. */
    private boolean isKnown(String name) {
        return known.ofVariable(name).isPresent()
                || known.all().stream()
                        .flatMap(setting -> setting.variables().stream())
                        .anyMatch(variable -> variable.startsWith(name + "_"));
    }

    @Test
    void everyShortNameInTheReadmesTableIsOneToo() throws IOException {
        for (String line : Files.readAllLines(Path.of("README.md"))) {
            if (line.startsWith("| `PLATELINK_")) {
                String[] names = line.split("\\|")[1]
                        .replace("and more", "")
                        .replaceAll("[` ]", "")
                        .split(",");
                for (String name : names) {
                    assertThat(Stream.iterate(
                                            names[0],
                                            start -> start.contains("_"),
                                            start -> start.replaceFirst("_[^_]*$", ""))
                                    .map(start -> name.startsWith("_") ? start + name : name)
                                    .anyMatch(full -> known.ofVariable(full).isPresent()))
                            .as(name)
                            .isTrue();
                }
            }
        }
    }

    @Test
    void theTableOfTheMllpPageHasEverySettingOfMllp() throws IOException {
        String page = Files.readString(Path.of("ig/input/pagecontent/mllp.md"));

        assertThat(known.all())
                .filteredOn(setting -> setting.property().startsWith("platelink.lab.mllp."))
                .hasSizeGreaterThan(10)
                .allSatisfy(setting -> assertThat(page)
                        .contains("`"
                                + setting.variables()
                                        .get(0)
                                        .replace("PLATELINK_LAB_MLLP_", "")
                                        .replace("*", "…")
                                + "`"));
    }

    @ParameterizedTest
    @ValueSource(strings = {"compose.yaml", "compose.mllp.yaml"})
    void aComposeFileIsYamlAndGivesTheServerOnlySettings(String file) throws IOException {
        Map<String, Object> compose = new Yaml().load(Files.readString(Path.of("docker", file)));
        Map<?, ?> server = (Map<?, ?>) ((Map<?, ?>) compose.get("services")).get("platelink");

        assertThat(((Map<?, ?>) server.get("environment")).keySet())
                .filteredOn(name -> name.toString().startsWith("PLATELINK_"))
                .isNotEmpty()
                .allSatisfy(name -> assertThat(known.ofVariable(name.toString()))
                        .as("%s", name)
                        .isPresent());
    }
}
