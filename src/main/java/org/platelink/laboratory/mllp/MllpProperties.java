package org.platelink.laboratory.mllp;

import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import org.platelink.laboratory.hl7v2.MessageText;
import org.platelink.platform.server.StartUpRefused;
import org.springframework.boot.context.properties.ConfigurationProperties;
import org.springframework.boot.context.properties.bind.DefaultValue;
import org.springframework.util.unit.DataSize;

/**
 * Configuration properties of MLLP ({@code platelink.lab.mllp}): the listener, its limits and the peers.
 *
 * @param port the port to listen on; MLLP is off unless one is given
 * @param address the local address to listen on
 * @param certificate the server's certificate, followed by its chain: a PEM file
 * @param privateKey the key of that certificate: a PEM file without a password
 * @param peers who may connect, by a name of the operator's choice
 * @param largestMessage the largest message accepted, without its frame; 50 MB at most
 * @param connections the most connections at once, of all peers
 * @param connectionsAPeer the most connections at once, of each peer
 * @param idleTimeout how long a connection may be silent between messages
 * @param frameTimeout the most time from the first byte of a message to its last
 * @param handshakeTimeout the most time from connecting to the end of the TLS handshake
 * @param plain whether MLLP runs without TLS: peers are then identified by their addresses, and nobody needs a
 *     certificate
 */
@ConfigurationProperties("platelink.lab.mllp")
record MllpProperties(
        @DefaultValue("0") Integer port,
        @DefaultValue("127.0.0.1") String address,
        @Nullable Path certificate,
        @Nullable Path privateKey,
        @DefaultValue Map<String, PeerProperties> peers,
        @DefaultValue("10MB") DataSize largestMessage,
        @DefaultValue("64") int connections,
        @DefaultValue("8") int connectionsAPeer,
        @DefaultValue("10m") Duration idleTimeout,
        @DefaultValue("30s") Duration frameTimeout,
        @DefaultValue("10s") Duration handshakeTimeout,
        @DefaultValue("false") Boolean plain) {

    static final String PREFIX = "platelink.lab.mllp.";

    /** The limit of the message reader: a larger message would only be rejected later. */
    private static final long LARGEST = MessageText.MAX_BYTES;

    MllpProperties {
        require(port >= 0 && port <= 65535, "port", "a number up to 65535");
        require(
                largestMessage.toBytes() > 0 && largestMessage.toBytes() <= LARGEST,
                "largest-message",
                "a size up to 50MB");
        require(connectionsAPeer > 0, "connections-a-peer", "a number above 0");
        for (Duration timeout : List.of(idleTimeout, frameTimeout, handshakeTimeout)) {
            require(timeout.toMillis() > 0, "idle-timeout, frame-timeout and handshake-timeout", "a time, such as 30s");
        }
    }

    private static void require(boolean fits, String name, String what) {
        if (!fits) {
            throw new StartUpRefused("MLLP cannot use what it was given as " + PREFIX + name + "; give " + what + ".");
        }
    }

    /**
     * A laboratory system that may connect. To renew its certificate without a gap, configure it under two names for
     * a while.
     *
     * @param certificate the exact certificate by which it is identified: a PEM file; none without TLS
     * @param site the id of the Organization that is its site
     * @param identifierSystems the namespaces of its site's identifiers
     * @param addresses without TLS, the addresses from which it connects: {@code 10.1.2.3} or {@code 10.1.2.0/24};
     *     this machine if none is given
     * @param charset the character set of messages that state none and are not UTF-8, such as GBK; null if nothing is
     *     known
     */
    record PeerProperties(
            @Nullable Path certificate,
            @Nullable String site,
            @DefaultValue List<String> identifierSystems,
            @DefaultValue List<String> addresses,
            @Nullable String charset) {

        boolean hasCertificate() {
            return isGiven(certificate);
        }
    }

    /** Whether a file is configured. An empty environment variable, as compose files pass it on, counts as none. */
    static boolean isGiven(@Nullable Path file) {
        return file != null && !file.toString().isBlank();
    }
}
