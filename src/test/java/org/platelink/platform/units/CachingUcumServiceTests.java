package org.platelink.platform.units;

import static org.assertj.core.api.Assertions.assertThat;

import ca.uhn.fhir.jpa.model.util.UcumServiceUtil;
import java.util.stream.Stream;
import org.fhir.ucum.Decimal;
import org.fhir.ucum.Pair;
import org.fhir.ucum.UcumEssenceService;
import org.fhir.ucum.UcumException;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

class CachingUcumServiceTests {

    private static final CachingUcumService UNITS = CachingUcumService.load();
    private static final UcumEssenceService LIBRARY = library();

    static Stream<String> units() {
        return Stream.of(
                "10*9/L",
                "10*3/uL",
                "/uL",
                "U/L",
                "ukat/L",
                "mg/dL",
                "umol/L",
                "g/L",
                "mL/min",
                "mL/min/{1.73_m2}",
                "mm[Hg]",
                "kg",
                "[lb_av]",
                "g",
                "m[IU]/mL",
                "%",
                "1",
                "d",
                "mo");
    }

    @ParameterizedTest
    @MethodSource("units")
    void saysWhatTheLibrarySaysToTheDigit(String unit) throws UcumException {
        for (String value :
                new String[] {"30", "29.9", "0.15", "0.150", "30000", "1e3", "0", "-1.5", "123456789.123"}) {
            // The index gives a precision, others do not; one must not be taken for the other.
            for (Decimal given :
                    new Decimal[] {new Decimal(value), new Decimal(value, 60), new Decimal(value, 3), new Decimal(value)
                    }) {
                Pair quantity = new Pair(given, unit);
                Pair expected = LIBRARY.getCanonicalForm(quantity);
                Pair canonical = UNITS.getCanonicalForm(quantity);
                assertThat(canonical.getCode()).isEqualTo(expected.getCode());
                assertThat(canonical.getValue().asDecimal())
                        .isEqualTo(expected.getValue().asDecimal());
                assertThat(canonical.getValue()).hasToString(expected.getValue().toString());
            }
        }
    }

    @Test
    void refusesWhatIsNoUnit() {
        org.assertj.core.api.Assertions.assertThatThrownBy(
                        () -> UNITS.getCanonicalForm(new Pair(new Decimal("1"), "thousand")))
                .isInstanceOf(UcumException.class);
    }

    private static UcumEssenceService library() {
        try (var essence = UcumServiceUtil.class.getResourceAsStream("/ucum-essence.xml")) {
            return new UcumEssenceService(essence);
        } catch (Exception e) {
            throw new IllegalStateException(e);
        }
    }
}
