package org.platelink.laboratory.lab;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.tuple;

import java.util.List;
import org.hl7.fhir.r4.model.Coding;
import org.hl7.fhir.r4.model.Observation;
import org.hl7.fhir.r4.model.Quantity;
import org.hl7.fhir.r4.model.Specimen;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;
import org.platelink.laboratory.journal.Finding;
import org.platelink.laboratory.journal.Reason;
import org.platelink.platform.validation.GuideFaults;

/** What codes, units and namespaces of a laboratory come to. */
class WordsTests {

    private static final SiteMaps NO_MAPS = Messages.maps();

    @Test
    void takesTheMapForNumbersWithoutAnAuthority() {
        SiteMaps maps = Messages.maps(
                "lab-namespaces|-|urn:x|https://hospital.example/patients",
                "lab-namespaces|-order|urn:x|https://lab.example/orders",
                "lab-namespaces|-specimen|urn:x|https://lab.example/samples",
                "lab-namespaces|-result|urn:x|https://lab.example/results");

        assertThat(Messages.report(maps, Messages.ORDER).getIdentifier())
                .extracting(one -> one.getSystem())
                .containsOnly("https://lab.example/orders");
        TranslatedResults translated = Messages.translate(
                maps,
                Messages.ORDER,
                "OBX|1|NM|777-3^Platelets^LN||27|10*9/L^^UCUM|||||F||||||||||R-1",
                "SPM|1|S-1||BLD^Blood^L");
        assertThat(Messages.observations(translated)
                        .get(0)
                        .getIdentifierFirstRep()
                        .getSystem())
                .isEqualTo("https://lab.example/results");
        assertThat(Messages.of(translated, Specimen.class))
                .extracting(one -> one.getIdentifierFirstRep().getSystem())
                .containsExactly("https://lab.example/samples");
    }

    /** A number that says of nobody whose it is must not become one of a patient. */
    @Test
    void givesNoNumberWithoutAnAuthorityTheNamespaceOfPatients() {
        SiteMaps maps = Messages.maps("lab-namespaces|-|urn:x|https://hospital.example/patients");

        assertThat(Messages.report(maps, Messages.ORDER).getIdentifier())
                .extracting(one -> one.getSystem())
                .containsOnly("https://platelink.org/site/site-1/numbers/-");
    }

    @Test
    void takesACodeThatStandsInThePlaceOfTheAlternateAlone() {
        String result = "OBX|1|NM|^^^PLT2^Platelets^L||27|10*9/L^^UCUM|||||F";

        assertThat(Messages.translate(NO_MAPS, Messages.ORDER, result).findings())
                .extracting(Finding::reason, Finding::place, Finding::key)
                .containsExactly(
                        tuple(Reason.UNMAPPED_CODE, "OBX[1]-3", "https://platelink.org/site/site-1/lab-codes|PLT2"));
        assertThat(Messages.result(Messages.maps("lab-codes|PLT2|http://loinc.org|777-3"), result)
                        .getCode()
                        .getCoding())
                .extracting(Coding::getSystem, Coding::getCode)
                .containsExactly(
                        tuple("http://loinc.org", "777-3"),
                        tuple("https://platelink.org/site/site-1/lab-codes", "PLT2"));
        assertThat(Messages.result(NO_MAPS, "OBX|1|NM|^^^777-3^Platelets^LN||27|^^^10*9/L^billions^UCUM|||||F")
                        .getValueQuantity()
                        .getCode())
                .isEqualTo("10*9/L");
        assertThat(Messages.result(
                                Messages.maps("lab-units|G/L|http://unitsofmeasure.org|10*9/L|777-3"),
                                "OBX|1|NM|777-3^Platelets^LN||27|^^^G/L^^L|||||F")
                        .getValueQuantity()
                        .getCode())
                .isEqualTo("10*9/L");
        assertThat(Messages.report(NO_MAPS, Messages.ORDER.replace("CBC^Blood count^L", "^^^CBC^Blood count^L"))
                        .getCode()
                        .getCodingFirstRep()
                        .getCode())
                .isEqualTo("CBC");
    }

