package org.platelink.laboratory.lab;

import static org.assertj.core.api.Assertions.assertThat;

import org.hl7.fhir.r4.model.CodeableConcept;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.platelink.laboratory.hl7v2.CodedElement;

/** What coded elements come to. */
class CodeTranslationTests {

    private final CodeTranslation codes = new CodeTranslation(
            Messages.maps("lab-codes|PLT|http://loinc.org|777-3", "lab-codes|INDEX|http://loinc.org|-"));

    @ParameterizedTest
    @ValueSource(strings = {"777-3", "26515-7", "1742-6", "718-7", "2465-3", "58410-2", "80387-4", "6690-2"})
    void knowsALoincCodeByItsLastDigit(String code) {
        assertThat(CodeTranslation.isLoinc(code)).isTrue();
        for (char last = '0'; last <= '9'; last++) {
            String other = code.substring(0, code.length() - 1) + last;
            assertThat(CodeTranslation.isLoinc(other)).as(other).isEqualTo(other.equals(code));
        }
    }

    @ParameterizedTest
    @ValueSource(
            strings = {"", "777", "7773", "777-33", "777 -3", "LA6576-8", "LP14419-3", "77777777-3", "-3", "777-3 "})
    void knowsWhatIsNotWrittenAsALoincCode(String code) {
        assertThat(CodeTranslation.isLoinc(code)).isFalse();
    }

    @Test
    void putsLoincFirstWhereverItWasSent() {
        CodeTranslation.TranslatedCode named =
                codes.named(new CodedElement("THROM", "Thrombocytes", "99OLD", "777-3", "Platelets", "LN", "Thrombos"));

        assertThat(named.loinc()).isEqualTo("777-3");
        assertThat(named.key()).isEqualTo("http://loinc.org|777-3");
        assertThat(named.sent()).isEqualTo("https://platelink.org/site/site-1/lab-codes/99OLD|THROM");
        assertThat(named.concept().getText()).isEqualTo("Thrombos");
        assertThat(named.concept().getCoding())
                .extracting(one -> one.getSystem() + " " + one.getCode() + " " + one.getDisplay())
                .containsExactly(
                        "http://loinc.org 777-3 null",
                        "https://platelink.org/site/site-1/lab-codes/99OLD THROM Thrombocytes");
    }

    @Test
    void tellsWhatIsLeftOutFromWhatIsUnknown() {
        assertThat(codes.named(coded("INDEX", "L")).notTaken()).isTrue();
        assertThat(codes.named(coded("OTHER", "L")).notTaken()).isFalse();
        assertThat(codes.named(coded("OTHER", "L")).loinc()).isEmpty();
    }

    @Test
    void callsATableOfHl7ByItsNumber() {
        assertThat(codes.plain(coded("BLD", "HL70487")).getCodingFirstRep().getSystem())
                .isEqualTo("http://terminology.hl7.org/CodeSystem/v2-0487");
        assertThat(codes.plain(coded("BLD", "HL7")).getCodingFirstRep().getSystem())
                .isEqualTo("https://platelink.org/site/site-1/lab-codes/HL7");
    }

    /** FHIR refuses as a table's what it does not have; EDTA is such a word, where the table has EDTK and EDTN. */
    @Test
    void whatATableDoesNotHaveIsTheLaboratorysOwn() {
        CodeableConcept additive = codes.plain(new CodedElement("EDTA", "EDTA tube", "HL70371", "", "", "", ""));

        assertThat(additive.getCodingFirstRep().getSystem())
                .isEqualTo("https://platelink.org/site/site-1/lab-codes/HL70371");
        assertThat(additive.getCodingFirstRep().getDisplay()).isEqualTo("EDTA tube");
        assertThat(codes.plain(coded("EDTK", "HL70371")).getCodingFirstRep().getSystem())
                .isEqualTo("http://terminology.hl7.org/CodeSystem/v2-0371");
        assertThat(codes.plain(coded("ANY", "HL79999")).getCodingFirstRep().getSystem())
                .isEqualTo("http://terminology.hl7.org/CodeSystem/v2-9999");
    }

    private static CodedElement coded(String code, String system) {
        return new CodedElement(code, "", system, "", "", "", "");
    }
}
