package org.platelink.security.traffic;

import java.io.BufferedInputStream;
import java.io.EOFException;
import java.io.IOException;
import java.io.InputStream;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.Socket;
import java.nio.charset.StandardCharsets;
import java.util.Locale;
import java.util.Map;
import java.util.TreeMap;

/** One connection for several requests, whose answers are read as far as their headers say and no further. */
final class KeptConnection implements AutoCloseable {

    private static final int PATIENCE_MILLIS = 30_000;

    private final Socket socket = new Socket();
    private final InputStream in;

    /** From an address of its own, so that what is counted of others is not counted of it. */
    KeptConnection(int port) throws IOException {
        socket.bind(new InetSocketAddress(InetAddress.getByName("127.0.0.40"), 0));
        socket.connect(new InetSocketAddress("127.0.0.1", port), PATIENCE_MILLIS);
        socket.setSoTimeout(PATIENCE_MILLIS);
        socket.setTcpNoDelay(true);
        in = new BufferedInputStream(socket.getInputStream());
    }

    void send(byte[] bytes) throws IOException {
        socket.getOutputStream().write(bytes);
    }

    void send(String text) throws IOException {
        send(text.getBytes(StandardCharsets.UTF_8));
    }

    /** An answer's status, and whether it says that the connection is closed. */
    record Answer(int status, boolean isLast) {}

    Answer answer(String method) throws IOException {
        String first = line();
        int status = Integer.parseInt(first.split(" ")[1]);
        Map<String, String> headers = new TreeMap<>(String.CASE_INSENSITIVE_ORDER);
        for (String line = line(); !line.isEmpty(); line = line()) {
            String[] header = line.split(":", 2);
            headers.put(header[0], header[1].trim().toLowerCase(Locale.ROOT));
        }
        if (status == 100) {
            return answer(method);
        }
        boolean isLast = headers.getOrDefault("Connection", "").contains("close");
        if (!method.equals("HEAD") && status != 204 && status != 304) {
            if (headers.getOrDefault("Transfer-Encoding", "").contains("chunked")) {
                passChunks();
            } else if (headers.containsKey("Content-Length")) {
                in.skipNBytes(Long.parseLong(headers.get("Content-Length")));
            } else if (!isLast) {
                throw new IOException("an answer whose end nobody knows");
            }
        }
        return new Answer(status, isLast);
    }

    private void passChunks() throws IOException {
        for (int size = -1; size != 0; ) {
            size = Integer.parseInt(line(), 16);
            in.skipNBytes(size + 2L);
        }
    }

    private String line() throws IOException {
        StringBuilder line = new StringBuilder();
        for (int one = in.read(); one != '\n'; one = in.read()) {
            if (one < 0) {
                throw new EOFException("closed without an answer");
            }
            line.append((char) one);
        }
        return line.toString().strip();
    }

    @Override
    public void close() throws IOException {
        socket.close();
    }
}
