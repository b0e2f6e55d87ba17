package org.platelink.laboratory.hl7v2;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Instant;
import java.time.ZoneId;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class Hl7TimeTests {

    private static final ZoneId BERLIN = ZoneId.of("Europe/Berlin");

    @ParameterizedTest
    @CsvSource({
        "2024, 2024",
        "202402, 2024-02",
        "20240229, 2024-02-29",
        "20240229+0100, 2024-02-29",
        "2024022910, 2024-02-29",
        "202402291015, 2024-02-29T10:15:00+01:00",
        "20240229101530, 2024-02-29T10:15:30+01:00",
        "20240229101530.1, 2024-02-29T10:15:30.1+01:00",
        "20240229101530.1200, 2024-02-29T10:15:30.1200+01:00",
        "20240729101530, 2024-07-29T10:15:30+02:00",
        "20240229101530+0000, 2024-02-29T10:15:30+00:00",
        "20240229101530-0000, 2024-02-29T10:15:30+00:00",
        "202402291015-0530, 2024-02-29T10:15:00-05:30",
        "20240229000000+1400, 2024-02-29T00:00:00+14:00",
        // The clock shows 2:30 twice on the one day and never on the other.
        "20241027023000, 2024-10-27T02:30:00+02:00",
        "20240331023000, 2024-03-31T02:30:00+01:00",
        // Before standard time the offset was 53 minutes and 28 seconds.
        "18900101101530, 1890-01-01",
    })
    void isAsPreciseInFhirAsItWasSent(String sent, String fhir) {
        assertThat(Hl7Time.asFhir(sent, BERLIN)).contains(fhir);
    }

    @ParameterizedTest
    @CsvSource({
        "2024, 2023-12-31T23:00:00Z",
        "202407, 2024-06-30T22:00:00Z",
        "20240229, 2024-02-28T23:00:00Z",
        "2024022910, 2024-02-29T09:00:00Z",
        "20240229101530.1234, 2024-02-29T09:15:30.123400Z",
        "20240229101530-0500, 2024-02-29T15:15:30Z",
        "20241027023000, 2024-10-27T00:30:00Z",
        "20240331023000, 2024-03-31T01:30:00Z",
    })
    void isOrderedByItsFirstMoment(String sent, Instant instant) {
        assertThat(Hl7Time.asInstant(sent, BERLIN)).contains(instant);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "",
                " ",
                "0",
                "0000",
                "20",
                "20245",
                "202413",
                "20240231",
                "20230229",
                "202402292400",
                "202402291060",
                "20240229101560",
                "20240229101530.",
                "20240229101530.12345",
                "202402291015.5",
                "200507141540-500",
                "20240229101530+1401",
                "20240229101530+0260",
                "20240229101530+01:00",
                "20240229101530Z",
                "2024-02-29",
                "20240229 1015",
                " 20240229",
                "20240229\n",
                "٢٠٢٤",
                "\"\""
            })
    void isNoTimeIfItIsWrittenOtherwise(String sent) {
        assertThat(Hl7Time.asFhir(sent, BERLIN)).isEmpty();
        assertThat(Hl7Time.asInstant(sent, BERLIN)).isEmpty();
    }
}
