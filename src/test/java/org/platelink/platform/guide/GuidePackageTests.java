package org.platelink.platform.guide;

import static org.assertj.core.api.Assertions.assertThat;

import ca.uhn.fhir.context.FhirContext;
import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import org.hl7.fhir.r4.model.StructureDefinition;
import org.hl7.fhir.utilities.npm.NpmPackage;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class GuidePackageTests {

    private static final FhirContext FHIR = FhirContext.forR4Cached();

    private static CompiledGuide compiled;

    @TempDir
    private Path folder;

    @BeforeAll
    static void compile() throws IOException {
        compiled = CompiledGuide.in(FHIR, Path.of("ig"));
    }

    @Test
    void theSameGuideGivesTheSameBytes() throws IOException {
        Path first = folder.resolve("first.tgz");
        Path second = folder.resolve("second.tgz");

        new GuidePackage(FHIR, compiled).writeTo(first);
        new GuidePackage(FHIR, CompiledGuide.in(FHIR, Path.of("ig"))).writeTo(second);

        assertThat(second).hasSameBinaryContentAs(first);
    }

    @Test
    void anotherProgramReadsIt() throws IOException {
        Path file = folder.resolve("package.tgz");
        new GuidePackage(FHIR, compiled).writeTo(file);

        try (InputStream stream = Files.newInputStream(file)) {
            NpmPackage read = NpmPackage.fromPackage(stream);

            assertThat(read.name()).isEqualTo("org.platelink.msc-itp");
            assertThat(read.fhirVersion()).isEqualTo("4.0.1");
            assertThat(read.listResources("StructureDefinition")).hasSizeGreaterThan(25);
            assertThat(read.list("example")).hasSizeGreaterThan(20);
        }
    }

    @Test
    void everyProfileHasASnapshot() {
        assertThat(compiled.definitions().values())
                .filteredOn(StructureDefinition.class::isInstance)
                .allMatch(profile -> ((StructureDefinition) profile).hasSnapshot());
    }
}
