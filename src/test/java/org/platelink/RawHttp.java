package org.platelink;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.Socket;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;

/** HTTP as it is written, with what no client library would send: raw characters, any method, any header. */
public final class RawHttp {

    private static final int PATIENCE_MILLIS = 30_000;

    private final int port;
    private final @Nullable String token;

    private RawHttp(int port, @Nullable String token) {
        this.port = port;
        this.token = token;
    }

    /** A client of the server that shows no token. */
    public static RawHttp withoutToken(int port) {
        return new RawHttp(port, null);
    }

    /** One of the clients that a server makes at its first start. */
    public static RawHttp of(int port, String client) {
        return new RawHttp(port, Tokens.of(port, client));
    }

    /** An answer, whose headers are found whatever their case. */
    public record Answer(int status, Map<String, String> headers, String body) {

        /** A header's value; several of a name stand with a comma between them. */
        public Optional<String> header(String name) {
            return Optional.ofNullable(headers.get(name));
        }
    }

    /** Sends a request without a body. */
    public Answer send(String method, String address, String... headers) {
        return send(method, address, new byte[0], headers);
    }

    /** Sends a request. */
    public Answer send(String method, String address, byte[] body, String... headers) {
        StringBuilder head = new StringBuilder(method + " " + address + " HTTP/1.1\r\n");
        if (List.of(headers).stream().noneMatch(header -> header.equalsIgnoreCase("Host"))) {
            head.append("Host: localhost:").append(port).append("\r\n");
        }
        if (token != null) {
            head.append("Authorization: Bearer ").append(token).append("\r\n");
        }
        for (int i = 0; i < headers.length; i += 2) {
            head.append(headers[i]).append(": ").append(headers[i + 1]).append("\r\n");
        }
        if (body.length > 0) {
            head.append("Content-Length: ").append(body.length).append("\r\n");
        }
        head.append("Connection: close\r\n\r\n");
        ByteArrayOutputStream all = new ByteArrayOutputStream();
        all.writeBytes(head.toString().getBytes(StandardCharsets.ISO_8859_1));
        all.writeBytes(body);
        return exchange(port, all.toByteArray());
    }

    /** Sends bytes as they are, and reads the answer to its end. */
    public static Answer exchange(int port, byte[] request) {
        try (Socket socket = new Socket("127.0.0.1", port)) {
            socket.setSoTimeout(PATIENCE_MILLIS);
            socket.getOutputStream().write(request);
            return read(new String(socket.getInputStream().readAllBytes(), StandardCharsets.ISO_8859_1));
        } catch (IOException failure) {
            throw new UncheckedIOException(failure);
        }
    }

    private static Answer read(String all) {
        int end = all.indexOf("\r\n\r\n");
        if (end < 0) {
            throw new IllegalStateException("This is no answer of HTTP: " + all);
        }
        String[] lines = all.substring(0, end).split("\r\n");
        Map<String, String> headers = new TreeMap<>(String.CASE_INSENSITIVE_ORDER);
        for (int i = 1; i < lines.length; i++) {
            String[] header = lines[i].split(":", 2);
            headers.merge(header[0], header[1].trim(), (one, other) -> one + ", " + other);
        }
        String body = all.substring(end + 4);
        boolean isChunked = headers.getOrDefault("Transfer-Encoding", "")
                .toLowerCase(Locale.ROOT)
                .contains("chunked");
        String whole = isChunked ? joined(body) : body;
        return new Answer(
                Integer.parseInt(lines[0].split(" ")[1]),
                headers,
                new String(whole.getBytes(StandardCharsets.ISO_8859_1), StandardCharsets.UTF_8));
    }

    private static String joined(String chunks) {
        StringBuilder whole = new StringBuilder();
        int at = 0;
        while (at < chunks.length()) {
            int line = chunks.indexOf("\r\n", at);
            int length = Integer.parseInt(chunks.substring(at, line).trim(), 16);
            whole.append(chunks, line + 2, line + 2 + length);
            at = line + 2 + length + 2;
            if (length == 0) {
                break;
            }
        }
        return whole.toString();
    }
}
