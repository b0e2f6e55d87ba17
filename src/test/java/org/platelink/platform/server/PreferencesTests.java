package org.platelink.platform.server;

import static org.assertj.core.api.Assertions.assertThat;

import ca.uhn.fhir.rest.api.PreferHandlingEnum;
import ca.uhn.fhir.rest.api.PreferReturnEnum;
import ca.uhn.fhir.rest.server.RestfulServerUtils;
import java.time.Duration;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.EnumSource;

class PreferencesTests {

    @ParameterizedTest
    @CsvSource(
            delimiter = '!',
            quoteCharacter = '~',
            value = {
                "return=minimal ! return=minimal",
                "Return = \"minimal\" ! return=minimal",
                "return=OperationOutcome; foo=\"some, thing\" ! return=OperationOutcome",
                "handling=lenient, wait=100, return=representation ! handling=lenient, return=representation",
                "return=minimal, return=representation ! return=minimal",
                "respond-async ! respond-async",
                "respond-async, wait=10, handling=strict ! respond-async, handling=strict",
                "foo=\"a, return=minimal\" ! ~~",
                "foo; return=minimal ! ~~",
                "return ! ~~",
                "return= ! ~~",
                "return=x ! ~~",
                "return=\" ! ~~",
                "=;,\"\\ ! ~~",
                "~~ ! ~~",
            })
    void areReadAsTheStandardWritesThem(String sent, String known) {
        assertThat(Preferences.of(sent)).hasToString(known);
    }

    /** What is handed to HAPI in that one form, HAPI reads. */
    @ParameterizedTest
    @EnumSource
    void hapiReadsThemFromThat(PreferReturnEnum wanted) {
        String form = Preferences.of("handling=\"lenient\",RETURN=" + wanted.getHeaderValue() + ",respond-async")
                .toString();

        assertThat(RestfulServerUtils.parsePreferHeader(form).getReturn()).isEqualTo(wanted);
        assertThat(RestfulServerUtils.parsePreferHeader(form).getHanding()).isEqualTo(PreferHandlingEnum.LENIENT);
        assertThat(RestfulServerUtils.parsePreferHeader(form).getRespondAsync()).isTrue();
    }

    @Test
    void nobodyCanMakeItTakeLong() {
        String long16kB = "a=\"".repeat(5_000) + ",".repeat(1_000);

        assertThat(org.junit.jupiter.api.Assertions.assertTimeout(
                        Duration.ofSeconds(1), () -> Preferences.of(long16kB).isEmpty()))
                .isTrue();
    }
}
