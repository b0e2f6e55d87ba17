package org.platelink.study.rules;

import org.platelink.platform.server.Fingerprint;

/**
 * Stands for the versions of all resources of a participant's record: two records of the same version have the same resources
 * in the same versions.
 *
 * @param digest of the resources, their versions and the transactions that wrote them, in hexadecimal digits
 */
public record RecordVersion(String digest) {

    static final RecordVersion NONE = new RecordVersion("");

    /** The version of a record of these resources, as {@code key/version/transaction}, by their keys, with commas between. */
    static RecordVersion of(String resources) {
        return new RecordVersion(Fingerprint.hex(resources));
    }
}
