package org.platelink.laboratory.mllp;

import java.security.cert.CertificateException;

/** Thrown if a certificate, or without TLS an address, is not that of a peer. */
final class UnknownPeer extends CertificateException {

    private final String reason;

    /**
     * @param reason the end of a sentence for the operator; nothing that the other side has sent
     */
    UnknownPeer(String reason) {
        super(reason);
        this.reason = reason;
    }

    String reason() {
        return reason;
    }
}