    @ParameterizedTest
    @CsvSource({
        "10^9/L,10^9/L",
        "x10^9/L,x10^9/L",
        "10^3/uL,10^3/uL",
        "10^12/L,10^12/L",
        "10\\S\\9/L,10^9/L",
        "X10^9/L^^^^,X10^9/L"
    })
    void readsAPowerWhoseSignWasNotEscaped(String sent, String word) {
        String result = "OBX|1|NM|777-3^Platelets^LN||27|" + sent + "|||||F";

        assertThat(Messages.translate(NO_MAPS, Messages.ORDER, result).findings())
                .extracting(Finding::reason, Finding::place, Finding::key)
                .containsExactly(tuple(Reason.UNMAPPED_UNIT, "OBX[1]-6", word + "|777-3"));
        Quantity mapped = Messages.result(
                        Messages.maps("lab-units|" + word + "|http://unitsofmeasure.org|10*9/L"), result)
                .getValueQuantity();
        assertThat(mapped.getCode()).isEqualTo("10*9/L");
        assertThat(mapped.getUnit()).isEqualTo(word);
    }

    @Test
    void saysHowAPowerIsSent() {
        assertThat(Messages.translate(NO_MAPS, Messages.ORDER, "OBX|1|NM|777-3^Platelets^LN||27|10^9/L|125-350||||F")
                        .findings())
                .singleElement()
                .extracting(Finding::sentence)
                .asString()
                .contains("escaped", "10\\S\\9/L", "10*9/L^^UCUM");
    }

    @ParameterizedTest
    @ValueSource(strings = {"IU/L", "x10^9/L", "cells/ul", "K/uL/", "units", "10*9/L;", "mmHg", "%%"})
    void aUnitThatIsCalledUcumAndIsNoneWaits(String unit) {
        String sent = unit.replace("^", "\\S\\");
        for (String code : List.of("777-3^Platelets", "1988-5^CRP")) {
            assertThat(Messages.translate(
                                    NO_MAPS, Messages.ORDER, "OBX|1|NM|" + code + "^LN||27|" + sent + "^^UCUM|1-5||||F")
                            .findings())
                    .extracting(Finding::reason, Finding::place)
                    .containsExactly(tuple(Reason.UNMAPPED_UNIT, "OBX[1]-6"));
        }
    }

    @Test
    void aMapThatGivesNoUnitOfUcumIsFound() {
        SiteMaps maps = Messages.maps("lab-units|E/L|http://unitsofmeasure.org|IU/L");

        assertThat(Messages.translate(maps, Messages.ORDER, "OBX|1|NM|1988-5^CRP^LN||27|E/L|||||F")
                        .findings())
                .singleElement()
                .extracting(Finding::sentence)
                .asString()
                .contains("mend it");
    }

    /** What FHIR does not take for a code stays as a text, and a result's waits by its name. */
    @ParameterizedTest
    @ValueSource(strings = {"PLT  X", "PLT\\X0A\\X", "PLT\\X09\\X"})
    void whatIsNoCodeIsToldSo(String code) {
        TranslatedResults translated = Messages.translate(
                NO_MAPS,
                Messages.ORDER.replace("CBC^Blood count", code + "^Blood count"),
                "OBX|1|NM|" + code + "^Platelets^L||27|10*9/L^^UCUM|||||F",
                "OBX|2|CE|600-7^Culture^LN||" + code + "^Growth^L||||||F||||||" + code + "^Agar^L",
                "SPM|1|S-1||" + code + "^Blood^L");

        assertThat(translated.findings())
                .extracting(Finding::reason, Finding::place)
                .containsExactly(tuple(Reason.UNMAPPED_CODE, "OBX[1]-3"));
        assertThat(translated.findings().get(0).sentence()).contains("is no code");
        assertThat(translated.delivered().stream()
                        .filter(one -> !one.source().faulty())
                        .map(DeliveredResource::resource))
                .flatExtracting(GuideFaults::of)
                .isEmpty();
    }

