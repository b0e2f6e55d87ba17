package org.platelink.laboratory.mllp;

import static org.assertj.core.api.Assertions.assertThat;

import java.net.InetAddress;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.function.UnaryOperator;
import org.awaitility.Awaitility;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.springframework.util.unit.DataSize;

/** MLLP without TLS: the address says whose a connection is, and all limits are those of TLS. */
class PlainTcpTests {

    @Test
    void aPeerWithoutAddressesIsOfThisMachine() {
        try (OpenDoor door = OpenDoor.to(OpenDoor.ECHO, given -> given.plain(Map.of("anna", List.of())))) {
            try (LabSystem anna = LabSystem.plain(door.listener.port())) {
                anna.send("one", "two");
                assertThat(anna.answer()).isEqualTo("one of site-anna");
                assertThat(anna.answer()).isEqualTo("two of site-anna");
                assertThat(door.listener.connections()).isEqualTo(1);
            }
            assertThat(door.refusedHandshakes()).isZero();
        }
    }

    @Test
    void anAddressThatIsNobodysIsClosedAndCounted() {
        try (OpenDoor door = OpenDoor.to(OpenDoor.ECHO, given -> given.plain(Map.of("anna", List.of("10.1.2.0/24"))))) {
            try (LabSystem stranger = LabSystem.plain(door.listener.port())) {
                assertThat(stranger.send("x").answer()).isEqualTo("closed");
            }
            Awaitility.await().until(() -> door.refusedHandshakes() == 1);
        }
    }

    @Test
    void eachAddressDeliversForItsOwnPeer() {
        try (OpenDoor door = OpenDoor.to(
                OpenDoor.ECHO,
                given -> given.plain(Map.of("anna", List.of("127.0.0.1"), "berta", List.of("127.0.0.8/29"))))) {
            try (LabSystem anna = LabSystem.plain(door.listener.port());
                    LabSystem berta = LabSystem.plainFrom("127.0.0.9", door.listener.port());
                    LabSystem nobody = LabSystem.plainFrom("127.0.0.16", door.listener.port())) {
                assertThat(anna.send("x").answer()).isEqualTo("x of site-anna");
                assertThat(berta.send("x").answer()).isEqualTo("x of site-berta");
                assertThat(nobody.send("x").answer()).isEqualTo("closed");
            }
        }
    }

    @Test
    void aPeerHasNoMorePlacesThanWithTls() {
        try (OpenDoor door = OpenDoor.to(OpenDoor.ECHO, given -> given.plain(Map.of("anna", List.of())))) {
            LabSystem[] places = new LabSystem[8];
            for (int i = 0; i < places.length; i++) {
                places[i] = LabSystem.plain(door.listener.port());
                assertThat(places[i].send("x").answer()).isEqualTo("x of site-anna");
            }
            try (LabSystem ninth = LabSystem.plain(door.listener.port())) {
                assertThat(ninth.send("x").answer()).isEqualTo("closed");
            }
            for (LabSystem place : places) {
                place.close();
            }
        }
    }

    @Test
    void idleSlowAndLargeAreRefusedAsWithTls() {
        try (OpenDoor door = OpenDoor.to(OpenDoor.ECHO, given -> {
            given.idle = Duration.ofMillis(300);
            given.frame = Duration.ofMillis(300);
            given.largest = DataSize.ofBytes(100);
            return given.plain(Map.of("anna", List.of()));
        })) {
            assertThat(answer(door, large -> large.send("x".repeat(200))))
                    .contains("MSA|AR|")
                    .contains("larger than");
            // A TLS client's first words.
            assertThat(answer(door, tls -> tls.sendRaw("\u0016\u0003\u0001"))).isEqualTo("closed");
            assertThat(answer(door, slow -> slow.sendRaw("\u000bMSH"))).isEqualTo("closed");
            assertThat(answer(door, idle -> idle)).isEqualTo("closed");
            Awaitility.await().until(() -> door.refused("slow") == 1 && door.refused("outside") == 1);
            assertThat(door.refused("too-large")).isEqualTo(1);
        }
    }

    private static String answer(OpenDoor door, UnaryOperator<LabSystem> said) {
        try (LabSystem system = LabSystem.plain(door.listener.port())) {
            return said.apply(system).answer();
        }
    }

    @ParameterizedTest
    @CsvSource({
        "10.1.2.3, 10.1.2.3, true",
        "10.1.2.3, 10.1.2.4, false",
        "10.1.2.0/24, 10.1.2.255, true",
        "10.1.2.77/24, 10.1.2.1, true",
        "10.1.2.0/24, 10.1.3.0, false",
        "10.1.2.0/31, 10.1.2.1, true",
        "2001:db8::/32, 2001:db8:1::7, true",
        "2001:db8::/32, 2001:db9::7, false",
        "fe80::1, fe80:0:0:0:0:0:0:1%1, true",
        "10.1.2.3, ::ffff:10.1.2.3, true",
        "0:0:0:0:0:0:0:1, ::1, true",
        "::1, 127.0.0.1, false",
    })
    void aRangeHasTheAddressesThatItSays(String range, String address, boolean has) throws Exception {
        AddressRange read = AddressRange.of(range, new Peer("x", null), "p");

        assertThat(read.has(InetAddress.getByName(address))).isEqualTo(has);
    }
}
