package org.platelink.operator.operator;

import static org.assertj.core.api.Assertions.assertThat;
import static org.platelink.laboratory.intake.Messages.oru;
import static org.platelink.laboratory.intake.Messages.platelets;
import static org.platelink.laboratory.intake.Messages.unique;

import java.io.IOException;
import java.io.PrintWriter;
import java.io.StringWriter;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.platelink.ServerProcess;
import org.platelink.ServerTest;
import org.platelink.Tokens;
import org.platelink.laboratory.intake.Messages;
import org.springframework.boot.test.web.server.LocalServerPort;
import picocli.CommandLine;

/** Files of messages, sent as an interface engineer sends them. All persons are invented. */
@ServerTest
class SendIT {

    private static final String TIME = "20260302090000+0800";

    private final int port;
    private final Messages laboratory;

    @TempDir
    Path folder;

    SendIT(@LocalServerPort int port) {
        this.port = port;
        this.laboratory = new Messages(port);
    }

    private record ToolResult(int code, String output, String errors) {

        List<String> lines() {
            return output.lines().toList();
        }
    }

    private ToolResult send(Object... arguments) {
        List<String> all =
                new ArrayList<>(List.of("send", "--home", Tokens.home(port).toString()));
        if (!List.of(arguments).contains("--url")) {
            all.addAll(List.of("--url", "http://localhost:" + port));
        }
        for (Object argument : arguments) {
            all.add(argument.toString());
        }
        StringWriter output = new StringWriter();
        StringWriter errors = new StringWriter();
        CommandLine line =
                OperatorTool.commandLine().setOut(new PrintWriter(output, true)).setErr(new PrintWriter(errors, true));
        return new ToolResult(line.execute(all.toArray(String[]::new)), output.toString(), errors.toString());
    }

    private static String count(String control, String number, String order, String value) {
        return oru(control, TIME, number, order, TIME, platelets(value, "F"));
    }

    @Test
    void eachMessageOfAFileHasItsFateAndWhatStandsInTheWay() throws IOException {
        String number = unique("SYN-SEND");
        String stranger = unique("SYN-STRANGER");
        laboratory.participant(number);
        String one = unique("S1");
        String two = unique("S2");
        String three = unique("S3");
        Path file = Files.writeString(
                folder.resolve("three.hl7"),
                count(one, number, unique("O"), "27")
                        + count(two, number, unique("O"), "27").replace("PLT^Platelets^L", "NOVEL^New^L")
                        + count(three, stranger, unique("O"), "28"));

        ToolResult ran = send(file);

        assertThat(ran.code()).isEqualTo(1);
        assertThat(ran.lines()).contains(file + " 1  " + one + "  200 AA  applied");
        assertThat(ran.output())
                .containsPattern(
                        "three.hl7 2  " + two + "  200 AA  parked\\R    unmapped-code  OBX\\[1]-3\\S*  .*\\.\\R")
                .containsPattern("three.hl7 3  " + three + "  200 AA  parked\\R    unknown-subject  PID\\S*  .*\\.\\R")
                .doesNotContain(number, stranger, "\u001b");
        assertThat(ran.lines()).last().isEqualTo("3 messages: 1 applied, 2 parked");
        assertThat(ran.errors()).isEmpty();
    }

    @Test
    void whatIsStoredAlreadyIsGoodAndWhatWaitsStaysSo() throws IOException {
        String number = unique("SYN-SEND");
        laboratory.participant(number);
        Path stored = Files.writeString(folder.resolve("a.hl7"), count(unique("S"), number, unique("O"), "27"));
        Path waits =
                Files.writeString(folder.resolve("b.hl7"), count(unique("S"), unique("SYN-NONE"), unique("O"), "27"));

        assertThat(send(stored).code()).isZero();
        assertThat(send(stored)).satisfies(again -> {
            assertThat(again.code()).isZero();
            assertThat(again.lines()).last().isEqualTo("1 message: 1 duplicate");
        });
        send(waits);
        assertThat(send(waits)).satisfies(again -> {
            assertThat(again.code()).isEqualTo(1);
            assertThat(again.output())
                    .contains("duplicate of one that is parked")
                    .contains("unknown-subject");
        });
    }

