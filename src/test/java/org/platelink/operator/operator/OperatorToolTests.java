package org.platelink.operator.operator;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.PrintWriter;
import java.io.StringWriter;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class OperatorToolTests {

    @TempDir
    Path folder;

    @ParameterizedTest
    @CsvSource({
        "send, true",
        "mllp, true",
        "sned, true",
        "--help, true",
        "-h, true",
        "--server.port=8090, false",
        "'', false",
    })
    void aWordIsACommandAndAnOptionIsTheServers(String argument, boolean isCommand) {
        assertThat(OperatorTool.isMeantBy(new String[] {argument})).isEqualTo(isCommand);
        assertThat(OperatorTool.isMeantBy(new String[0])).isFalse();
    }

    private record ToolResult(int code, String output, String errors) {}

    private static ToolResult run(String... arguments) {
        StringWriter output = new StringWriter();
        StringWriter errors = new StringWriter();
        int code = OperatorTool.commandLine()
                .setOut(new PrintWriter(output, true))
                .setErr(new PrintWriter(errors, true))
                .execute(arguments);
        return new ToolResult(code, output.toString(), errors.toString());
    }

    @Test
    void aCommandThatThereIsNotIsToldFromThoseThatThereAre() {
        ToolResult ran = run("sned", "x.hl7");

        assertThat(ran.code()).isEqualTo(2);
        assertThat(ran.errors()).contains("'sned'").contains("send");
    }

    @Test
    void theCertificateCommandSaysHowToGoOnAndQuotesWhatAShellWouldSplit() throws Exception {
        Path out = folder.resolve("a folder");

        ToolResult ran = run("mllp", "certificate", "--peer", "lab-a", "--out", out.toString(), "--host", "10.1.2.3");

        assertThat(ran.code()).as(ran.errors()).isZero();
        assertThat(ran.output())
                .contains("made " + out.resolve("server.pem"))
                .contains("export PLATELINK_LAB_MLLP_CERTIFICATE='" + out.resolve("server.pem") + "'")
                .contains("export PLATELINK_LAB_MLLP_PEERS_LAB_A_SITE=site-unknown")
                .contains("-connect 10.1.2.3:2575 -verify_ip 10.1.2.3 -cert '" + out);
        assertThat(Files.readString(out.resolve("lab-a.stunnel.conf")))
                .contains("accept = 127.0.0.1:2576", "connect = 10.1.2.3:2575", "checkIP = 10.1.2.3");
        assertThat(run("mllp", "certificate", "--peer", "lab-a", "--out", out.toString()))
                .satisfies(again -> {
                    assertThat(again.code()).isEqualTo(1);
                    assertThat(again.errors())
                            .contains("no key is written over")
                            .hasLineCount(1);
                });
    }

    @Test
    void sendWantsAFileAndAClient() {
        assertThat(run("send").code()).isEqualTo(2);
        assertThat(run("send", "--home", folder.toString(), "x.hl7")).satisfies(ran -> {
            assertThat(ran.code()).isEqualTo(1);
            assertThat(ran.errors()).contains("There is no demo client").hasLineCount(1);
        });
        assertThat(run("send", "--home", folder.toString(), "--wait", "-1", "x.hl7")
                        .errors())
                .contains("--wait is a number from 0 to 3600.");
    }

    @Test
    void anOperatorIsRestoredOnlyWhereAServerKeepsItsKeys() throws Exception {
        assertThat(run("client", "--home", folder.toString(), "restore-operator"))
                .satisfies(ran -> {
                    assertThat(ran.code()).isEqualTo(1);
                    assertThat(ran.errors())
                            .contains("No server has its keys in " + folder.resolve("keys"))
                            .hasLineCount(1);
                });
        assertThat(run("client", "--home", folder.toString(), "list").errors()).contains("client restore-operator");
        Files.createDirectory(folder.resolve("keys"));
        Files.createFile(folder.resolve("keys/token-signing.json"));

        assertThat(run("client", "--home", folder.toString(), "restore-operator")
                        .code())
                .isZero();

        assertThat(Files.readString(folder.resolve("keys/operator.next.json")))
                .contains("\"client_id\" : \"operator\"");
        assertThat(java.nio.file.attribute.PosixFilePermissions.toString(
                        Files.getPosixFilePermissions(folder.resolve("keys/operator.next.json"))))
                .isEqualTo("rw-------");
    }

    @Test
    void keysAreRotatedWhereAServerHasThem() throws Exception {
        assertThat(run("keys", "rotate", "--home", folder.toString()).errors())
                .contains("No server has its keys in " + folder.resolve("keys"));
        Files.createDirectory(folder.resolve("keys"));
        Files.createFile(folder.resolve("keys/token-signing.json"));
        assertThat(run("keys", "rotate", "--home", folder.toString())).satisfies(ran -> {
            assertThat(ran.code()).isEqualTo(1);
            assertThat(ran.errors()).contains("There is no database in").hasLineCount(1);
        });
        assertThat(run("keys", "rotate", "--home", folder.toString(), "others").errors())
                .contains("signing, linkage, journal, all");
    }
}
