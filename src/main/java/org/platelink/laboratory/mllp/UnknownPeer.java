package org.platelink.laboratory.mllp;

import java.security.cert.CertificateException;

/** A certificate, or without TLS an address, that lets nobody in. */
final class UnknownPeer extends CertificateException {

    private final String reason;

    /**
     * @param reason why, as the end of a sentence for the operator; nothing that the other side has written
     */
    UnknownPeer(String reason) {
        super(reason);
        this.reason = reason;
    }

    String reason() {
        return reason;
    }
}
