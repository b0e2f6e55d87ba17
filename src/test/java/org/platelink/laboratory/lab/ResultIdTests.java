package org.platelink.laboratory.lab;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.UUID;
import org.junit.jupiter.api.Test;

class ResultIdTests {

    private static final ResultKey REPORT = ResultKey.report(
            "site-1", "https://lab.example/orders", "F-1", ResultKey.code("http://loinc.org", "58410-2"));

    @Test
    void isTheNameBasedUuidOfTheStandard() {
        // RFC 9562, appendix A.4.
        assertThat(ResultId.nameBased(UUID.fromString("6ba7b810-9dad-11d1-80b4-00c04fd430c8"), "www.example.com"))
                .hasToString("2ed6657d-e927-568b-95e1-2665a8aea6a2");
    }

    @Test
    void staysTheSameForEver() {
        assertThat(ResultId.of("observation", "site-1", "https://lab.example", "A-1"))
                .isEqualTo("3ce19f7b-3470-5192-85b8-71991232bc98");
    }

    @Test
    void differsWhereTheSameLettersAreOtherParts() {
        assertThat(ResultId.of("a", "bc"))
                .isNotEqualTo(ResultId.of("ab", "c"))
                .isNotEqualTo(ResultId.of("abc"))
                .isNotEqualTo(ResultId.of("a", "", "bc"));
        assertThat(ResultId.of("1:a;")).isNotEqualTo(ResultId.of("a"));
    }

    @Test
    void isThatOfTheKeysText() {
        ResultKey key = ResultKey.observation(REPORT, ResultKey.code("http://loinc.org", "777-3"), "", 1);

        assertThat(key.id()).isEqualTo(ResultId.of(key.text()));
    }

    @Test
    void tellsResultsOfOneReportApart() {
        String platelets = ResultKey.code("http://loinc.org", "777-3");

        assertThat(ResultKey.observation(REPORT, platelets, "", 1).id())
                .isNotEqualTo(ResultKey.observation(REPORT, platelets, "", 2).id())
                .isNotEqualTo(ResultKey.observation(REPORT, platelets, "1", 1).id())
                .isNotEqualTo(REPORT.id())
                .isNotEqualTo(ResultKey.specimen(REPORT, 1).id());
    }

    @Test
    void tellsSitesApart() {
        assertThat(ResultKey.observation("site-1", "https://lab.example", "A-1").id())
                .isNotEqualTo(ResultKey.observation("site-2", "https://lab.example", "A-1")
                        .id());
    }
}
