package org.platelink.laboratory.hl7v2;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.charset.StandardCharsets;
import org.junit.jupiter.api.Test;

class MessageLayoutTests {

    private static MessageLayout layout(String text) {
        return MessageLayout.of(new MessageText(text, StandardCharsets.UTF_8));
    }

    @Test
    void fieldsHaveTheNamesOfTheStandard() {
        MessageLayout layout = layout("MSH|^~\\&|LIS|HOSP\rOBX|1|NM|PLT^Platelets^L||27|10*9/L\rOBX|2|NM|HGB");

        assertThat(layout.segments())
                .extracting(MessageLayout.Segment::place)
                .containsExactly("MSH[1]", "OBX[1]", "OBX[2]");
        assertThat(layout.segments().get(1).fields())
                .contains(
                        new MessageLayout.Field(3, "Observation Identifier", "PLT^Platelets^L"),
                        new MessageLayout.Field(6, "Units", "10*9/L"))
                .noneMatch(field -> field.number() == 4);
        assertThat(layout.segments().get(0).fields())
                .contains(new MessageLayout.Field(3, "Sending Application", "LIS"));
    }

    @Test
    void whatTheStandardDoesNotHaveIsWithoutAName() {
        assertThat(layout("MSH|^~\\&|LIS\rZZZ|own").segments().get(1).fields())
                .containsExactly(new MessageLayout.Field(1, null, "own"));
    }
}
