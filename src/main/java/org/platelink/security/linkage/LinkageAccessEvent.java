package org.platelink.security.linkage;

import java.util.Optional;
import org.jspecify.annotations.Nullable;
import org.platelink.security.access.Caller;

/**
 * Published for each access to the linkage table, in the transaction of the access and before the answer, so that a
 * listener that throws prevents the answer.
 *
 * @param caller who requested it; empty if it was the server itself
 * @param act the kind of access
 * @param site the id of the Organization whose rows were accessed
 * @param participant the id of the Patient concerned; null if an identifier was not found
 */
public record LinkageAccessEvent(Optional<Caller> caller, Act act, String site, @Nullable String participant) {

    /** The kinds of access to the linkage table. */
    public enum Act {

        /** An identifier is linked to a participant. */
        LINK,

        /** The participant of an identifier is looked up. */
        FIND_PARTICIPANT,

        /** The identifiers of a participant are read. */
        READ_IDENTIFIERS
    }
}
