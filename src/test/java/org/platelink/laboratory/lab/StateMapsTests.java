package org.platelink.laboratory.lab;

import static org.assertj.core.api.Assertions.assertThat;

import org.hl7.fhir.r4.model.ConceptMap;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.platelink.platform.validation.GuideFaults;

/** Which maps of words for states the guide takes. */
class StateMapsTests {

    @ParameterizedTest
    @CsvSource({
        "0085,P,true",
        "0085,O,true",
        "0085,Q,false",
        "0085,final,false",
        "0123,F,true",
        "0123,Z,false",
        "0124,F,false"
    })
    void aWordIsMappedToACodeOfItsTable(String table, String code, boolean taken) {
        ConceptMap map = LabMaps.draft("states", "site-1");
        map.getGroupFirstRep()
                .setSource("https://platelink.org/site/site-1/lab-answers")
                .setTarget("http://terminology.hl7.org/CodeSystem/v2-" + table)
                .getElementFirstRep()
                .setCode("Preliminary")
                .getTargetFirstRep()
                .setCode(code);

        assertThat(GuideFaults.of(map).isEmpty()).isEqualTo(taken);
    }
}