    @Test
    void aFolderIsSentWithBatchesFramesAndFhirInIt() throws IOException {
        String number = unique("SYN-SEND");
        laboratory.participant(number);
        Files.writeString(
                folder.resolve("1-batch.hl7"),
                "BHS|^~\\&|LIS\r" + count(unique("S"), number, unique("O"), "27")
                        + count(unique("S"), number, unique("O"), "28") + "BTS|2\r");
        Files.writeString(
                folder.resolve("2-frames"), "\u000b" + count(unique("S"), number, unique("O"), "29") + "\u001c\r");
        Files.writeString(folder.resolve("3.json"), "{\"resourceType\":\"Observation\",\"status\":\"final\"}");
        Files.writeString(folder.resolve("readme.txt"), "What these are.");

        ToolResult ran = send(folder);

        assertThat(ran.lines())
                .filteredOn(line -> line.endsWith("200 AA  applied"))
                .hasSize(3);
        assertThat(ran.output())
                .containsPattern(
                        "3.json 1  Observation  4\\d\\d -  rejected\\R    structure  Observation  .*Observation.code")
                .contains("readme.txt -  left out: it has neither HL7 v2 nor FHIR in JSON");
        assertThat(ran.lines()).last().isEqualTo("4 messages: 3 applied, 1 rejected");
        assertThat(ran.code()).isEqualTo(1);
    }

    @Test
    void aRefusedMessageSaysWhere() throws IOException {
        Path file = Files.writeString(
                folder.resolve("test.hl7"),
                count(unique("S"), "SYN-NONE", unique("O"), "27").replace("|P|2.5.1", "|T|2.5.1"));

        ToolResult ran = send(file);

        assertThat(ran.code()).isEqualTo(1);
        assertThat(ran.output()).contains("400 AR  rejected").contains("    processing-id  MSH");
    }

    @Test
    void aFileThatCannotBeReadIsNamedAndTheOthersAreSent() throws IOException {
        String number = unique("SYN-SEND");
        laboratory.participant(number);
        Path good = Files.writeString(folder.resolve("good.hl7"), count(unique("S"), number, unique("O"), "27"));
        Path empty = Files.writeString(folder.resolve("empty.hl7"), "\r\n");

        ToolResult ran = send(folder.resolve("gone.hl7"), empty, good);

        assertThat(ran.code()).isEqualTo(1);
        assertThat(ran.errors())
                .contains("gone.hl7 cannot be sent: there is no such file.")
                .contains("empty.hl7 cannot be sent: it is empty.");
        assertThat(ran.lines()).last().isEqualTo("1 message: 1 applied; 2 files could not be sent");
    }

    @Test
    void whoMayNotDeliverIsToldOnce() throws IOException {
        Path file = Files.writeString(folder.resolve("x.hl7"), count(unique("S"), "SYN-NONE", unique("O"), "27"));

        ToolResult ran = send("--client", Tokens.home(port).resolve("clients/analyst-demo.json"), file, file);

        assertThat(ran.code()).isEqualTo(1);
        assertThat(ran.errors()).startsWith("Refused: ").hasLineCount(1);
        assertThat(ran.lines()).containsExactly("0 messages");
    }

    @Test
    void aServerThatIsNotThereIsNamed() throws IOException {
        Path file = Files.writeString(folder.resolve("x.hl7"), count(unique("S"), "SYN-NONE", unique("O"), "27"));

        ToolResult ran = send("--url", "http://localhost:" + ServerProcess.freePort(), file);

        assertThat(ran.code()).isEqualTo(1);
        assertThat(ran.errors())
                .startsWith("No server answers at http://localhost:")
                .hasLineCount(1);
    }
}
