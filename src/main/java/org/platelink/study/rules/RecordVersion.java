package org.platelink.study.rules;

import org.platelink.platform.server.Fingerprint;

/**
 * The version of a participant's record, over all its resources: two records with the same version have the same
 * resources in the same versions.
 *
 * @param digest of the resources, their versions and the transactions that wrote them, in hexadecimal digits
 */
public record RecordVersion(String digest) {

    static final RecordVersion NONE = new RecordVersion("");

    /**
     * Computes the version from the resources, each as {@code key/version/transaction}, sorted by key and separated
     * by commas.
     */
    static RecordVersion of(String resources) {
        return new RecordVersion(Fingerprint.hex(resources));
    }
}
