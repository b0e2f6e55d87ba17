package org.platelink.security.audit;

import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.Socket;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.time.Duration;
import java.time.Instant;
import javax.net.ssl.SSLParameters;
import javax.net.ssl.SSLSocket;
import javax.net.ssl.SSLSocketFactory;
import org.platelink.platform.server.StartUpRefused;

/**
 * Creates the transport to an anchor from the URI scheme of its setting: a file ({@code file:/…}), a receiver over
 * HTTPS ({@code https://…}), or a syslog server over TCP, with or without TLS ({@code syslog://host:601},
 * {@code syslogs://host:6514}).
 *
 * @see <a href="https://www.rfc-editor.org/rfc/rfc5424">RFC 5424, the syslog protocol</a>
 * @see <a href="https://www.rfc-editor.org/rfc/rfc6587">RFC 6587, syslog over TCP, with the length before each
 *     message</a>
 */
final class AnchorWays {

    private static final Duration PATIENCE = Duration.ofSeconds(10);
    private static final int SYSLOG_PORT = 601;
    private static final int SYSLOG_TLS_PORT = 6514;

    private AnchorWays() {}

    /** Returns the transport for the configured URI. */
    static SentAnchor.Way to(URI anchor) {
        return switch (String.valueOf(anchor.getScheme())) {
            case "file" -> file(anchor);
            case "https" -> https(anchor);
            case "syslog", "syslogs" -> syslog(anchor, anchor.getScheme().endsWith("s"));
            default ->
                throw new StartUpRefused("platelink.audit.anchor is no place for checkpoints; give it as"
                        + " file:/path/to/a/file, https://host/path, syslog://host:port or syslogs://host:port.");
        };
    }

    /** The file must exist already: if this account created it, this account would own it. */
    private static SentAnchor.Way file(URI anchor) {
        Path file = Path.of(anchor);
        if (!Files.isRegularFile(file)) {
            throw new StartUpRefused(
                    "the file of platelink.audit.anchor is not there; make it as another user, so that the"
                            + " server's own may only add to it (such as chattr +a).");
        }
        return line -> {
            try (FileChannel channel = FileChannel.open(file, StandardOpenOption.WRITE, StandardOpenOption.APPEND)) {
                channel.write(ByteBuffer.wrap((line + "\n").getBytes(StandardCharsets.US_ASCII)));
                channel.force(true);
            }
        };
    }

    private static SentAnchor.Way https(URI anchor) {
        HttpClient client = HttpClient.newBuilder().connectTimeout(PATIENCE).build();
        return line -> {
            HttpRequest request = HttpRequest.newBuilder(anchor)
                    .timeout(PATIENCE)
                    .header("Content-Type", "application/x-ndjson")
                    .POST(HttpRequest.BodyPublishers.ofString(line + "\n"))
                    .build();
            int status =
                    client.send(request, HttpResponse.BodyHandlers.discarding()).statusCode();
            if (status / 100 != 2) {
                throw new IOException("answered with " + status);
            }
        };
    }

    private static SentAnchor.Way syslog(URI anchor, boolean tls) {
        if (anchor.getHost() == null) {
            throw new StartUpRefused("platelink.audit.anchor names no host; give it as syslog://host:port.");
        }
        int usual = tls ? SYSLOG_TLS_PORT : SYSLOG_PORT;
        int port = anchor.getPort() < 0 ? usual : anchor.getPort();
        return line -> {
            byte[] message = syslogMessage(line, Instant.now()).getBytes(StandardCharsets.US_ASCII);
            try (Socket socket = connect(anchor.getHost(), port, tls)) {
                socket.getOutputStream().write((message.length + " ").getBytes(StandardCharsets.US_ASCII));
                socket.getOutputStream().write(message);
                socket.getOutputStream().flush();
            }
        };
    }

    private static Socket connect(String host, int port, boolean tls) throws IOException {
        Socket plain = new Socket();
        plain.connect(new InetSocketAddress(InetAddress.getByName(host), port), (int) PATIENCE.toMillis());
        plain.setSoTimeout((int) PATIENCE.toMillis());
        if (!tls) {
            return plain;
        }
        SSLSocket socket =
                (SSLSocket) ((SSLSocketFactory) SSLSocketFactory.getDefault()).createSocket(plain, host, port, true);
        SSLParameters parameters = socket.getSSLParameters();
        parameters.setEndpointIdentificationAlgorithm("HTTPS");
        socket.setSSLParameters(parameters);
        socket.startHandshake();
        return socket;
    }

    /** Priority 109: facility 13 (log audit) and severity 5 (notice). */
    static String syslogMessage(String line, Instant time) {
        return "<109>1 " + time + " - platelink - checkpoint - " + line;
    }
}
