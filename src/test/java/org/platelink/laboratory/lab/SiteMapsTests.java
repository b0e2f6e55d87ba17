package org.platelink.laboratory.lab;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import org.hl7.fhir.r4.model.CodeableConcept;
import org.hl7.fhir.r4.model.Coding;
import org.hl7.fhir.r4.model.ConceptMap;
import org.hl7.fhir.r4.model.ConceptMap.TargetElementComponent;
import org.hl7.fhir.r4.model.Enumerations.ConceptMapEquivalence;
import org.hl7.fhir.r4.model.Enumerations.PublicationStatus;
import org.junit.jupiter.api.Test;
import org.platelink.laboratory.lab.SiteMaps.Meaning;

class SiteMapsTests {

    private static final String SITE = "https://platelink.org/site/site-1/";
    private static final String LOINC = "http://loinc.org";
    private static final String UCUM = "http://unitsofmeasure.org";

    @Test
    void namesTheCodeSystemsOfASite() {
        assertThat(SiteMaps.codeSystem("site-1", "")).isEqualTo(SITE + "lab-codes");
        assertThat(SiteMaps.codeSystem("site-1", "L")).isEqualTo(SITE + "lab-codes");
        assertThat(SiteMaps.codeSystem("site-1", "99LAB")).isEqualTo(SITE + "lab-codes/99LAB");
        assertThat(SiteMaps.codeSystem("site-1", "my lab/2")).isEqualTo(SITE + "lab-codes/my%20lab%2F2");
    }

    @Test
    void knowsACodeByTheNameOfItsSystem() {
        SiteMaps maps = SiteMaps.of(
                "site-1",
                List.of(
                        map("lab-codes", "PLT", LOINC, "777-3", ConceptMapEquivalence.EQUIVALENT),
                        map("lab-codes/99LAB", "PLT", LOINC, "26515-7", ConceptMapEquivalence.EQUAL)));

        assertThat(code(maps.code("L", "PLT"))).isEqualTo("777-3");
        assertThat(code(maps.code("", "PLT"))).isEqualTo("777-3");
        assertThat(code(maps.code("99LAB", "PLT"))).isEqualTo("26515-7");
        assertThat(code(maps.codeOfSystem(SITE + "lab-codes/99LAB", "PLT"))).isEqualTo("26515-7");
        assertThat(maps.code("", "plt")).isInstanceOf(Meaning.UnmappedCode.class);
        assertThat(maps.code("OTHER", "PLT")).isInstanceOf(Meaning.UnmappedCode.class);
    }

    @Test
    void hasNoMeaningForASystemThatIsNoneOfTheSites() {
        SiteMaps maps = SiteMaps.of(
                "site-1", List.of(map("lab-answers", "POS", LOINC, "LA6576-8", ConceptMapEquivalence.EQUAL)));

        assertThat(maps.codeOfSystem(SITE + "lab-answers", "pos")).isInstanceOf(Meaning.UnmappedCode.class);
    }

    @Test
    void tellsWhatIsNotTakenFromWhatIsUnknown() {
        SiteMaps maps = SiteMaps.of(
                "site-1",
                List.of(
                        map("lab-codes", "INDEX", LOINC, null, ConceptMapEquivalence.UNMATCHED),
                        map("lab-codes", "LABEL", LOINC, "777-3", ConceptMapEquivalence.DISJOINT),
                        map("lab-codes", "WIDE", LOINC, "777-3", ConceptMapEquivalence.WIDER)));

        assertThat(maps.code("", "INDEX")).isInstanceOf(Meaning.ExcludedCode.class);
        assertThat(maps.code("", "LABEL")).isInstanceOf(Meaning.ExcludedCode.class);
        assertThat(maps.code("", "WIDE")).isInstanceOf(Meaning.UnmappedCode.class);
    }

    @Test
    void readsAnswersWhateverTheCaseOfTheirLetters() {
        SiteMaps maps = SiteMaps.of(
                "site-1",
                List.of(map("lab-answers", "Nicht reaktiv", LOINC, "LA6577-6", ConceptMapEquivalence.EQUIVALENT)));

        assertThat(code(maps.answer("NICHT REAKTIV "))).isEqualTo("LA6577-6");
        assertThat(maps.answer("reaktiv")).isInstanceOf(Meaning.UnmappedCode.class);
    }

