package org.platelink.mllp;

import ca.uhn.hl7v2.util.SocketFactory;
import java.io.IOException;
import java.net.ServerSocket;
import java.net.Socket;

/** TLS with the certificate of a peer, as HAPI asks for it: anna's. */
final class PeersSockets implements SocketFactory {

    @Override
    public Socket createTlsSocket() throws IOException {
        return Certificates.made()
                .clientOf(Certificates.ANNA)
                .getSocketFactory()
                .createSocket();
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
