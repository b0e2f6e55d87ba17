package org.platelink.security.run;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatCode;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import ca.uhn.fhir.rest.server.exceptions.UnclassifiedServerFailureException;
import ca.uhn.fhir.rest.server.exceptions.UnprocessableEntityException;
import jakarta.servlet.http.HttpServletRequest;
import java.time.Duration;
import java.util.Set;
import java.util.UUID;
import java.util.concurrent.atomic.AtomicBoolean;
import org.junit.jupiter.api.Test;
import org.platelink.security.access.Caller;
import org.platelink.security.access.Role;
import org.platelink.security.access.Scopes;
import org.springframework.mock.web.MockHttpServletRequest;

class RunsTests {

    private static final int AT_ONCE = 4;

    private final Runs runs = new Runs(new RunProperties(8, Duration.ofMinutes(1), Duration.ofHours(1)));
    private final RunKind kind = new RunKind();

    private static Caller caller(String client) {
        return new Caller(client, Role.ANALYST, null, Set.of(), Scopes.parse("system/*.rs"));
    }

    private static HttpServletRequest request(String client) {
        MockHttpServletRequest request = new MockHttpServletRequest();
        caller(client).markOn(request);
        return request;
    }

    private Run begin(String client) {
        return runs.begin(kind, AT_ONCE, request(client), "$sql-run", "");
    }

    @Test
    void oneClientHoldsHalf() {
        Run first = begin("a");
        Run second = begin("a");

        assertThatExceptionOfType(UnclassifiedServerFailureException.class)
                .isThrownBy(() -> begin("a"))
                .withMessageContaining("for one client at once")
                .satisfies(busy -> assertThat(busy.getStatusCode()).isEqualTo(503));
        Run other = begin("b");
        first.close();
        begin("a").close();
        second.close();
        other.close();
        assertThat(runs.all()).isEmpty();
        assertThat(kind.all()).isZero();
    }

    @Test
    void noMoreRunThanAtOnceMay() {
        begin("a");
        begin("a");
        begin("b");
        begin("b");

        assertThatExceptionOfType(UnclassifiedServerFailureException.class)
                .isThrownBy(() -> begin("c"))
                .withMessageContaining("as this server makes at once");
        assertThat(Runs.half(1)).isEqualTo(1);
        assertThat(Runs.half(5)).isEqualTo(2);
    }

    @Test
    void whatAnAdminEndsEndsInEveryThread() throws Exception {
        Run run = begin("a");
        assertThatCode(run::check).doesNotThrowAnyException();

        assertThat(runs.end(run.id(), RunEnded.byOperator())).contains(run);

        AtomicBoolean ended = new AtomicBoolean();
        Thread other = new Thread(() -> {
            try {
                run.check();
            } catch (RunEnded reason) {
                ended.set(true);
            }
        });
        other.start();
        other.join();
        assertThat(ended).isTrue();
        assertThatExceptionOfType(RunEnded.class).isThrownBy(Run::checkCurrent).satisfies(reason -> assertThat(
                        reason.refusal().getStatusCode())
                .isEqualTo(503));
        run.close();
        assertThatCode(Run::checkCurrent).doesNotThrowAnyException();
        assertThat(runs.end(run.id(), RunEnded.byOperator())).isEmpty();
    }

    @Test
    void whatTakesTooLongSaysWhatToDo() {
        Runs hasty = new Runs(new RunProperties(8, Duration.ZERO, Duration.ZERO));

        try (Run run = hasty.begin(kind, AT_ONCE, request("a"), "$sql-run", "")) {
            assertThatExceptionOfType(RunEnded.class)
                    .isThrownBy(run::check)
                    .withMessageContaining("Ask for less of it")
                    .satisfies(reason -> assertThat(reason.refusal()).isInstanceOf(UnprocessableEntityException.class));
        }
        try (Run export = hasty.background(UUID.randomUUID(), caller("a"), "$export", "")) {
            assertThatExceptionOfType(RunEnded.class).isThrownBy(export::check);
        }
    }

    /** What works on for it in other threads must not go on when it has been answered. */
    @Test
    void whatIsClosedEndsForItsOtherThreads() {
        Run run = begin("a");

        run.close();

        assertThatExceptionOfType(RunEnded.class).isThrownBy(run::check);
    }
}
