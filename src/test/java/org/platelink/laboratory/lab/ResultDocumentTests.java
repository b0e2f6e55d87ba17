package org.platelink.laboratory.lab;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import java.time.ZoneOffset;
import java.util.Base64;
import java.util.List;
import org.hl7.fhir.r4.model.Attachment;
import org.hl7.fhir.r4.model.Observation;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.platelink.laboratory.hl7v2.MessageText;
import org.platelink.laboratory.hl7v2.OruReader;
import org.platelink.laboratory.journal.Finding;
import org.platelink.laboratory.journal.Reason;
import org.platelink.platform.validation.GuideFaults;

/** A document beside a count, by the site's choice and without it. */
class ResultDocumentTests {

    private static final SiteMaps MAPS = Messages.maps("lab-codes|PDF|http://loinc.org|11502-2");
    private static final String TEXT = "Synthetic, of no person";
    private static final String BASE64 = Base64.getEncoder().encodeToString(TEXT.getBytes(UTF_8));
    private static final String COUNT = "OBX|1|NM|777-3^Platelets^LN||27|10*9/L^^UCUM|||||F";

    @Test
    void withoutTheSitesChoiceTheDocumentWaitsByNameAndTheCountIsTaken() {
        TranslatedResults translated = translate(new SiteOptions(true, false), COUNT, document("Base64", BASE64));

        assertThat(translated.findings()).isEmpty();
        assertThat(translated.heldBack()).extracting(Finding::reason).containsExactly(Reason.UNSUPPORTED_VALUE);
        assertThat(translated.heldBack().get(0).place()).isEqualTo("OBX[2]-5");
        assertThat(translated.heldBack().get(0).sentence())
                .contains("PLATELINK_INTAKE_DOCUMENTS")
                .doesNotContain(TEXT, BASE64);
        assertThat(Messages.observations(translated)).hasSize(1);
    }

    @Test
    void byTheSitesChoiceTheResultTellsOfItAndHoldsNothingOfIt() {
        TranslatedResults translated = translate(new SiteOptions(true, true), COUNT, document("Base64", BASE64));

        assertThat(translated.findings()).isEmpty();
        Observation document = Messages.observations(translated).get(1);
        Attachment attachment =
                (Attachment) document.getExtensionByUrl(ResultDocument.URL).getValue();
        assertThat(attachment.getContentType()).isEqualTo("application/pdf");
        assertThat(attachment.getSize()).isEqualTo(TEXT.length());
        assertThat(attachment.getHash()).hasSize(20);
        assertThat(attachment.hasData()).isFalse();
        assertThat(document.getDataAbsentReason().getCodingFirstRep().getCode()).isEqualTo("unsupported");
        assertThat(GuideFaults.of(document)).isEmpty();
    }

    @ParameterizedTest
    @CsvSource({"Base64, not!base64", "Base64, ''", "Hex, 123", "Zip, abcd", "'', abcd"})
    void whatCannotBeDecodedIsNamedAtItsPlace(String encoding, String data) {
        List<Finding> findings =
                translate(new SiteOptions(true, true), document(encoding, data)).findings();

        assertThat(findings).extracting(Finding::reason).containsExactly(Reason.UNREADABLE_VALUE);
        assertThat(findings.get(0).place()).isEqualTo("OBX[1]-5");
    }

    @ParameterizedTest
    @CsvSource({
        "IM, JPEG, image/jpeg",
        "AP, PDF, application/pdf",
        "TEXT, HTML, text/html",
        "AP, x-hl7-cda-level-one, application/x-hl7-cda-level-one",
        "multipart, a b, application/octet-stream",
        "IM, '', application/octet-stream"
    })
    void itsKindIsThatOfHl7sTables(String type, String subtype, String contentType) {
        Observation document = Messages.observations(translate(
                        new SiteOptions(true, true),
                        document("Base64", BASE64).replace("^IM^PDF^", "^" + type + "^" + subtype + "^")))
                .get(0);

        assertThat(((Attachment) document.getExtensionByUrl(ResultDocument.URL).getValue()).getContentType())
                .isEqualTo(contentType);
    }

    private static String document(String encoding, String data) {
        return "OBX|2|ED|PDF^Report^L||LIS^IM^PDF^" + encoding + "^" + data + "||||||F";
    }

    private static TranslatedResults translate(SiteOptions options, String... segments) {
        MessageText text = new MessageText(
                "MSH|^~\\&|LIS|LAB|PLATELINK|TRIAL|20260302101500+0800||ORU^R01^ORU_R01|M-1|P|2.5.1\rPID|1||SYN-1\r"
                        + Messages.ORDER + "\r" + String.join("\r", segments),
                UTF_8);
        return new OruTranslation(MAPS, ZoneOffset.UTC, GuideAnalytes.read(), "LIS|LAB", options)
                .translate(new OruReader().read(text).patients().get(0), "Patient/7");
    }
}
