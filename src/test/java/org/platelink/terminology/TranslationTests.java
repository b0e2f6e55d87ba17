package org.platelink.terminology;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import org.hl7.fhir.r4.model.Coding;
import org.hl7.fhir.r4.model.ConceptMap;
import org.hl7.fhir.r4.model.ConceptMap.ConceptMapGroupComponent;
import org.hl7.fhir.r4.model.ConceptMap.ConceptMapGroupUnmappedMode;
import org.hl7.fhir.r4.model.Enumerations.ConceptMapEquivalence;
import org.hl7.fhir.r4.model.Parameters;
import org.junit.jupiter.api.Test;

class TranslationTests {

    private static final Translation FORWARD = new Translation(null, false);

    private final ConceptMap map = map();

    private static ConceptMap map() {
        ConceptMap map = new ConceptMap();
        map.setUrl("urn:map");
        ConceptMapGroupComponent group = map.addGroup().setSource("urn:a").setTarget("urn:b");
        group.addElement().setCode("1").addTarget().setCode("one").setEquivalence(ConceptMapEquivalence.WIDER);
        group.addElement().setCode("2").addTarget().setEquivalence(ConceptMapEquivalence.UNMATCHED);
        return map;
    }

    private static String told(List<Translation.Match> matches) {
        return matches.stream()
                .map(match -> match.equivalence().toCode() + " "
                        + match.concept().getSystem() + "|" + match.concept().getCode())
                .reduce("", (one, other) -> one + other);
    }

    @Test
    void translatesACodeOfTheSourceAndNoOther() {
        assertThat(told(FORWARD.of(new Coding("urn:a", "1", null), List.of(map))))
                .isEqualTo("wider urn:b|one");
        assertThat(FORWARD.of(new Coding("urn:other", "1", null), List.of(map))).isEmpty();
        assertThat(FORWARD.of(new Coding("urn:a", "3", null), List.of(map))).isEmpty();
    }

    @Test
    void turnsWiderToNarrowerOnTheWayBack() {
        assertThat(told(new Translation(null, true).of(new Coding("urn:b", "one", null), List.of(map))))
                .isEqualTo("narrower urn:a|1");
    }

    @Test
    void keepsToTheTargetSystem() {
        assertThat(new Translation("urn:c", false).of(new Coding("urn:a", "1", null), List.of(map)))
                .isEmpty();
    }

    @Test
    void anUnmatchedCodeIsNoTranslation() {
        Parameters answer = Translation.answer(FORWARD.of(new Coding("urn:a", "2", null), List.of(map)), List.of(map));

        assertThat(answer.getParameterBool("result")).isFalse();
        assertThat(answer.getParameter("message").getValue().primitiveValue()).contains("no translation");
    }

    @Test
    void whatIsNotListedIsWhatTheMapSaysOfTheRest() {
        map.getGroupFirstRep()
                .getUnmapped()
                .setMode(ConceptMapGroupUnmappedMode.FIXED)
                .setCode("other");
        assertThat(told(FORWARD.of(new Coding("urn:a", "9", null), List.of(map))))
                .isEqualTo("inexact urn:b|other");

        map.getGroupFirstRep().getUnmapped().setMode(ConceptMapGroupUnmappedMode.PROVIDED);
        assertThat(told(FORWARD.of(new Coding("urn:a", "9", null), List.of(map))))
                .isEqualTo("equal urn:b|9");
    }
}
