package org.platelink.operator.demo;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.PrintWriter;
import java.io.StringWriter;
import org.platelink.Tokens;
import org.platelink.security.token.ClientFile;
import org.platelink.security.token.TokenRequest;

/** A few invented subjects with all that belongs to them, for tests that need something of every kind. */
public final class SmallCohort {

    private SmallCohort() {}

    /** Tells their stories to the server on a port; a second time it makes nothing new. */
    public static void on(int port, int subjects, long seed) {
        StringWriter console = new StringWriter();
        DemoServer server = new DemoServer(
                "http://127.0.0.1:" + port + "/fhir",
                () -> token(port, "coordinator-demo"),
                () -> token(port, "ehr-demo"));
        boolean taken = new DemoRun(
                        server,
                        new DemoOptions(subjects, seed, DemoOptions.today(), "NCT06813157"),
                        new PrintWriter(console),
                        false)
                .run();
        assertThat(taken).as(console.toString()).isTrue();
    }

    private static String token(int port, String client) {
        ClientFile file = Tokens.file(port, client);
        String answer =
                Tokens.post(port, new TokenRequest(file, file.scope()).form()).body();
        return answer.replaceAll(".*\"access_token\":\"([^\"]+)\".*", "$1");
    }
}
