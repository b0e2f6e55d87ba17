package org.platelink.platform.hapi.search.quantity;

import static org.assertj.core.api.Assertions.assertThat;

import ca.uhn.fhir.jpa.model.util.UcumServiceUtil;
import java.io.InputStream;
import java.math.BigDecimal;
import java.util.ArrayList;
import java.util.List;
import org.fhir.ucum.Pair;
import org.fhir.ucum.UcumEssenceService;
import org.fhir.ucum.UcumException;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.platelink.platform.hapi.PrivateField;

/** HAPI's index asks the service that is put in its place. */
class UcumReplacementTests {

    private static final PrivateField FIELD =
            PrivateField.of(UcumServiceUtil.class, "myUcumEssenceService", UcumEssenceService.class);

    private final Object before = FIELD.get(null);
    private final List<String> asked = new ArrayList<>();

    @AfterEach
    void putBack() {
        FIELD.set(null, before);
    }

    @Test
    void isAskedForTheCanonicalForm() throws Exception {
        try (InputStream essence = UcumServiceUtil.class.getResourceAsStream("/ucum-essence.xml")) {
            UcumReplacement.install(new UcumEssenceService(essence) {
                @Override
                public Pair getCanonicalForm(Pair quantity) throws UcumException {
                    asked.add(quantity.getCode());
                    return super.getCanonicalForm(quantity);
                }
            });
        }

        assertThat(canonical("30000", "/uL")).isEqualTo(canonical("30", "10*9/L"));
        assertThat(asked).containsExactly("/uL", "10*9/L");
    }

    private static String canonical(String value, String unit) {
        return UcumServiceUtil.getCanonicalForm(UcumServiceUtil.UCUM_CODESYSTEM_URL, new BigDecimal(value), unit)
                .getValue()
                .asDecimal();
    }
}
