package org.platelink.laboratory.lab;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.tuple;

import java.nio.charset.StandardCharsets;
import java.time.ZoneId;
import java.util.List;
import org.hl7.fhir.r4.model.DiagnosticReport;
import org.hl7.fhir.r4.model.Observation;
import org.hl7.fhir.r4.model.Reference;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.platelink.laboratory.hl7v2.MessageText;
import org.platelink.laboratory.hl7v2.OruReader;
import org.platelink.laboratory.journal.Finding;
import org.platelink.laboratory.journal.Reason;

/** Results that wait by themselves, while the others of their message are stored. */
class PartialTests {

    private static final String KNOWN = "OBX|1|NM|777-3^Platelets^LN||27|10*9/L^^UCUM|||||F";

    @ParameterizedTest
    @CsvSource(
            delimiter = ';',
            value = {
                "OBX|2|NM|ODD^Odd^L||1|g/L^^UCUM|||||F;unmapped-code;OBX[2]-3",
                "OBX|2|NM|1988-5^CRP^LN||1|milli|||||F;unmapped-unit;OBX[2]-6",
                "OBX|2|CE|5196-1^HBsAg^LN||DUBIOUS^^L||||||F;unmapped-answer;OBX[2]-5",
                "OBX|2|ED|1988-5^CRP^LN||LIS^application^pdf^Base64^JVBERi0=||||||F;unsupported-value;OBX[2]-5",
                "OBX|2|NM|1988-5^CRP^LN||1|mg/L^^UCUM|||||Preliminary;unknown-status;OBX[2]-11",
            })
    void oneResultWaitsAndTheOthersAreStored(String waiting, String reason, String place) {
        TranslatedResults translated = translate(true, Messages.ORDER, KNOWN, waiting);

        assertThat(translated.findings()).isEmpty();
        assertThat(translated.heldBack())
                .extracting(one -> one.reason().code(), Finding::place)
                .containsExactly(tuple(reason, place));
        assertThat(translated.waiting()).isEqualTo(1);
        assertThat(translated.accounted()).isEqualTo(2);
        List<Observation> stored = Messages.observations(translated);
        assertThat(stored).hasSize(1);
        assertThat(report(translated).getResult())
                .extracting(Reference::getReference)
                .containsExactly("Observation/" + stored.get(0).getIdPart());
    }

    @Test
    void asAWholeTheMessageWaits() {
        TranslatedResults translated = translate(false, Messages.ORDER, KNOWN, "OBX|2|NM|ODD^Odd^L||1|g/L^^UCUM|||||F");

        assertThat(translated.heldBack()).isEmpty();
        assertThat(translated.findings()).extracting(Finding::reason).containsExactly(Reason.UNMAPPED_CODE);
    }

    @Test
    void whatMaySayThatTheRestIsWrongHoldsBackTheMessage() {
        TranslatedResults translated = translate(
                true,
                Messages.ORDER,
                KNOWN,
                "OBX|2|NM|777-3^Platelets^LN||27 to 30|10*9/L^^UCUM|||||F",
                "OBX|3|NM|ODD^Odd^L||1 or 2|g/L^^UCUM|||||F");

        assertThat(translated.findings())
                .extracting(Finding::reason, Finding::place)
                .containsExactly(
                        tuple(Reason.UNREADABLE_VALUE, "OBX[2]-5"),
                        tuple(Reason.UNMAPPED_CODE, "OBX[3]-3"),
                        tuple(Reason.UNREADABLE_VALUE, "OBX[3]-5"));
        assertThat(translated.heldBack()).isEmpty();
    }

    /** Results of one code are counted: the one that waits keeps its place among them. */
    @Test
    void theOthersAreTheSameWhenNothingWaitsAnyLonger() {
        String[] results = {
            Messages.ORDER,
            "OBX|1|NM|777-3^Platelets^LN||27|10*9/L^^UCUM|||||Waits",
            "OBX|2|NM|777-3^Platelets^LN||28|10*9/L^^UCUM|||||F"
        };
        TranslatedResults before = translate(true, results);
        TranslatedResults after = Messages.translate(
                Messages.maps("lab-answers|Waits|http://terminology.hl7.org/CodeSystem/v2-0085|F"), results);

        assertThat(Messages.observations(before)).hasSize(1);
        assertThat(Messages.observations(after))
                .filteredOn(one -> one.getValueQuantity().getValue().intValue() == 28)
                .extracting(Observation::getIdPart)
                .containsExactly(Messages.observations(before).get(0).getIdPart());
    }

    @Test
    void anOrderOfWhichAllWaitsHasNoReport() {
        TranslatedResults translated = translate(true, Messages.ORDER, "OBX|1|NM|ODD^Odd^L||1|g/L^^UCUM|||||F");

        assertThat(translated.delivered()).isEmpty();
        assertThat(translated.heldBack()).hasSize(1);
    }

    private static DiagnosticReport report(TranslatedResults translated) {
        return Messages.of(translated, DiagnosticReport.class).findFirst().orElseThrow();
    }

    private static TranslatedResults translate(boolean partial, String... segments) {
        MessageText text = new MessageText(
                "MSH|^~\\&|LIS|LAB|PLATELINK|TRIAL|20260302101500+0800||ORU^R01^ORU_R01|M-1|P|2.5.1\rPID|1||SYN-1\r"
                        + String.join("\r", segments),
                StandardCharsets.UTF_8);
        return new OruTranslation(
                        Messages.maps(),
                        ZoneId.of("Asia/Shanghai"),
                        GuideAnalytes.read(),
                        "LIS|LAB",
                        new SiteOptions(partial, false))
                .translate(new OruReader().read(text).patients().get(0), "Patient/7");
    }
}
