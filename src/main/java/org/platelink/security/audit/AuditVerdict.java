package org.platelink.security.audit;

import java.util.Optional;

/**
 * The result of a verification of the trail.
 *
 * @param rows the number of intact rows, counted from the first
 * @param head the hash of the last intact row, as 64 hexadecimal digits
 * @param checkpoints how many checkpoints the rows were compared with
 * @param broken the first fault; empty if the trail is intact
 */
public record AuditVerdict(long rows, String head, long checkpoints, Optional<BrokenLink> broken) {

    /** Whether no fault was found. */
    public boolean whole() {
        return broken.isEmpty();
    }
}
