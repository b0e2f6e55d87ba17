package org.platelink.platform.fhirpath;

import static org.assertj.core.api.Assertions.assertThat;

import ca.uhn.fhir.context.FhirContext;
import ca.uhn.fhir.context.RuntimeSearchParam;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.Optional;
import java.util.stream.Stream;
import org.hl7.fhir.r4.fhirpath.FHIRPathEngine;
import org.hl7.fhir.r4.model.Base;
import org.hl7.fhir.r4.model.Resource;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import org.junit.jupiter.params.provider.ValueSource;

class SimplePathTests {

    private static final FhirContext FHIR = FhirContext.forR4Cached();
    private static final FHIRPathEngine ENGINE = new FHIRPathEngine(CachingWorkerContext.of(FHIR));

    static Stream<Path> resources() throws IOException {
        return Stream.concat(Files.list(Path.of("ig/input/examples")), Files.list(Path.of("fhir-resources/study")))
                .filter(file -> file.toString().endsWith(".json"));
    }

    /** Every search parameter that R4 has for the resource's type. */
    @ParameterizedTest
    @MethodSource("resources")
    void leadsToTheElementsThatTheEngineFinds(Path file) throws IOException {
        Resource resource = (Resource) FHIR.newJsonParser().parseResource(Files.readString(file));
        Stream<String> expressions = FHIR.getResourceDefinition(resource.fhirType()).getSearchParams().stream()
                .map(RuntimeSearchParam::getPath)
                .filter(path -> path != null)
                .flatMap(path -> Arrays.stream(path.split("\\|")))
                .map(String::trim);

        expressions.forEach(expression -> SimplePath.of(expression).ifPresent(plain -> assertThat(plain.in(resource))
                .as(expression)
                .usingElementComparator((one, other) -> one == other ? 0 : 1)
                .isEqualTo(ENGINE.evaluate((Base) resource, expression))));
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "Observation.code",
                "Observation.component.code",
                "(Observation.value as Quantity)",
                "Observation.value as Quantity",
                "Observation.value.ofType(Quantity)",
                "(Observation.effective as Period)"
            })
    void aWalkIsPlain(String expression) {
        assertThat(SimplePath.of(expression)).isPresent();
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "Resource.id",
                "DomainResource.text",
                "Observation",
                "Observation.subject.where(resolve() is Patient)",
                "Observation.code | Observation.component.code",
                "(Observation.value as Quantity).value",
                "Patient.deceased.exists() and Patient.deceased != false",
                "Bundle.entry[0].resource",
                "AllergyIntolerance.code.coding.first()"
            })
    void whatDoesMoreIsLeftToTheEngine(String expression) {
        assertThat(SimplePath.of(expression)).isEqualTo(Optional.empty());
    }

    @Test
    void mostSearchParametersOfResultsArePlain() {
        assertThat(FHIR.getResourceDefinition("Observation").getSearchParams().stream()
                        .map(RuntimeSearchParam::getPath)
                        .filter(path -> path != null && !path.contains("|"))
                        .map(SimplePath::of)
                        .filter(Optional::isPresent)
                        .count())
                .isGreaterThan(15);
    }
}
