package org.platelink.security.traffic;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.InputStream;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.Socket;
import java.net.SocketTimeoutException;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.zip.GZIPOutputStream;
import org.jspecify.annotations.Nullable;

/** Connections that send what they like, as slowly as they like, from several addresses of this machine. */
final class Attackers implements AutoCloseable {

    private static final int ADDRESSES = 8;
    private static final int MEGABYTES = 10;

    private final int port;
    private final List<Socket> sockets = new ArrayList<>();

    Attackers(int port) {
        this.port = port;
    }

    /** Opens connections and sends each these bytes. */
    void open(int count, byte[] bytes) throws IOException {
        for (int i = 0; i < count; i++) {
            Socket socket = from(InetAddress.getByName("127.0.0." + (2 + sockets.size() % ADDRESSES)));
            try {
                socket.getOutputStream().write(bytes);
            } catch (IOException cut) {
                // That is an answer too.
            }
        }
    }

    void open(int count, String text) throws IOException {
        open(count, text.getBytes(StandardCharsets.UTF_8));
    }

    private Socket from(InetAddress address) throws IOException {
        Socket socket = new Socket();
        sockets.add(socket);
        socket.bind(new InetSocketAddress(address, 0));
        socket.connect(new InetSocketAddress("127.0.0.1", port), 10_000);
        return socket;
    }

    /** Sends one byte more over each, where it still is open. */
    void drip() {
        for (Socket socket : sockets) {
            try {
                socket.getOutputStream().write('x');
            } catch (IOException cut) {
                // No more of it, then.
            }
        }
    }

    /** How many are open and have no answer yet. */
    int waiting() throws IOException {
        int waiting = 0;
        for (Socket socket : sockets) {
            socket.setSoTimeout(1);
            try {
                if (!socket.isInputShutdown() && socket.getInputStream().read() < 0) {
                    socket.shutdownInput();
                }
            } catch (SocketTimeoutException silent) {
                waiting++;
            } catch (IOException cut) {
                // It is not open.
            }
        }
        return waiting;
    }

    /** What comes first over the last connection; nothing if it is closed. */
    String answer() throws IOException {
        Socket last = sockets.get(sockets.size() - 1);
        last.setSoTimeout(15_000);
        byte[] bytes = new byte[2000];
        InputStream in = last.getInputStream();
        int filled = 0;
        try {
            for (int read = in.read(bytes); read >= 0 && filled < bytes.length - read; ) {
                filled += read;
                read = in.read(bytes, filled, bytes.length - filled);
            }
        } catch (IOException cut) {
            // What came before it counts.
        }
        return new String(bytes, 0, filled, StandardCharsets.UTF_8);
    }

    static String post(String path, @Nullable String token, String headers) {
        return "POST " + path + " HTTP/1.1\r\nHost: localhost\r\n"
                + (token == null ? "" : "Authorization: Bearer " + token + "\r\n")
                + headers + "\r\n";
    }

    /** A request whose body of some kilobytes unfolds to ten megabytes of a bundle. */
    static byte[] folded(String path, @Nullable String token) throws IOException {
        ByteArrayOutputStream body = new ByteArrayOutputStream();
        try (GZIPOutputStream gzip = new GZIPOutputStream(body)) {
            gzip.write("{\"resourceType\":\"Bundle\",\"type\":\"transaction\"".getBytes(StandardCharsets.UTF_8));
            gzip.write(" ".repeat(MEGABYTES * 1_000_000).getBytes(StandardCharsets.UTF_8));
            gzip.write('}');
        }
        ByteArrayOutputStream request = new ByteArrayOutputStream();
        request.write(post(
                        path,
                        token,
                        "Content-Type: application/fhir+json\r\nContent-Encoding: gzip\r\nContent-Length: "
                                + body.size() + "\r\n")
                .getBytes(StandardCharsets.UTF_8));
        body.writeTo(request);
        return request.toByteArray();
    }

    @Override
    public void close() throws IOException {
        for (Socket socket : sockets) {
            socket.close();
        }
    }
}
