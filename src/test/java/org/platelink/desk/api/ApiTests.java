package org.platelink.desk.api;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.net.http.HttpHeaders;
import java.nio.charset.StandardCharsets;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.platelink.security.loopback.LoopbackClient.Answer;

class ApiTests {

    @ParameterizedTest
    @ValueSource(ints = {400, 404, 500, 503})
    void aRefusalWithoutABodyIsOne(int status) {
        assertThatThrownBy(() -> Api.parsed(answer(status, "")))
                .isInstanceOfSatisfying(ApiRefusal.class, refusal -> assertThat(refusal.status())
                        .isEqualTo(status));
    }

    @Test
    void aRefusalHasTheSentencesOfItsBody() {
        assertThatThrownBy(() -> Api.parsed(answer(422, "{\"issue\":[{\"diagnostics\":\"Mend it.\"}]}")))
                .isInstanceOfSatisfying(ApiRefusal.class, refusal -> assertThat(refusal.sentences())
                        .containsExactly("Mend it."));
    }

    @Test
    void anAnswerMayHaveNoBody() {
        assertThat(Api.parsed(answer(204, "")).isMissingNode()).isTrue();
    }

    private static Answer answer(int status, String body) {
        return new Answer(
                status, body.getBytes(StandardCharsets.UTF_8), HttpHeaders.of(Map.of(), (name, value) -> true));
    }
}
