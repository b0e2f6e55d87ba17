package org.platelink.laboratory.mllp;

import java.security.cert.X509Certificate;
import javax.net.ssl.X509TrustManager;

/** Trust manager that trusts exactly the configured peers' certificates (certificate pinning), and no authority. */
final class PeerTrustManager implements X509TrustManager {

    private final Peers peers;

    PeerTrustManager(Peers peers) {
        this.peers = peers;
    }

    @Override
    public void checkClientTrusted(X509Certificate[] chain, String keyType) throws UnknownPeer {
        peers.of(chain[0]);
    }

    @Override
    public void checkServerTrusted(X509Certificate[] chain, String keyExchange) throws UnknownPeer {
        throw new UnknownPeer("this server connects to nobody");
    }

    /** Empty: the names of the peers are not disclosed to whoever connects. */
    @Override
    public X509Certificate[] getAcceptedIssuers() {
        return new X509Certificate[0];
    }
}
