package org.platelink.platform.validation;

import static org.assertj.core.api.Assertions.assertThat;

import org.hl7.fhir.r4.model.CodeableConcept;
import org.hl7.fhir.r4.model.Coding;
import org.hl7.fhir.r4.model.Observation;
import org.hl7.fhir.r4.model.Patient;
import org.junit.jupiter.api.Test;

class ProfileChoiceTests {

    private static final String GUIDE = "https://platelink.org/ig/msc-itp/StructureDefinition/";

    @Test
    void aCodeOfTheTrialCallsForItsAnalytesProfile() {
        assertThat(GuideValidator.CHOICE.profilesFor(result("http://loinc.org", "777-3")))
                .contains(GUIDE + "platelet-count");
        assertThat(GuideValidator.CHOICE.profilesFor(result("http://loinc.org", "1742-6")))
                .contains(GUIDE + "alt")
                .doesNotContain(GUIDE + "platelet-count");
    }

    @Test
    void oneOfSeveralCodingsIsEnough() {
        Observation result = result("https://hospital.example/codes", "PLT");
        result.getCode().addCoding().setSystem("http://loinc.org").setCode("777-3");

        assertThat(GuideValidator.CHOICE.profilesFor(result)).contains(GUIDE + "platelet-count");
    }

    @Test
    void theSameCodeOfAnotherSystemCallsForNothing() {
        assertThat(GuideValidator.CHOICE.profilesFor(result("https://hospital.example/codes", "777-3")))
                .doesNotContain(GUIDE + "platelet-count");
    }

    @Test
    void aTypeOfTheTrialCallsForItsProfileWithoutAClaim() {
        assertThat(GuideValidator.CHOICE.profilesFor(new Patient())).containsExactly(GUIDE + "participant");
    }

    @Test
    void aClaimIsFollowedToo() {
        Observation result = result("http://loinc.org", "718-7");
        result.getMeta().addProfile(GUIDE + "igg");

        assertThat(GuideValidator.CHOICE.profilesFor(result)).contains(GUIDE + "igg");
        assertThat(GuideValidator.CHOICE.unknownClaims(result)).isEmpty();
    }

    @Test
    void aClaimUnderTheGuidesAddressThatItDoesNotHaveIsUnknown() {
        Observation result = result("http://loinc.org", "777-3");
        result.getMeta().addProfile(GUIDE + "thrombocytes").addProfile("http://example.org/StructureDefinition/own");

        assertThat(GuideValidator.CHOICE.unknownClaims(result)).containsExactly(GUIDE + "thrombocytes");
    }

    private static Observation result(String system, String code) {
        Observation result = new Observation();
        result.setCode(new CodeableConcept(new Coding().setSystem(system).setCode(code)));
        return result;
    }
}
