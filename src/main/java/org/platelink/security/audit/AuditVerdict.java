package org.platelink.security.audit;

import java.util.Optional;

/**
 * What a verification of the trail found.
 *
 * @param rows how many rows are whole, from the first on
 * @param head the hash of the last of them, as 64 hexadecimal digits
 * @param checkpoints how many checkpoints were held against it
 * @param broken the first place that is not whole; empty if all is
 */
public record AuditVerdict(long rows, String head, long checkpoints, Optional<BrokenLink> broken) {

    /** Whether nothing is wrong. */
    public boolean whole() {
        return broken.isEmpty();
    }
}
