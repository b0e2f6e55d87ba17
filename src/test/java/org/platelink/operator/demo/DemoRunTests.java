package org.platelink.operator.demo;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;
import static org.assertj.core.api.Assertions.assertThatIllegalStateException;

import java.io.PrintWriter;
import java.io.StringWriter;
import java.time.LocalDate;
import java.util.List;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

class DemoRunTests {

    private static final LocalDate DAY = LocalDate.parse("2026-03-25");

    private final StandInServer server = new StandInServer();
    private final StringWriter console = new StringWriter();

    @AfterEach
    void stop() {
        server.close();
    }

    @Test
    void theSameOptionsGiveTheVerySameRequests() {
        assertThat(run(options(13, DAY))).isTrue();
        List<String> first = server.sent();

        try (StandInServer other = new StandInServer()) {
            assertThat(run(other, options(13, DAY))).isTrue();
            assertThat(other.sent()).isEqualTo(first).hasSizeGreaterThan(200);
        }
        assertThat(console.toString())
                .contains("cohort    demo-1-2026-03-25 of NCT06813157 as of 2026-03-25, synthetic: 13 subjects")
                // Drugs that are still taken, named once more by who attests.
                .contains(" 9 there already", "0 refused", "$visit-compliance");
    }

    @Test
    void againItMakesNothingNew() {
        run(options(13, DAY));
        int records = server.records();

        assertThat(run(options(13, DAY))).isTrue();

        assertThat(server.records()).isEqualTo(records);
        assertThat(console.toString().lines().filter(line -> line.startsWith("server")))
                .last()
                .asString()
                .startsWith("server    0 made, ");
    }

    @Test
    void laterItGoesOnWithTheSameCohort() {
        run(options(13, DAY));
        int records = server.records();
        server.forgetWhatWasSent();

        assertThat(run(options(13, DAY.plusMonths(1)))).isTrue();

        assertThat(server.records()).isGreaterThan(records);
        assertThat(console.toString()).contains("cohort    demo-1-2026-03-25 of NCT06813157 as of 2026-04-25");
        assertThat(server.sent()).noneMatch(request -> request.contains("demo-1-2026-04-25"));
    }

    @Test
    void eachSendsWhatIsTheirs() {
        run(options(13, DAY));

        assertThat(server.sent())
                .filteredOn(request -> request.startsWith("Bearer laboratory"))
                .isNotEmpty()
                .allMatch(request -> request.contains("\"Observation\""))
                .noneMatch(request -> request.contains("vital-signs") || request.contains("$"));
        assertThat(server.sent())
                .filteredOn(request -> request.startsWith("Bearer coordinator"))
                .noneMatch(request -> request.contains("https://hospital.example/lab"));
    }

    @Test
    void aRefusalEndsTheStoryOfOneSubjectAndIsTold() {
        server.refuse("s1-007-infusion-1");

        assertThat(run(options(13, DAY))).isFalse();

        assertThat(console.toString()).contains("1 refused", "Refused: the visit infusion-1 of subject 7. Not so.");
        assertThat(server.sent())
                .noneMatch(request -> request.contains("s1-007-infusion-2"))
                .anyMatch(request -> request.contains("s1-006-infusion-2"));
    }

    @Test
    void aServerThatIsGoneIsToldInOneSentence() {
        DemoServer gone = server.address();
        server.close();

        assertThatIllegalStateException()
                .isThrownBy(() -> new DemoRun(gone, options(1, DAY), new PrintWriter(console), false).run())
                .withMessage("The server at " + gone.base() + " no longer answers.");
    }

    @Test
    void aClientThatIsRefusedIsToldBeforeAnythingIsSent() {
        DemoServer revoked = new DemoServer(server.address().base(), () -> "coordinator", () -> {
            throw new IllegalStateException("Refused: The client is not known.");
        });

        assertThatIllegalStateException()
                .isThrownBy(() -> new DemoRun(revoked, options(1, DAY), new PrintWriter(console), false).run())
                .withMessage("Refused: The client is not known.");
        assertThat(server.sent()).isEmpty();
    }

    @Test
    void onATerminalOneLineGrows() {
        new DemoRun(server.address(), options(2, DAY), new PrintWriter(console), true).run();

        assertThat(console.toString()).contains("\r[####", "] ").doesNotContain("\n[");
    }

    @Test
    void optionsOutOfTheirRangeAreRefusedInOneSentence() {
        assertThatIllegalArgumentException().isThrownBy(() -> options(0, DAY)).withMessageContaining("--subjects");
        assertThatIllegalArgumentException()
                .isThrownBy(() -> options(5001, DAY))
                .withMessageContaining("--subjects");
        assertThatIllegalArgumentException()
                .isThrownBy(() -> new DemoOptions(1, -1, DAY, "x"))
                .withMessageContaining("--seed");
        assertThatIllegalArgumentException()
                .isThrownBy(() -> options(1, DemoOptions.today().plusDays(1)))
                .withMessageContaining("--as-of");
        assertThatIllegalArgumentException()
                .isThrownBy(() -> new DemoOptions(1, 1, DAY, "a/b"))
                .withMessageContaining("--study");
    }

    private boolean run(DemoOptions options) {
        return run(server, options);
    }

    private boolean run(StandInServer server, DemoOptions options) {
        return new DemoRun(server.address(), options, new PrintWriter(console), false).run();
    }

    private static DemoOptions options(int subjects, LocalDate asOf) {
        return new DemoOptions(subjects, 1, asOf, "NCT06813157");
    }
}
