package org.platelink.platform.hapi.storage;

import static org.assertj.core.api.Assertions.assertThat;

import java.math.BigDecimal;
import org.hl7.fhir.r4.model.CodeableConcept;
import org.hl7.fhir.r4.model.Coding;
import org.hl7.fhir.r4.model.Observation;
import org.hl7.fhir.r4.model.Quantity;
import org.junit.jupiter.api.Test;
import org.platelink.FhirClient;
import org.platelink.ServerTest;
import org.platelink.laboratory.lab.Labs;
import org.springframework.boot.test.web.server.LocalServerPort;

/**
 * Results of the same type that have other kinds of values than the one before them are found by theirs, and only by
 * theirs.
 */
@ServerTest
class SearchParamExtractionCacheIT {

    private final FhirClient client;

    SearchParamExtractionCacheIT(@LocalServerPort int port) {
        client = FhirClient.at(port);
    }

    @Test
    void eachIsFoundByWhatItHasBeforeAndAfterItIsChanged() {
        Observation counted = Labs.platelets("once-1", "once-a", "12", "10*9/L", "2026-04-01");
        Observation absent = Labs.platelets("once-1", "once-b", "1", "10*9/L", "2026-04-01");
        takeValue(absent);
        Observation alone = Labs.platelets("once-1", "once-c", "14", "10*9/L", "2026-04-01");
        accepted("", FhirClient.json(Labs.transaction(Labs.participant("once-1"), counted, absent, alone)));

        assertThat(found("value-quantity=12|http://unitsofmeasure.org|10*9/L")).isEqualTo(1);
        assertThat(found("value-quantity=12000|http://unitsofmeasure.org|/uL")).isEqualTo(1);
        assertThat(found("data-absent-reason=unknown")).isEqualTo(1);
        assertThat(found("date=2026-04-01")).isEqualTo(3);

        change("once-a", result -> takeValue(result));
        change("once-b", result -> result.setDataAbsentReason(null)
                .setValue(new Quantity()
                        .setValue(new BigDecimal("13"))
                        .setSystem("http://unitsofmeasure.org")
                        .setCode("10*9/L")));

        assertThat(found("value-quantity=12|http://unitsofmeasure.org|10*9/L")).isZero();
        assertThat(found("value-quantity=12000|http://unitsofmeasure.org|/uL")).isZero();
        assertThat(found("value-quantity=13|http://unitsofmeasure.org|10*9/L")).isEqualTo(1);
        assertThat(found("value-quantity=14000|http://unitsofmeasure.org|/uL")).isEqualTo(1);
        assertThat(found("data-absent-reason=unknown")).isEqualTo(1);
        assertThat(found("data-absent-reason=unknown&identifier=https://hospital.example/lab|once-a"))
                .isEqualTo(1);
    }

    /**
     * A result that refers to nothing new is the same in both passes, so HAPI does not note its kinds a second time.
     */
    @Test
    void aNumberThatCameAfterAResultWithoutOneIsGoneWhenItIsTakenBack() {
        Observation absent = Labs.platelets("once-2", "once-d", "1", "10*9/L", "2026-04-01");
        takeValue(absent);
        accepted("", FhirClient.json(Labs.transaction(Labs.participant("once-2"), absent)));
        Observation counted = Labs.platelets("once-2", "once-e", "42", "10*9/L", "2026-04-01");
        counted.setId("once-e");
        accepted("", FhirClient.json(Labs.transaction(counted)));

        takeValue(counted);
        accepted("", FhirClient.json(Labs.transaction(counted)));

        assertThat(client.get("/Observation?subject=Patient/once-2&_summary=count&value-quantity=42")
                        .bundle()
                        .getTotal())
                .isZero();
    }

    private static void takeValue(Observation result) {
        result.setValue(null)
                .setDataAbsentReason(new CodeableConcept(new Coding()
                        .setSystem("http://terminology.hl7.org/CodeSystem/data-absent-reason")
                        .setCode("unknown")));
    }

    private void change(String identifier, java.util.function.Consumer<Observation> change) {
        Observation result =
                (Observation) client.get("/Observation?identifier=https://hospital.example/lab|" + identifier)
                        .bundle()
                        .getEntryFirstRep()
                        .getResource();
        change.accept(result);
        String answer = client.put("/Observation/" + result.getIdElement().getIdPart(), result)
                .body();
        assertThat(answer).contains("\"versionId\":\"2\"");
    }

    private void accepted(String path, String body) {
        assertThat(client.post(path, body))
                .satisfies(
                        answer -> assertThat(answer.status()).as(answer.body()).isEqualTo(200));
    }

    private int found(String search) {
        return client.get("/Observation?subject=Patient/once-1&_summary=count&" + search)
                .bundle()
                .getTotal();
    }
}
