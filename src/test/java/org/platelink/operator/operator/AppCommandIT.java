package org.platelink.operator.operator;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.PrintWriter;
import java.io.StringWriter;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.platelink.ServerTest;
import org.platelink.Tokens;
import org.platelink.desk.AppUser;
import org.platelink.desk.DeskClient;
import org.springframework.boot.test.web.server.LocalServerPort;

/** The operator's tool registers apps and resets people, as an administrator does it. All persons are invented. */
@ServerTest
class AppCommandIT {

    private final int port;

    @TempDir
    Path folder;

    AppCommandIT(@LocalServerPort int port) {
        this.port = port;
    }

    private record ToolResult(int code, String output, String errors) {}

    private ToolResult run(String... arguments) {
        List<String> all = new ArrayList<>(List.of(arguments));
        all.addAll(List.of("--home", Tokens.home(port).toString()));
        StringWriter output = new StringWriter();
        StringWriter errors = new StringWriter();
        int code = OperatorTool.commandLine()
                .setOut(new PrintWriter(output, true))
                .setErr(new PrintWriter(errors, true))
                .execute(all.toArray(String[]::new));
        return new ToolResult(code, output.toString(), errors.toString());
    }

    @Test
    void anAppIsAddedListedUsedAndRevoked() {
        ToolResult added = run(
                "client",
                "add",
                "--app",
                "--id",
                "tool-curves",
                "--name",
                "Curves of the tool",
                "--redirect-uri",
                AppUser.REDIRECT);
        assertThat(added.code()).as(added.errors()).isZero();
        assertThat(added.output()).contains("added tool-curves");
        assertThat(run("client", "list").output())
                .containsPattern("tool-curves\\s+app\\s.*Curves of the tool, " + AppUser.REDIRECT);

        AppUser person = new AppUser(port, "tool-curves", DeskClient.as(port, "analyst"));
        assertThat(person.question("user/*.rs")).contains("Curves of the tool");
        assertThat(person.token(person.code("user/*.rs")).path("status").asInt())
                .isEqualTo(200);

        assertThat(run("client", "revoke", "tool-curves").code()).isZero();
        assertThat(run("client", "list").output()).doesNotContain("tool-curves");
        assertThat(person.authorize(person.request("user/*.rs")).statusCode()).isNotEqualTo(302);
    }

    @Test
    void anAppHasNoRoleAndNoKeyAndAnAddressThatABrowserMayBeSentTo() throws Exception {
        ToolResult role = run(
                "client",
                "add",
                "--app",
                "--id",
                "tool-role",
                "--name",
                "With a role",
                "--redirect-uri",
                AppUser.REDIRECT,
                "--role",
                "analyst");
        assertThat(role.code()).isNotZero();
        assertThat(role.errors())
                .contains("An app has a name and redirect URIs and nothing else")
                .hasLineCount(1);

        ToolResult address = run(
                "client",
                "add",
                "--app",
                "--id",
                "tool-plain",
                "--name",
                "Not encrypted",
                "--redirect-uri",
                "http://app.example.org/callback");
        assertThat(address.code()).isNotZero();
        assertThat(address.errors()).contains("https").hasLineCount(1);

        ToolResult nothing = run("client", "add", "--id", "tool-nothing");
        assertThat(nothing.errors()).contains("needs --app, --name and --redirect-uri");
        assertThat(Files.list(folder)).isEmpty();
        assertThat(run("client", "list").output()).doesNotContain("tool-");
    }

    @Test
    void aPersonIsResetWithACodeForAnotherPassword() {
        assertThat(run("user", "add", "t.reset", "--name", "T. Reset", "--role", "analyst")
                        .code())
                .isZero();

        ToolResult reset = run("user", "reset", "t.reset");

        assertThat(reset.code()).as(reset.errors()).isZero();
        assertThat(reset.output()).contains("/desk/welcome").doesNotContain("passkey");
        assertThat(run("user", "reset", "nobody.here").code()).isNotZero();
    }
}
