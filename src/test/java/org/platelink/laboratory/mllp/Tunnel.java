package org.platelink.laboratory.mllp;

import java.io.IOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.Socket;
import javax.net.ssl.SSLContext;

/** What stunnel does, in a few lines: takes one connection without TLS and carries it on with. */
final class Tunnel implements AutoCloseable {

    private final ServerSocket entrance;

    private Tunnel(ServerSocket entrance) {
        this.entrance = entrance;
    }

    static Tunnel to(int port, SSLContext tls) throws IOException {
        Tunnel tunnel = new Tunnel(new ServerSocket(0, 1, InetAddress.getByName("127.0.0.1")));
        daemon(() -> {
            try (Socket plain = tunnel.entrance.accept();
                    Socket secured = tls.getSocketFactory().createSocket("127.0.0.1", port)) {
                daemon(() -> carry(secured, plain));
                carry(plain, secured);
            } catch (IOException closed) {
                // The test is over.
            }
        });
        return tunnel;
    }

    private static void carry(Socket from, Socket to) {
        try {
            from.getInputStream().transferTo(to.getOutputStream());
        } catch (IOException closed) {
            // One of the two has gone.
        }
    }

    private static void daemon(Runnable work) {
        Thread thread = new Thread(work, "tunnel");
        thread.setDaemon(true);
        thread.start();
    }

    int port() {
        return entrance.getLocalPort();
    }

    @Override
    public void close() throws IOException {
        entrance.close();
    }
}
