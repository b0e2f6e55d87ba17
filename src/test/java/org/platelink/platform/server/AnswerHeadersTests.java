package org.platelink.platform.server;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class AnswerHeadersTests {

    private final AnswerHeaders headers = new AnswerHeaders(List.of(new PagePolicy("/ig", "of the guide")));

    @ParameterizedTest
    @CsvSource({"/ig, guide", "/ig/, guide", "/ig/a.html, guide", "/igloo, sandbox", "/fhir/ig, sandbox", ", sandbox"})
    void aBrowserRunsNothingButWhatAPageAsksFor(String path, String policy) {
        assertThat(headers.headers(path, false).get("Content-Security-Policy")).contains(policy);
    }

    @Test
    void tlsIsAskedForWhereItEndsHere() {
        assertThat(headers.headers("/fhir", true))
                .containsEntry("Strict-Transport-Security", "max-age=31536000; includeSubDomains");
        assertThat(headers.headers("/fhir", false)).doesNotContainKey("Strict-Transport-Security");
    }
}