    @Test
    void anOrderThatDoesNotSayWhatWasAskedForIsTheSendersToMend() {
        for (String code : List.of("", "^^L", "\"\"")) {
            assertThat(Messages.translate(
                                    NO_MAPS,
                                    Messages.ORDER.replace("CBC^Blood count^L", code),
                                    "OBX|1|NM|777-3^Platelets^LN||27|10*9/L^^UCUM|||||F")
                            .findings())
                    .extracting(Finding::reason, Finding::place)
                    .containsExactly(tuple(Reason.NO_ORDER_CODE, "OBR[1]-4"));
        }
    }

    /** An analyser computes an age; the age at the consent is what the registration records. */
    @ParameterizedTest
    @ValueSource(
            strings = {
                "NM|30525-0^Age^LN||41|yr^^L",
                "NM|30525-0^Age^LN||41|a^^UCUM",
                "NM|AGE^Age^L||41|",
                "NM|29463-7^Weight^LN||61|kg^^UCUM",
                "ST|30525-0^Age^LN||41 years|"
            })
    void whatNoLaboratoryMeasuresIsLeftOutAndCounted(String result) {
        TranslatedResults translated = Messages.translate(
                Messages.maps("lab-codes|AGE|http://loinc.org|30525-0"),
                Messages.ORDER,
                "OBX|1|" + result + "|||||F",
                "OBX|2|NM|777-3^Platelets^LN||27|10*9/L^^UCUM|||||F");

        assertThat(translated.findings()).isEmpty();
        assertThat(translated.notTaken()).isEqualTo(1);
        assertThat(Messages.observations(translated)).hasSize(1);
    }

    @Test
    void makesNoNamespaceOfAnOidThatWasNotSent() {
        assertThat(Messages.report(NO_MAPS, Messages.ORDER.replace("|F-1|", "|F-1^LIS^^ISO|"))
                        .getIdentifier()
                        .get(1)
                        .getSystem())
                .isEqualTo("https://platelink.org/site/site-1/numbers/LIS");
    }

    @Test
    void letsTheSitesMapMendALoincCodeThatIsSentWrong() {
        String result = "OBX|1|NM|777-4^Platelets^LN||27|10*9/L^^UCUM|||||F";
        SiteMaps maps = Messages.maps("lab-codes/LN|777-4|http://loinc.org|777-3");

        assertThat(Messages.reasons(NO_MAPS, Messages.ORDER, result)).containsExactly(Reason.UNMAPPED_CODE);
        assertThat(Messages.result(maps, result).getCode().getCoding())
                .extracting(Coding::getSystem, Coding::getCode)
                .containsExactly(
                        tuple("http://loinc.org", "777-3"),
                        tuple("https://platelink.org/site/site-1/lab-codes/LN", "777-4"));
    }

    @Test
    void looksTheAlternateCodeUpToo() {
        SiteMaps maps = Messages.maps("lab-codes/99LAB|4711|http://loinc.org|777-3");

        assertThat(Messages.result(maps, "OBX|1|NM|PLT^Platelets^L^4711^Platelets^99LAB||27|10*9/L^^UCUM|||||F")
                        .getCode()
                        .getCodingFirstRep()
                        .getCode())
                .isEqualTo("777-3");
    }

    @Test
    void doesNotTakeAnotherSnomedForSnomedCt() {
        Observation result = Messages.result(NO_MAPS, "OBX|1|CE|600-7^Culture^LN||T-0001^Blood^SNM3||||||F");

        assertThat(result.getValueCodeableConcept().getCodingFirstRep().getSystem())
                .isEqualTo("https://platelink.org/site/site-1/lab-codes/SNM3");
    }

