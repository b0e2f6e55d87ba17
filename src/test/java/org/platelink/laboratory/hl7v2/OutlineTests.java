package org.platelink.laboratory.hl7v2;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assertions.assertTimeoutPreemptively;

import java.time.Duration;
import java.util.List;
import java.util.stream.IntStream;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class OutlineTests {

    @ParameterizedTest
    @CsvSource({
        "PID PV1 ORC OBR OBX SPM OBX, PID0 PV11 ORC2 OBR3 OBX4 SPM5 OBX6",
        "SFT PID NTE PV1 PV2 OBR ZBR OBX FT1 OBX, PID1 PV13 OBR5 OBX7 OBX9",
        "OBR OBX PV1 OBX, OBR0 OBX1 OBX3",
        "OBX PID OBX OBR, PID1 OBR3",
        "OBR ORC OBX, OBR0 ORC1",
        "OBR DSC OBX OBR OBX, OBR0 OBR3 OBX4",
        "PV1 OBR, PV10 OBR1",
    })
    void hasWhatHasAPlace(String names, String outline) {
        assertThat(Outline.of(List.of(names.split(" "))).lines().skip(1))
                .map(line -> line.replace("|", ""))
                .containsExactly(outline.split(" "));
    }

    @ParameterizedTest
    @ValueSource(strings = {"PID SPM OBR", "OBR ORC SPM", "OBR DSC SPM"})
    void losesNoSample(String names) {
        MessageRefused refusal = Refusal.of(() -> Outline.of(List.of(names.split(" "))));

        assertThat(refusal.code()).isEqualTo(AcknowledgementCode.ERROR);
        assertThat(refusal.problem().reason()).isEqualTo("not-parsed");
        assertThat(refusal.problem().location()).isEqualTo("SPM");
    }

    /** The parser alone takes seconds for each of these, during which it serves nobody else. */
    @ParameterizedTest
    @ValueSource(strings = {"DSC OBX", "FT1 OBX", "NK1 OBX", "CTI TQ1", "PV1 OBX", "OBX", "PV1 NK1 OBX MSA"})
    void keepsSegmentsWithoutAPlaceFromTakingLong(String names) {
        OruReader reader = new OruReader();
        reader.read(Oru.text("PID|1"));
        String[] all = names.split(" ");
        MessageText message = Oru.text(IntStream.range(0, MessageText.MAX_SEGMENTS - 1)
                .mapToObj(place -> place == 0 ? "PID" : all[place % all.length])
                .toArray(String[]::new));

        OruMessage read = assertTimeoutPreemptively(Duration.ofSeconds(1), () -> reader.read(message));

        assertThat(read.results()).isZero();
    }
}
