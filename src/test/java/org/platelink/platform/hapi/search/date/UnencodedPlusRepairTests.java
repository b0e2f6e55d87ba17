package org.platelink.platform.hapi.search.date;

import static org.assertj.core.api.Assertions.assertThat;

import ca.uhn.fhir.rest.server.servlet.ServletRequestDetails;
import java.util.Map;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class UnencodedPlusRepairTests {

    @ParameterizedTest
    @CsvSource({
        "ge2026-01-06T08:00:00 08:00, ge2026-01-06T08:00:00+08:00",
        "2026-01-06T08:00 08:00, 2026-01-06T08:00+08:00",
        "A name 08:00, A name 08:00",
        "2026-01-06, 2026-01-06",
    })
    void takesAPlusThatArrivedAsASpace(String sent, String taken) {
        ServletRequestDetails request = new ServletRequestDetails();
        request.setParameters(Map.of("date", new String[] {sent}));

        new UnencodedPlusRepair().mend(request);

        assertThat(request.getParameters().get("date")).containsExactly(taken);
    }
}
