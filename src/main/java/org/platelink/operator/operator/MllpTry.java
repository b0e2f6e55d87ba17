package org.platelink.operator.operator;

import java.nio.file.Path;
import java.util.List;
import java.util.Locale;
import java.util.regex.Pattern;
import org.platelink.laboratory.mllp.MllpCertificates;

/**
 * Instructions for trying MLLP with generated certificates: how to start the server, and how to send a first message.
 *
 * @param certificates the certificate files
 * @param peer the name of the laboratory system
 * @param host the host by which it reaches the server
 * @param port the MLLP port
 * @param site the site whose results it delivers
 * @param systems the namespaces of the site's identifiers
 */
record MllpTry(MllpCertificates certificates, String peer, String host, int port, String site, List<String> systems) {

    private static final Pattern PLAIN = Pattern.compile("[A-Za-z0-9_./:,@%+=-]+");
    private static final Pattern ADDRESS = Pattern.compile("[0-9.]+|.*:.*");

    MllpTry {
        systems = List.copyOf(systems);
    }

    Path stunnelFile() {
        return certificates.folder().resolve(peer + ".stunnel.conf");
    }

    /** The stunnel configuration for a laboratory system without TLS. */
    String stunnel() {
        return """
                ; Run beside the laboratory system: stunnel %s
                ; It sends its messages to 127.0.0.1:%d, and stunnel takes them through TLS to the server.
                foreground = yes
                pid =
                [platelink-mllp]
                client = yes
                accept = 127.0.0.1:%2$d
                connect = %s:%d
                cert = %s
                key = %s
                CAfile = %s
                verifyChain = yes
                %s = %s
                """
                .formatted(
                        stunnelFile().getFileName(),
                        port == 65535 ? port - 1 : port + 1,
                        host,
                        port,
                        certificates.certificate(peer),
                        certificates.key(peer),
                        certificates.authority(),
                        isAddress() ? "checkIP" : "checkHost",
                        host);
    }

    private boolean isAddress() {
        return ADDRESS.matcher(host).matches();
    }

    String text(String password) {
        String start =
                "PLATELINK_LAB_MLLP_PEERS_" + peer.toUpperCase(Locale.ROOT).replace('-', '_') + "_";
        return """

                Start the server with
                  export PLATELINK_LAB_MLLP_PORT=%1$d
                  export PLATELINK_LAB_MLLP_CERTIFICATE=%2$s
                  export PLATELINK_LAB_MLLP_PRIVATEKEY=%3$s
                  export %4$sCERTIFICATE=%5$s
                  export %4$sSITE=%6$s
                  export %4$sIDENTIFIERSYSTEMS=%7$s
                and, if it is to be reached from other machines, PLATELINK_LAB_MLLP_ADDRESS=0.0.0.0.

                Send a first message, the file MESSAGE.hl7:
                  (printf '\\013'; cat MESSAGE.hl7; printf '\\034\\015'; sleep 2) | %8$s | tr '\\r' '\\n'

                A system with TLS takes %9$s and %10$s, or in Java and Mirth %11$s with the password %12$s as both key store and
                trust store; the authority that it has to trust is %13$s.
                One without TLS sends to stunnel on its own machine:
                  stunnel %14$s

                They are for a try: whoever can read the folder can deliver as the peer."""
                .formatted(
                        port,
                        quoted(certificates.server()),
                        quoted(certificates.serverKey()),
                        start,
                        quoted(certificates.certificate(peer)),
                        quoted(site),
                        quoted(String.join(",", systems)),
                        openssl(),
                        certificates.certificate(peer),
                        certificates.key(peer),
                        certificates.store(peer),
                        password,
                        certificates.authority(),
                        quoted(stunnelFile()));
    }

    private String openssl() {
        return "openssl s_client -quiet -no_ign_eof -verify_return_error -connect "
                + (host.contains(":") ? "[" + host + "]" : host) + ":" + port
                + (isAddress() ? " -verify_ip " : " -verify_hostname ") + host
                + " -cert " + quoted(certificates.certificate(peer))
                + " -key " + quoted(certificates.key(peer))
                + " -CAfile " + quoted(certificates.authority());
    }

    private static String quoted(Object value) {
        String text = value.toString();
        return PLAIN.matcher(text).matches() ? text : "'" + text.replace("'", "'\\''") + "'";
    }
}