    @Test
    void takesAUnitThatIsSentAsUcumBesideTheLaboratorysOwn() {
        Quantity quantity = Messages.result(NO_MAPS, "OBX|1|NM|777-3^Platelets^LN||27|G/L^^L^10*9/L^^UCUM|||||F")
                .getValueQuantity();

        assertThat(quantity.getCode()).isEqualTo("10*9/L");
        assertThat(quantity.getUnit()).isEqualTo("G/L");
    }

    @Test
    void takesNoUnitForUcumWithoutItsCode() {
        assertThat(Messages.reasons(NO_MAPS, Messages.ORDER, "OBX|1|NM|777-3^Platelets^LN||27|^10*9/L^UCUM|||||F"))
                .containsExactly(Reason.UNMAPPED_UNIT);
    }

    @Test
    void takesTheMapForANumberWithoutAUnit() {
        SiteMaps maps = Messages.maps("lab-units|-|http://unitsofmeasure.org|{INR}");
        String inr = "OBX|1|NM|6301-6^INR^LN||1.10||||||F";

        assertThat(Messages.reasons(NO_MAPS, Messages.ORDER, inr)).containsExactly(Reason.UNMAPPED_UNIT);
        Quantity quantity = Messages.result(maps, inr).getValueQuantity();
        assertThat(quantity.getCode()).isEqualTo("{INR}");
        assertThat(quantity.hasUnit()).isFalse();
        assertThat(quantity.getValue()).hasToString("1.10");
    }

    @Test
    void makesNoNamespaceOfWhatIsNoOid() {
        assertThat(Messages.report(NO_MAPS, Messages.ORDER.replace("|F-1|", "|F-1^^Lab of the house^ISO|"))
                        .getIdentifier()
                        .get(1)
                        .getSystem())
                .isEqualTo("https://platelink.org/site/site-1/numbers/Lab%20of%20the%20house");
    }

    @Test
    void showsWhatTheLaboratoryCallsAUnitOfUcum() {
        Quantity quantity = Messages.result(
                        NO_MAPS, "OBX|1|NM|777-3^Platelets^LN||27|10*9/L^billions per litre^UCUM|||||F")
                .getValueQuantity();

        assertThat(quantity.getUnit()).isEqualTo("billions per litre");
        assertThat(quantity.getCode()).isEqualTo("10*9/L");
    }

    @Test
    void keepsTheUnitOfANumberInWordsInANote() {
        Observation result = Messages.result(NO_MAPS, "OBX|1|ST|46702-7^Leukocytes^LN||5-10|HPF^per field^L|||||F");

        assertThat(result.getValueStringType().getValue()).isEqualTo("5-10");
        assertThat(result.getNote())
                .extracting(note -> note.getText())
                .containsExactly("Unit as sent: HPF (per field)");
    }

    @Test
    void asksTheMapOfWhatIsSaidToBeUcumAndNotAccepted() {
        String cells = "OBX|1|NM|26515-7^Platelets^LN||210000|{cells}/uL^cells per microliter^UCUM|||||F";
        SiteMaps maps = Messages.maps("lab-units|{cells}/uL|http://unitsofmeasure.org|/uL");

        assertThat(Messages.reasons(NO_MAPS, Messages.ORDER, cells)).containsExactly(Reason.WRONG_UNIT);
        assertThat(Messages.result(maps, cells).getValueQuantity().getCode()).isEqualTo("/uL");
        assertThat(Messages.result(maps, cells).getValueQuantity().getUnit()).isEqualTo("{cells}/uL");
    }

    @Test
    void leavesAUnitOfUcumThatIsAcceptedWhateverTheMapSays() {
        SiteMaps maps = Messages.maps("lab-units|/uL|http://unitsofmeasure.org|10*3/uL");

        assertThat(Messages.result(maps, "OBX|1|NM|777-3^Platelets^LN||210000|/uL^^UCUM|||||F")
                        .getValueQuantity()
                        .getCode())
                .isEqualTo("/uL");
    }
}
