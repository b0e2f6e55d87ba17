package org.platelink.laboratory.lab;

import static org.assertj.core.api.Assertions.assertThat;

import ca.uhn.fhir.context.FhirContext;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.stream.Stream;
import org.fhir.ucum.UcumEssenceService;
import org.fhir.ucum.UcumService;
import org.hl7.fhir.r4.model.ConceptMap;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.MethodSource;
import org.junit.jupiter.params.provider.ValueSource;
import org.platelink.laboratory.lab.SiteMaps.Meaning;
import org.platelink.platform.validation.GuideFaults;

/** What the laboratory of the demo site means by its words. */
class DemoLabMapsTests {

    private static final String SITE = "site-unknown";

    private final SiteMaps maps = SiteMaps.of(SITE, all().toList());

    static Stream<ConceptMap> all() {
        try (Stream<Path> files = Files.list(Path.of("fhir-resources/lab"))) {
            return files.sorted().map(DemoLabMapsTests::read).toList().stream();
        } catch (IOException failure) {
            throw new IllegalStateException(failure);
        }
    }

    private static ConceptMap read(Path file) {
        try {
            return FhirContext.forR4Cached().newJsonParser().parseResource(ConceptMap.class, Files.readString(file));
        } catch (IOException failure) {
            throw new IllegalStateException(failure);
        }
    }

    @ParameterizedTest
    @MethodSource("all")
    void eachFollowsTheGuideAndSaysThatItIsAnExample(ConceptMap map) {
        assertThat(GuideFaults.of(map)).isEmpty();
        assertThat(map.getTitle()).endsWith("of the demo site (an example)");
    }

    @ParameterizedTest
    @CsvSource({
        "PLT, 777-3", "WBC, 6690-2", "RBC, 789-8", "HGB, 718-7", "HCT, 4544-3", "NEUT, 751-8", "LYMPH, 731-0",
        "CBC, 58410-2", "ALT, 1742-6", "AST, 1920-8", "TBIL, 14631-6", "CREA, 14682-9", "CCR, 2164-2", "CRP, 1988-5",
        "IGG, 2465-3", "IGA, 2458-8", "HBSAG, 5196-1", "ANTIHCV, 13955-0", "HIV, 31201-7", "HCG, 2118-8",
    })
    void aCodeMeansTheSameWithItsSystemsNameAndWithout(String code, String loinc) {
        for (String system : List.of("", "L", "99LAB")) {
            assertThat(maps.code(system, code)).as(system).isInstanceOfSatisfying(Meaning.MappedCode.class, meaning -> {
                assertThat(meaning.coding().getSystem()).isEqualTo("http://loinc.org");
                assertThat(meaning.coding().getCode()).isEqualTo(loinc);
            });
        }
    }

    @ParameterizedTest
    @CsvSource({
        "neg, NEG",
        "Negative, NEG",
        "阴性, NEG",
        "POS, POS",
        "positive, POS",
        "阳性, POS",
        "IND, IND",
        "Not detected, 260415000",
        "DETECTED, 260373001",
    })
    void anAnswerMeansWhatTheGuideTakes(String word, String code) {
        assertThat(maps.answer(word)).isInstanceOfSatisfying(Meaning.MappedCode.class, meaning -> assertThat(
                        meaning.coding().getCode())
                .isEqualTo(code));
    }

    @ParameterizedTest
    @CsvSource({
        "10E9/L, 777-3, 10*9/L",
        "X10 9/L, 777-3, 10*9/L",
        "x10^9/L, 777-3, 10*9/L",
        "giga.l-1, 777-3, 10*9/L",
        "G/L, 777-3, 10*9/L",
        "G/L, 26515-7, 10*9/L",
        "G/L, 778-1, 10*9/L",
        "G/L, 49497-1, 10*9/L",
        "G/L, 6690-2, 10*9/L",
        "K/uL, 751-8, 10*3/uL",
        "K/uL, 731-0, 10*3/uL",
        "10*3/uL, 777-3, 10*3/uL",
        "{cells}/uL, 777-3, /uL",
        "cells/uL, 777-3, /uL",
        "10*12/L, 789-8, 10*12/L",
        "IU/L, 1742-6, U/L",
        "IU/L, 1920-8, U/L",
        "U/L, 1742-6, U/L",
        "\u00b5mol/L, 14631-6, umol/L",
        "\u03bcmol/L, 14682-9, umol/L",
        "umol/L, 14682-9, umol/L",
        "mg/dL, 1975-2, mg/dL",
        "g/L, 2465-3, g/L",
        "mg/L, 1988-5, mg/L",
        "mL/min, 2164-2, mL/min",
        "%, 4544-3, %",
    })
    void aUnitMeansOneOfUcum(String text, String loinc, String ucum) {
        assertThat(maps.unit(text, loinc)).hasValue(ucum);
    }

    /** Immunoglobulins in capitals, and a hormone in international units. */
    @ParameterizedTest
    @CsvSource({"G/L, 2465-3", "G/L, 718-7", "K/uL, 2465-3", "IU/L, 2118-8", "IU/L, 21198-7"})
    void aUnitThatMeansTwoThingsMeansNothingForAnotherAnalyte(String text, String loinc) {
        assertThat(maps.unit(text, loinc)).isEmpty();
    }

    @Test
    void aNumberHasTheNamespaceOfWhoGaveIt() {
        assertThat(maps.namespace("HOSP")).hasValue("https://platelink.org/synthetic");
        assertThat(maps.namespace("")).hasValue("https://platelink.org/synthetic");
        assertThat(maps.namespace("LAB")).hasValue("https://hospital.example/lab");
        assertThat(maps.namespace("OTHER")).isEmpty();
    }

    @Test
    void everyTargetOfAUnitIsOneThatUcumHas() throws Exception {
        UcumService ucum = new UcumEssenceService(UcumService.class.getResourceAsStream("/ucum-essence.xml"));
        List<String> targets = all().flatMap(map -> map.getGroup().stream())
                .filter(group -> "http://unitsofmeasure.org".equals(group.getTarget()))
                .flatMap(group -> group.getElement().stream())
                .flatMap(element -> element.getTarget().stream())
                .map(target -> target.getCode())
                .distinct()
                .toList();

        assertThat(targets).hasSizeGreaterThan(10).allSatisfy(target -> assertThat(ucum.validate(target))
                .isNull());
    }

    /** The two micro signs are two characters. */
    @ParameterizedTest
    @ValueSource(strings = {"\u00b5mol/L", "\u03bcmol/L"})
    void bothMicroSignsAreThere(String text) {
        assertThat(all().flatMap(map -> map.getGroup().stream())
                        .flatMap(group -> group.getElement().stream())
                        .map(element -> element.getCode()))
                .containsOnlyOnce(text);
    }
}
