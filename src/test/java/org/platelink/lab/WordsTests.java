package org.platelink.lab;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.tuple;

import org.hl7.fhir.r4.model.Coding;
import org.hl7.fhir.r4.model.Observation;
import org.hl7.fhir.r4.model.Quantity;
import org.junit.jupiter.api.Test;
import org.platelink.journal.Reason;

/** What codes, units and namespaces of a laboratory come to. */
class WordsTests {

    private static final SiteMaps NO_MAPS = Messages.maps();

    @Test
    void takesTheMapForNumbersWithoutAnAuthority() {
        SiteMaps maps = Messages.maps("lab-namespaces|-|urn:x|https://lab.example/orders");

        assertThat(Messages.report(maps, Messages.ORDER).getIdentifier())
                .extracting(one -> one.getSystem())
                .containsOnly("https://lab.example/orders");
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
