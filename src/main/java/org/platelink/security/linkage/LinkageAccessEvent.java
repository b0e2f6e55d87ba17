package org.platelink.security.linkage;

import java.util.Optional;
import org.jspecify.annotations.Nullable;
import org.platelink.security.access.Caller;

/**
 * That somebody used the linkage table; published before the answer is given, in the same transaction, so that a listener
 * that fails keeps the answer back.
 *
 * @param caller who asked; empty if it was the server itself
 * @param act what was asked
 * @param site the id of the Organization whose rows were looked at
 * @param participant the id of the Patient that it was about; null if an identifier was not found
 */
public record LinkageAccessEvent(Optional<Caller> caller, Act act, String site, @Nullable String participant) {

    /** What can be asked of the linkage table. */
    public enum Act {

        /** To join an identifier to a participant. */
        LINK,

        /** Which participant an identifier belongs to. */
        FIND_PARTICIPANT,

        /** Which identifiers a participant has. */
        READ_IDENTIFIERS
    }
}
