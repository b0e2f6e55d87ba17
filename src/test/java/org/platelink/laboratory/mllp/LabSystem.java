package org.platelink.laboratory.mllp;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.net.InetSocketAddress;
import java.net.Socket;
import java.net.SocketTimeoutException;
import java.nio.charset.StandardCharsets;
import javax.net.ssl.SSLContext;
import javax.net.ssl.SSLSocket;

/** A laboratory's end of a connection, which also sends what it should not. */
final class LabSystem implements AutoCloseable {

    private static final int PATIENCE_MILLIS = 8000;

    private final Socket socket;

    private LabSystem(Socket socket) {
        this.socket = socket;
    }

    static LabSystem connect(SSLContext tls, int port) {
        try {
            return new LabSystem(connected(tls.getSocketFactory().createSocket(), port));
        } catch (IOException failure) {
            throw new UncheckedIOException(failure);
        }
    }

    /** Connects without TLS. */
    static LabSystem plain(int port) {
        return new LabSystem(connected(new Socket(), port));
    }

    /** Connects without TLS, from an address of this machine. */
    static LabSystem plainFrom(String address, int port) {
        Socket socket = new Socket();
        try {
            socket.bind(new InetSocketAddress(address, 0));
        } catch (IOException failure) {
            throw new UncheckedIOException(failure);
        }
        return new LabSystem(connected(socket, port));
    }

    private static Socket connected(Socket socket, int port) {
        try {
            socket.connect(new InetSocketAddress("127.0.0.1", port), PATIENCE_MILLIS);
            socket.setSoTimeout(PATIENCE_MILLIS);
            return socket;
        } catch (IOException failure) {
            throw new UncheckedIOException(failure);
        }
    }

    /** Shakes hands now; without it that happens when something is sent. */
    LabSystem shakeHands() {
        try {
            ((SSLSocket) socket).startHandshake();
            return this;
        } catch (IOException failure) {
            throw new UncheckedIOException(failure);
        }
    }

    /** Sends messages, each in its frame, in one go. */
    LabSystem send(String... messages) {
        StringBuilder frames = new StringBuilder();
        for (String message : messages) {
            frames.append('\u000b').append(message).append("\u001c\r");
        }
        return sendRaw(frames.toString());
    }

    /** Sends bytes as they are. A peer that has gone away is noticed when its answer is read. */
    LabSystem sendRaw(String text) {
        try {
            sendRaw(text.getBytes(StandardCharsets.UTF_8));
        } catch (IOException gone) {
            // The answer tells.
        }
        return this;
    }

    void sendRaw(byte[] bytes) throws IOException {
        socket.getOutputStream().write(bytes);
        socket.getOutputStream().flush();
    }

    /** The next answer without its frame; the word {@code closed} if the connection ended instead. */
    String answer() {
        try {
            InputStream in = socket.getInputStream();
            ByteArrayOutputStream answer = new ByteArrayOutputStream();
            int read = in.read();
            while (read >= 0 && read != '\r' || read == '\r' && !endsAFrame(answer)) {
                answer.write(read);
                read = in.read();
            }
            String text = answer.toString(StandardCharsets.UTF_8);
            return read < 0 ? "closed" + text : text.substring(1, text.length() - 1);
        } catch (SocketTimeoutException silence) {
            throw new AssertionError("no answer came, and the connection stayed open", silence);
        } catch (IOException broken) {
            return "closed";
        }
    }

    private static boolean endsAFrame(ByteArrayOutputStream answer) {
        byte[] bytes = answer.toByteArray();
        return bytes.length > 0 && bytes[bytes.length - 1] == 0x1C;
    }

    @Override
    public void close() {
        try {
            socket.close();
        } catch (IOException failure) {
            throw new UncheckedIOException(failure);
        }
    }
}
