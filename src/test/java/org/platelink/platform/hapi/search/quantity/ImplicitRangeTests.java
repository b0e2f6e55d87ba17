package org.platelink.platform.hapi.search.quantity;

import static org.assertj.core.api.Assertions.assertThat;

import java.math.BigDecimal;
import org.hl7.fhir.r4.model.Quantity.QuantityComparator;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class ImplicitRangeTests {

    @ParameterizedTest
    @CsvSource({
        "27, 26.5, 27.5",
        "27.4, 27.35, 27.45",
        "27.40, 27.395, 27.405",
        "2.7e1, 26.5, 27.5",
        "100, 99.5, 100.5",
        "100.00, 99.995, 100.005",
        "1e2, 95, 105",
        "-3, -3.5, -2.5",
        "0, -0.5, 0.5",
    })
    void isAsPreciseAsItIsWritten(BigDecimal written, BigDecimal low, BigDecimal high) {
        ImplicitRange span = ImplicitRange.equalTo(written);

        assertThat(span.low()).isEqualByComparingTo(low);
        assertThat(span.high()).isEqualByComparingTo(high);
    }

    @ParameterizedTest
    @CsvSource({"30, 27, 33", "-30, -33, -27"})
    void isATenthAroundForWhatIsAbout(BigDecimal written, BigDecimal low, BigDecimal high) {
        ImplicitRange span = ImplicitRange.about(written);

        assertThat(span.low()).isEqualByComparingTo(low);
        assertThat(span.high()).isEqualByComparingTo(high);
    }

    @Test
    void endsBeforeANumberThatAStoredOneIsLessThan() {
        NumberSpan span = NumberSpan.of(QuantityComparator.LESS_THAN, 30);

        assertThat(span.high()).isLessThan(30).isGreaterThan(29.999999);
        assertThat(span.low()).isEqualTo(NumberSpan.LOWEST);
    }
}
