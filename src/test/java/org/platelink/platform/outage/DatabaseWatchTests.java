package org.platelink.platform.outage;

import static org.assertj.core.api.Assertions.assertThat;

import java.lang.reflect.Proxy;
import java.sql.Connection;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.platelink.platform.server.DatabaseAway;
import org.springframework.boot.test.system.CapturedOutput;
import org.springframework.boot.test.system.OutputCaptureExtension;

@ExtendWith(OutputCaptureExtension.class)
class DatabaseWatchTests {

    private boolean answers = true;
    private String refusal = "";
    private final List<String> done = new ArrayList<>();
    private final DatabaseAway state = new DatabaseAway();
    private final DatabaseWatch watch =
            new DatabaseWatch(this::open, state, () -> done.add("cut"), () -> done.add("fresh"));

    private Connection open() throws SQLException {
        if (!refusal.isEmpty()) {
            throw new SQLException("no", refusal);
        }
        return (Connection) Proxy.newProxyInstance(
                getClass().getClassLoader(),
                new Class<?>[] {Connection.class},
                (proxy, method, arguments) -> method.getName().equals("isValid") ? answers : null);
    }

    @Test
    void oneAnswerThatIsLateIsNoOutage() {
        watch.look();
        answers = false;
        watch.look();

        assertThat(state.isAway()).isFalse();
        assertThat(done).isEmpty();
    }

    @Test
    void anOutageIsToldOnceAndItsEndToo(CapturedOutput log) {
        watch.look();
        answers = false;
        refusal = "08001";
        watch.look();
        watch.look();
        watch.look();

        assertThat(state.isAway()).isTrue();
        assertThat(done).containsExactly("cut");

        answers = true;
        refusal = "";
        watch.look();
        watch.look();

        assertThat(state.isAway()).isFalse();
        assertThat(done).containsExactly("cut", "fresh");
        assertThat(log.getOut().lines().filter(line -> line.contains("The database is")))
                .hasSize(2);
    }

    @Test
    void aDatabaseThatHasAllTheConnectionsItTakesIsThere() {
        refusal = "53300";
        watch.look();

        assertThat(state.isAway()).isFalse();
    }
}
