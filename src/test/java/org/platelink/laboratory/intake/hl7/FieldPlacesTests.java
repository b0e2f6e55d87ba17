package org.platelink.laboratory.intake.hl7;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.charset.StandardCharsets;
import java.time.ZoneId;
import java.util.List;
import java.util.stream.Stream;
import org.hl7.fhir.r4.model.Observation;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.platelink.laboratory.hl7v2.MessageText;
import org.platelink.laboratory.hl7v2.OruReader;
import org.platelink.laboratory.lab.Analytes;
import org.platelink.laboratory.lab.DeliveredResource;
import org.platelink.laboratory.lab.OruTranslation;
import org.platelink.laboratory.lab.ResultIdentity;
import org.platelink.laboratory.lab.SiteMaps;
import org.platelink.laboratory.lab.SiteOptions;

/** Where in its message stands what was found of a resource. */
class FieldPlacesTests {

    private static final MessageText MESSAGE = new MessageText(
            String.join(
                    "\r",
                    "MSH|^~\\&|LIS|LAB|PLATELINK|TRIAL|20260302101500+0800||ORU^R01^ORU_R01|M-1|P|2.5.1",
                    "PID|1||SYN-1",
                    "NTE|1||of nobody",
                    "OBR|1|P-1|F-1|CBC^Blood count^L|||20260302081500+0800|||||||||||||||20260302100000+0800||HM|F",
                    "OBX|1|NM|777-3^Platelets^LN||27|10*9/L^^UCUM|||||F",
                    "NTE|1||the first",
                    "NTE|2",
                    "NTE|3||the second",
                    "SPM|1|^S-1||BLD",
                    "OBR|2||F-2|CHEM^Chemistry^L|||20260302081500+0800|||||||||||||||20260302100000+0800||CH|F",
                    "NTE|1||of the order",
                    "OBX|1|ST|600-7^Culture^LN||none||||||F",
                    "OBX|2|CWE|5196-1^HBsAg^LN||260385009^Negative^SCT||||||F",
                    "SPM|1|^S-2||SER",
                    "NTE|1||of the sample"),
            StandardCharsets.UTF_8);

    private final List<DeliveredResource> resources = new OruTranslation(
                    SiteMaps.of("site-1", List.of()),
                    ZoneId.of("Asia/Shanghai"),
                    Analytes.of(List.of(), List.of()),
                    null,
                    SiteOptions.NONE)
            .translate(new OruReader().read(MESSAGE).patients().get(0), "Patient/7")
            .delivered();
    private final FieldPlaces places = new FieldPlaces(MESSAGE);

    @ParameterizedTest
    @CsvSource({
        "Observation,0,Observation.value,OBX[1]-5",
        "Observation,0,Observation.value.code,OBX[1]-6",
        "Observation,0,Observation.value.ofType(Quantity).code,OBX[1]-6",
        "Observation,0,Observation.status,OBX[1]-11",
        "Observation,0,Observation.identifier[0].value,OBX[1]-21",
        "Observation,0,Observation.note[0].text,NTE[2]-3",
        "Observation,0,Observation.note[1].text,NTE[4]-3",
        "Observation,0,Observation.note[7].text,OBX[1]",
        "Observation,0,Observation,OBX[1]",
        "Observation,0,Observation.subject,OBX[1]",
        "Observation,1,Observation.value,OBX[2]-5",
        "Observation,2,Observation.value.coding[0].code,OBX[3]-5",
        "Observation,2,Observation.code.coding[0].code,OBX[3]-3",
        "DiagnosticReport,0,DiagnosticReport.identifier[0].value,OBR[1]-2",
        "DiagnosticReport,0,DiagnosticReport.identifier[1].value,OBR[1]-3",
        "DiagnosticReport,1,DiagnosticReport.identifier[0].value,OBR[2]-3",
        "DiagnosticReport,1,DiagnosticReport.code,OBR[2]-4",
        "DiagnosticReport,1,DiagnosticReport.conclusion,OBR[2]",
        "Specimen,0,Specimen.identifier[0].value,SPM[1]-2",
        "Specimen,1,Specimen.type.coding[0].code,SPM[2]-4",
    })
    void saysTheSegmentAndTheField(String type, int number, String path, String place) {
        DeliveredResource delivered = ofType(type).toList().get(number);

        assertThat(places.of(delivered, path)).isEqualTo(place);
    }

    @Test
    void leavesThePlaceOfWhatCameAsFhir() {
        DeliveredResource delivered = new DeliveredResource(
                new Observation(),
                "name",
                "key",
                null,
                null,
                ResultIdentity.ofId("id", "s-1"),
                "Observation",
                "Observation.identifier",
                null,
                null,
                false);

        assertThat(places.of(delivered, "Observation.value")).isEqualTo("Observation.value");
    }

    private Stream<DeliveredResource> ofType(String type) {
        return resources.stream().filter(one -> one.resource().fhirType().equals(type));
    }
}
