package org.platelink.study.terminology;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import java.util.Map;
import org.hl7.fhir.r4.model.Coding;
import org.hl7.fhir.r4.model.ConceptMap;
import org.hl7.fhir.r4.model.ConceptMap.ConceptMapGroupComponent;
import org.hl7.fhir.r4.model.ConceptMap.ConceptMapGroupUnmappedMode;
import org.hl7.fhir.r4.model.Enumerations.ConceptMapEquivalence;
import org.hl7.fhir.r4.model.Parameters;
import org.junit.jupiter.api.Test;

class TranslationTests {

    private static final Translation FORWARD = new Translation(null, false, canonical -> List.of());

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
        assertThat(told(new Translation(null, true, canonical -> List.of())
                        .of(new Coding("urn:b", "one", null), List.of(map))))
                .isEqualTo("narrower urn:a|1");
    }

    @Test
    void keepsToTheTargetSystem() {
        assertThat(new Translation("urn:c", false, canonical -> List.of())
                        .of(new Coding("urn:a", "1", null), List.of(map)))
                .isEmpty();
    }

    @Test
    void anUnmatchedCodeIsNoTranslation() {
        Parameters answer = FORWARD.answer(FORWARD.of(new Coding("urn:a", "2", null), List.of(map)), List.of(map));

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

    private static ConceptMap leading(String url, String to) {
        ConceptMap map = new ConceptMap();
        map.setUrl(url);
        map.addGroup()
                .setSource("urn:a")
                .setTarget("urn:b")
                .getUnmapped()
                .setMode(ConceptMapGroupUnmappedMode.OTHERMAP)
                .setUrl(to);
        return map;
    }

    @Test
    void followsWhereAMapLeadsForWhatItDoesNotList() {
        Map<String, ConceptMap> known = Map.of("urn:map", map, "urn:second", leading("urn:second", "urn:map"));
        Translation translation = new Translation(
                null, false, canonical -> known.containsKey(canonical) ? List.of(known.get(canonical)) : List.of());
        ConceptMap first = leading("urn:first", "urn:second");
        first.getGroupFirstRep()
                .addElement()
                .setCode("5")
                .addTarget()
                .setCode("five")
                .setEquivalence(ConceptMapEquivalence.EQUAL);

        List<Translation.Match> matches = translation.of(new Coding("urn:a", "1", null), List.of(first));

        assertThat(told(matches)).isEqualTo("wider urn:b|one");
        assertThat(matches.get(0).map()).isEqualTo("urn:map");
        assertThat(told(translation.of(new Coding("urn:a", "5", null), List.of(first))))
                .isEqualTo("equal urn:b|five");
        assertThat(new Translation(null, true, translation.others())
                        .of(new Coding("urn:b", "one", null), List.of(first)))
                .isEmpty();
    }

    @Test
    void goesInNoCircle() {
        ConceptMap first = leading("urn:first", "urn:second");
        ConceptMap second = leading("urn:second", "urn:first");
        Translation translation =
                new Translation(null, false, canonical -> List.of(canonical.equals("urn:first") ? first : second));

        assertThat(translation.of(new Coding("urn:a", "1", null), List.of(first)))
                .isEmpty();
    }

    @Test
    void namesTheMapThatIsNotKnown() {
        ConceptMap first = leading("urn:first", "urn:nowhere");

        assertThat(FORWARD.answer(List.of(), List.of(first))
                        .getParameter("message")
                        .getValue()
                        .primitiveValue())
                .contains("no translation", "no active ConceptMap urn:nowhere");
    }
}
