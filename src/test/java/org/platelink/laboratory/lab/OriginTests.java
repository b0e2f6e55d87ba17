package org.platelink.laboratory.lab;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.stream.Collectors;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.hl7.fhir.r4.model.CodeableConcept;
import org.hl7.fhir.r4.model.Device;
import org.hl7.fhir.r4.model.DiagnosticReport;
import org.hl7.fhir.r4.model.Identifier;
import org.hl7.fhir.r4.model.Observation;
import org.hl7.fhir.r4.model.Organization;
import org.hl7.fhir.r4.model.Specimen;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.platelink.platform.validation.GuideFaults;

/** Who measured a result, with what, and in what; told as the fields of OBX and SPM. */
class OriginTests {

    /** The word for "no authority" may be that of the patients' numbers, and must not become a laboratory's. */
    private static final SiteMaps MAPS = Messages.maps(
            "lab-codes|PLT|http://loinc.org|777-3",
            "lab-units|G/L|http://unitsofmeasure.org|10*9/L",
            "lab-namespaces|-|urn:ietf:rfc:3986|https://hospital.example/patients",
            "lab-namespaces|CLIA|urn:ietf:rfc:3986|urn:oid:2.16.840.1.113883.4.7");

    private static Observation result(String fields15to24) {
        return Messages.result(MAPS, "OBX|1|NM|PLT^Platelets^L||27|G/L|||||F|||20260302|" + fields15to24);
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = ';',
            value = {
                "LAB01^Central^L; Central LAB01 https://platelink.org/site/site-1/numbers/-",
                "LAB01; LAB01 https://platelink.org/site/site-1/numbers/-",
                "10D0000000^Central^CLIA; Central 10D0000000 urn:oid:2.16.840.1.113883.4.7",
                "^Central; Central",
                "^^^7^Old^99LAB; Old 7 https://platelink.org/site/site-1/numbers/99LAB",
                "A^Short^L^^^^^^Long name; Long name A https://platelink.org/site/site-1/numbers/-",
                "||||||||Central; Central",
                "||||||||^^4711^^^AUTH; 4711 https://platelink.org/site/site-1/numbers/AUTH",
                "||||||||Central^^^^^CLIA^XX^^^10D0000000; Central 10D0000000 urn:oid:2.16.840.1.113883.4.7",
                "10D0000000^A^CLIA||||||||B^^^^^CLIA^XX^^^10D0000000; B 10D0000000 urn:oid:2.16.840.1.113883.4.7",
                "L1^A^L||||||||B; B + A L1 https://platelink.org/site/site-1/numbers/-",
                "L1^Same^L||||||||SAME; SAME L1 https://platelink.org/site/site-1/numbers/-",
                "L1^Same^L||||||||Same^^^^^AUTH^XX^^^9; Same 9 https://platelink.org/site/site-1/numbers/AUTH"
                        + " + Same L1 https://platelink.org/site/site-1/numbers/-",
                "|77^TECHNICIAN^SYNTHETIC|||||||||44^DIRECTOR^SYNTHETIC; ''",
            })
    void namesTheLaboratories(String fields, String laboratories) {
        Observation result = result(fields);

        assertThat(result.getContained().stream()
                        .map(Organization.class::cast)
                        .map(OriginTests::words)
                        .collect(Collectors.joining(" + ")))
                .isEqualTo(laboratories);
        assertThat(result.getPerformer()).hasSameSizeAs(result.getContained());
        assertThat(GuideFaults.of(result)).isEmpty();
    }

    private static String words(Organization laboratory) {
        Identifier number = laboratory.getIdentifierFirstRep();
        return Stream.of(laboratory.getName(), number.getValue(), number.getSystem())
                .filter(part -> part != null)
                .collect(Collectors.joining(" "));
    }

    /** A number of a type that may be a person's is told in words, so that nobody takes it for one. */
    @Test
    void aNumberOfAnotherTypeThanAnOrganizationsHasItsTypeInWords() {
        Organization laboratory = (Organization)
                result("||||||||Lab^^^^^AUTH^TAX^^^9").getContained().get(0);

        assertThat(laboratory.getIdentifierFirstRep().getType().hasCoding()).isFalse();
        assertThat(laboratory.getIdentifierFirstRep().getType().getText()).isEqualTo("TAX");
    }

