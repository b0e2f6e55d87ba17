package org.platelink.platform.server;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.io.InputStream;
import java.util.Objects;
import java.util.Properties;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** Libraries that are held at a version on purpose: a change of the build that moves one must be meant. */
class LibraryVersionsTests {

    @ParameterizedTest
    @CsvSource({
        // Raised: HAPI's own release of it carries published CVEs.
        "ca.uhn.hapi.fhir, org.hl7.fhir.utilities, 6.10.4",
        // The validator does not link with another.
        "ca.uhn.hapi.fhir, org.hl7.fhir.validation, 6.7.9",
        "ca.uhn.hapi.fhir, org.hl7.fhir.r5, 6.7.9"
    })
    void stayWhereTheyAre(String group, String artifact, String version) throws IOException {
        Properties built = new Properties();
        try (InputStream file = Objects.requireNonNull(
                getClass().getResourceAsStream("/META-INF/maven/" + group + "/" + artifact + "/pom.properties"))) {
            built.load(file);
        }

        assertThat(built.getProperty("version")).isEqualTo(version);
    }
}