    @Test
    void prefersAUnitThatIsMappedForTheAnalyte() {
        ConceptMap platelets = map("lab-units", "G/L", UCUM, "10*9/L", ConceptMapEquivalence.EQUIVALENT);
        target(platelets)
                .addDependsOn()
                .setProperty("https://platelink.org/ig/msc-itp/analyte")
                .setValue("777-3");
        SiteMaps maps = SiteMaps.of(
                "site-1", List.of(map("lab-units", "G/L", UCUM, "g/L", ConceptMapEquivalence.EQUIVALENT), platelets));

        assertThat(maps.unit("G/L", "777-3")).contains("10*9/L");
        assertThat(maps.unit("G/L", "2465-3")).contains("g/L");
        assertThat(maps.unit("g/L", "2465-3")).isEmpty();
    }

    @Test
    void leavesAUnitThatDependsOnSomethingElse() {
        ConceptMap map = map("lab-units", "G/L", UCUM, "10*9/L", ConceptMapEquivalence.EQUIVALENT);
        target(map).addDependsOn().setProperty("https://lab.example/device").setValue("777-3");

        assertThat(SiteMaps.of("site-1", List.of(map)).unit("G/L", "777-3")).isEmpty();
    }

    @Test
    void knowsTheNamespaceOfWhereNoneIsSent() {
        SiteMaps maps = SiteMaps.of(
                "site-1",
                List.of(
                        map("lab-namespaces", "-", "urn:x", "https://lab.example/plain", ConceptMapEquivalence.EQUAL),
                        map("lab-namespaces", "LIS", "urn:x", "https://lab.example/lis", ConceptMapEquivalence.EQUAL)));

        assertThat(maps.namespace("")).contains("https://lab.example/plain");
        assertThat(maps.namespace("LIS")).contains("https://lab.example/lis");
        assertThat(maps.namespace("OTHER")).isEmpty();
    }

    @Test
    void readsNoMapOfAnotherSiteAndNoneThatIsNotActive() {
        ConceptMap elsewhere = map("lab-codes", "PLT", LOINC, "777-3", ConceptMapEquivalence.EQUAL);
        elsewhere
                .getUseContextFirstRep()
                .getValueCodeableConcept()
                .getCodingFirstRep()
                .setCode("site-2");
        ConceptMap draft = map("lab-codes", "ALT", LOINC, "1742-6", ConceptMapEquivalence.EQUAL);
        draft.setStatus(PublicationStatus.DRAFT);
        SiteMaps maps = SiteMaps.of("site-1", List.of(elsewhere, draft));

        assertThat(maps.code("", "PLT")).isInstanceOf(Meaning.UnmappedCode.class);
        assertThat(maps.code("", "ALT")).isInstanceOf(Meaning.UnmappedCode.class);
    }

    @Test
    void guessesNothingWhereMapsContradictEachOther() {
        SiteMaps maps = SiteMaps.of(
                "site-1",
                List.of(
                        map("lab-codes", "PLT", LOINC, "777-3", ConceptMapEquivalence.EQUAL),
                        map("lab-codes", "PLT", LOINC, "13056-7", ConceptMapEquivalence.EQUAL),
                        map("lab-codes", "PLT", LOINC, "777-3", ConceptMapEquivalence.EQUAL),
                        map("lab-codes", "ALT", LOINC, "1742-6", ConceptMapEquivalence.EQUAL),
                        map("lab-codes", "ALT", LOINC, "1742-6", ConceptMapEquivalence.EQUIVALENT)));

        assertThat(maps.code("", "PLT")).isInstanceOf(Meaning.UnmappedCode.class);
        assertThat(code(maps.code("", "ALT"))).isEqualTo("1742-6");
    }

    private static String code(Meaning meaning) {
        return ((Meaning.MappedCode) meaning).coding().getCode();
    }

    private static TargetElementComponent target(ConceptMap map) {
        return map.getGroupFirstRep().getElementFirstRep().getTargetFirstRep();
    }

    private static ConceptMap map(
            String source, String word, String system, String code, ConceptMapEquivalence equivalence) {
        ConceptMap map = new ConceptMap();
        map.setStatus(PublicationStatus.ACTIVE);
        map.addUseContext()
                .setCode(new Coding("http://terminology.hl7.org/CodeSystem/usage-context-type", "venue", null))
                .setValue(new CodeableConcept().addCoding(new Coding("https://platelink.org/site", "site-1", null)));
        map.addGroup()
                .setSource(SITE + source)
                .setTarget(system)
                .addElement()
                .setCode(word)
                .addTarget()
                .setCode(code)
                .setEquivalence(equivalence);
        return map;
    }
}