    @Test
    void aDeviceIsAPartOfTheNext() {
        Observation result = result("|||XN^MAKER^SN-1~LINE^MAKER~^GROUP");

        assertThat(result.getDevice().getReference()).isEqualTo("#device");
        assertThat(result.getContained())
                .extracting(one -> one.getIdPart() + " "
                        + ((Device) one).getParent().getReference() + " "
                        + ((Device) one).getIdentifierFirstRep().getValue())
                .containsExactly("device #device-2 XN", "device-2 #device-3 LINE", "device-3 null null");
        assertThat(((Device) result.getContained().get(2))
                        .getDeviceNameFirstRep()
                        .getName())
                .isEqualTo("GROUP");
        assertThat(GuideFaults.of(result)).isEmpty();
    }

    @Test
    void ofMoreThanAnyLaboratoryHasTheRestIsANote() {
        String many = IntStream.range(0, 500).mapToObj(i -> "D" + i).collect(Collectors.joining("~"));

        Observation result = result("|||" + many);

        assertThat(result.getContained()).hasSize(10);
        assertThat(result.getNoteFirstRep().getText())
                .startsWith("Further devices as sent: D10, D11")
                .endsWith("D499");
        Specimen specimen = specimen("|" + many);
        assertThat(specimen.getContainer()).hasSize(20);
        assertThat(specimen.getNoteFirstRep().getText()).endsWith("D499");
    }

    /** A message with a long word and many results must not become as much of both. */
    @Test
    void whatManyResultsRepeatDoesNotGrowWithThem() {
        String word = "w".repeat(2000);
        TranslatedResults translated = Messages.translate(
                MAPS,
                "NTE|1||" + word.repeat(3),
                Messages.ORDER,
                "OBX|1|NM|PLT^Platelets^L||27|G/L|||||F|||20260302",
                "SPM|1|^T-1||^" + word + "|||||||||||||||||" + "CLOT^Clotted^HL70493",
                Messages.ORDER.replace("F-1", "F-2"));

        assertThat(Messages.of(translated, DiagnosticReport.class))
                .extracting(DiagnosticReport::hasConclusion)
                .containsExactly(true, false);
        assertThat(Messages.observations(translated)
                        .get(0)
                        .getExtensionByUrl(ResultSpecimen.URL)
                        .getExtensionByUrl("type")
                        .getValue())
                .satisfies(
                        type -> assertThat(((CodeableConcept) type).getText()).startsWith("Too long"));
        assertThat(Messages.of(translated, Specimen.class)
                        .findFirst()
                        .orElseThrow()
                        .getType()
                        .getText())
                .isEqualTo(word);
    }

    /** By SPM-20 and 21. */
    @ParameterizedTest
    @CsvSource({"Y, '', AVAILABLE", "N, '', UNAVAILABLE", "'', RC, UNSATISFACTORY", "Y, RC, AVAILABLE", "'', '', "})
    void tellsTheStateOfASample(String available, String reason, String state) {
        assertThat(specimen("|||||||||||||||" + available + "|" + reason).getStatus())
                .isEqualTo(state == null ? null : Specimen.SpecimenStatus.valueOf(state));
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = ';',
            value = {
                "4^mL; 4 mL null",
                "4.50^mL&millilitre&UCUM; 4.50 millilitre mL",
                "4; 4 null null",
                "about 4^mL; note",
                "-4^mL; note",
            })
    void keepsHowMuchWasTakenAsItWasSent(String sent, String expected) {
        Specimen specimen = specimen("|||||||" + sent);

        if (expected.equals("note")) {
            assertThat(specimen.getCollection().hasQuantity()).isFalse();
            assertThat(specimen.getNoteFirstRep().getText()).isEqualTo("Amount as sent: " + sent.replace("^", " "));
        } else {
            var quantity = specimen.getCollection().getQuantity();
            assertThat(quantity.getValueElement().getValueAsString() + " " + quantity.getUnit() + " "
                            + quantity.getCode())
                    .isEqualTo(expected);
        }
        assertThat(GuideFaults.of(specimen)).isEmpty();
    }

    /** The fields of SPM from SPM-5 on. */
    private static Specimen specimen(String fields) {
        return Messages.of(
                        Messages.translate(
                                MAPS,
                                Messages.ORDER,
                                "OBX|1|NM|PLT^Platelets^L||27|G/L|||||F|||20260302",
                                "SPM|1|^T-1||BLD^Blood^HL70487|" + fields),
                        Specimen.class)
                .findFirst()
                .orElseThrow();
    }
}
