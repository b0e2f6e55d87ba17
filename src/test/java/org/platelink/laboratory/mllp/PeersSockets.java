package org.platelink.laboratory.mllp;

import ca.uhn.hl7v2.util.SocketFactory;
import java.io.IOException;
import java.net.ServerSocket;
import java.net.Socket;
import javax.net.ssl.SSLContext;

/** TLS with the certificate of a peer, as HAPI asks for it: anna's, if no other is named. */
final class PeersSockets implements SocketFactory {

    private final SSLContext tls;

    PeersSockets() {
        this(Certificates.made().clientOf(Certificates.ANNA));
    }

    private PeersSockets(SSLContext tls) {
        this.tls = tls;
    }

    static PeersSockets of(SSLContext tls) {
        return new PeersSockets(tls);
    }

    @Override
    public Socket createTlsSocket() throws IOException {
        return tls.getSocketFactory().createSocket();
    }

    @Override
    public Socket createSocket() {
        return new Socket();
    }

    @Override
    public ServerSocket createServerSocket() {
        throw new UnsupportedOperationException("It is a client.");
    }

    @Override
    public ServerSocket createTlsServerSocket() {
        throw new UnsupportedOperationException("It is a client.");
    }

    @Override
    public void configureNewAcceptedSocket(Socket socket) {
        throw new UnsupportedOperationException("It is a client.");
    }
}
