package org.platelink.security.traffic;

import static org.assertj.core.api.Assertions.assertThat;

import java.net.InetAddress;
import java.net.UnknownHostException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.atomic.AtomicLong;
import org.junit.jupiter.api.Test;

class ArrivalsTests {

    private static final InetAddress ONE = address("10.0.0.1");
    private static final InetAddress OTHER = address("10.0.0.2");
    private static final InetAddress PROXY = address("10.0.0.9");

    private long now = 1;
    private final Arrivals<String> arrivals = new Arrivals<>(6, 3, Duration.ofSeconds(10), PROXY::equals, () -> now);

    private static InetAddress address(String text) {
        try {
            return InetAddress.getByName(text);
        } catch (UnknownHostException none) {
            throw new IllegalArgumentException(none);
        }
    }

    private void seconds(int seconds) {
        now += Duration.ofSeconds(seconds).toNanos();
    }

    @Test
    void anAddressHasSoManyConnectionsAndAnotherItsOwn() {
        assertThat(arrivals.admit("a", ONE)).isTrue();
        assertThat(arrivals.admit("b", ONE)).isTrue();
        assertThat(arrivals.admit("c", ONE)).isTrue();
        assertThat(arrivals.admit("d", ONE)).isFalse();
        assertThat(arrivals.admit("e", OTHER)).isTrue();

        arrivals.leave("b");
        arrivals.leave("b");

        assertThat(arrivals.admit("f", ONE)).isTrue();
        assertThat(arrivals.admit("g", ONE)).isFalse();
    }

    @Test
    void aNetworkOfIpv6IsOneAddress() {
        for (int i = 1; i <= 3; i++) {
            assertThat(arrivals.admit("c" + i, address("2001:db8::" + i))).isTrue();
        }
        assertThat(arrivals.admit("c4", address("2001:db8::4"))).isFalse();
        assertThat(arrivals.admit("c5", address("2001:db8:0:1::4"))).isTrue();
    }

    @Test
    void aProxyHasAsManyAsItNeeds() {
        for (int i = 0; i < 20; i++) {
            assertThat(arrivals.admit("p" + i, PROXY)).isTrue();
        }
    }

    @Test
    void whoOwesTheRestOfAHeaderIsOverdueHoweverOftenSomethingComes() {
        arrivals.admit("slow", ONE);
        for (int i = 0; i < 5; i++) {
            seconds(2);
            arrivals.begin("slow");
            arrivals.pause("slow");
            assertThat(arrivals.overdue()).isEmpty();
        }
        seconds(1);
        assertThat(arrivals.overdue()).containsExactly("slow");
    }

    @Test
    void whoSendsNothingAtAllIsOverdueToo() {
        arrivals.admit("silent", ONE);
        seconds(11);
        assertThat(arrivals.overdue()).containsExactly("silent");
    }

    @Test
    void whatIsWorkedOnOrAnsweredIsNot() {
        arrivals.admit("busy", ONE);
        arrivals.begin("busy");
        seconds(100);
        assertThat(arrivals.overdue()).isEmpty();

        arrivals.answered("busy");
        seconds(100);
        assertThat(arrivals.overdue())
                .as("it is kept alive, for as long as Tomcat does")
                .isEmpty();

        arrivals.begin("busy");
        arrivals.pause("busy");
        seconds(11);
        assertThat(arrivals.overdue()).as("its second header").containsExactly("busy");
    }

    @Test
    void aHeaderThatBeginsRightAfterALongAnswerHasItsTime() {
        arrivals.admit("pipelined", ONE);
        arrivals.begin("pipelined");
        seconds(60);
        arrivals.pause("pipelined");

        assertThat(arrivals.overdue()).isEmpty();
        seconds(11);
        assertThat(arrivals.overdue()).containsExactly("pipelined");
    }

    @Test
    void whereThereAreTooManyTheAddressThatHasMostLosesTheOldestThatWaits() {
        arrivals.admit("first of all", OTHER);
        seconds(1);
        arrivals.admit("oldest", ONE);
        arrivals.begin("oldest");
        seconds(1);
        arrivals.admit("older", ONE);
        seconds(1);
        arrivals.admit("newer", ONE);
        arrivals.admit("p1", PROXY);
        arrivals.admit("p2", PROXY);
        assertThat(arrivals.surplus()).isEmpty();

        arrivals.admit("p3", PROXY);

        assertThat(arrivals.surplus()).contains("older");
    }

    @Test
    void aRequestThatBeginsWhileItIsLookedAtIsNotOverdue() throws InterruptedException {
        AtomicLong clock = new AtomicLong();
        Arrivals<String> watched = new Arrivals<>(6, 3, Duration.ofSeconds(10), PROXY::equals, clock::get);
        watched.admit("used now and then", ONE);
        watched.begin("used now and then");
        watched.answered("used now and then");
        Thread client = new Thread(() -> {
            for (int i = 0; i < 1_000_000; i++) {
                clock.addAndGet(Duration.ofSeconds(20).toNanos());
                watched.begin("used now and then");
                watched.answered("used now and then");
            }
        });
        client.start();
        List<String> overdue = new ArrayList<>();
        while (client.isAlive()) {
            overdue.addAll(watched.overdue());
        }
        client.join();

        assertThat(overdue).isEmpty();
    }
}
