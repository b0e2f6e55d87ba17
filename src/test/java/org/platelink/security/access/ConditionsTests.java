package org.platelink.security.access;

import static org.assertj.core.api.Assertions.assertThatCode;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import ca.uhn.fhir.rest.server.exceptions.ForbiddenOperationException;
import java.util.Set;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class ConditionsTests {

    private static final Caller LABORATORY =
            new Caller("lab", Role.EHR, "a", Set.of("https://lab.example"), Scopes.parse("system/Observation.c"));

    private final Conditions conditions = new Conditions();

    @ParameterizedTest
    @ValueSource(
            strings = {
                "identifier=https://lab.example|1",
                "Observation?identifier=https://lab.example|1",
                "identifier=https%3A%2F%2Flab.example%7C1",
            })
    void anIdentifierOfTheSiteIsTaken(String condition) {
        assertThatCode(() -> conditions.check(LABORATORY, condition)).doesNotThrowAnyException();
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "",
                "identifier=1",
                "identifier=|1",
                "identifier=https://lab.example|",
                "identifier=https://other.example|1",
                "identifier=https%3A%2F%2Fother.example%7C1",
                "identifier=https://lab.example|1&status=final",
                "identifier=https://lab.example|1%2Chttps://other.example|1",
                "identifier=%",
                "_id=1",
            })
    void anythingElseIsRefused(String condition) {
        assertThatThrownBy(() -> conditions.check(LABORATORY, condition))
                .isInstanceOf(ForbiddenOperationException.class);
    }
}
