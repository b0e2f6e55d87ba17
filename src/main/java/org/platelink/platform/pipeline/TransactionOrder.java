package org.platelink.platform.pipeline;

import org.springframework.core.Ordered;

/** The order in which the synchronizations of a transaction run, before its commit and after it. */
public enum TransactionOrder {
    /** References are checked first: what leads to another site is refused before anything is derived from it. */
    SITE_OF_REFERENCES,

    /**
     * Visits and doses are checked when all of the transaction is there. A dose moves its subject on, which is one
     * more write.
     */
    VISIT_RULES,

    /**
     * Deaths and consents are checked against all visits and doses, which have moved their subjects on by then, and
     * may end the participation of a subject, which is one more write.
     */
    PARTICIPATION,

    /** Values that were read before are dropped, whatever becomes of the transaction. */
    CACHE_INVALIDATION,

    /** A site's map is read anew, and messages that waited for it are retried. */
    SITE_MAPS,

    /** Messages that waited for a participant or for a number are retried. */
    PARKED_MESSAGES,

    /** Stored responses of whose record changed are derived anew. */
    RESPONSES,

    /** Locked data are not changed; after all steps that write data, so that what these write is checked too. */
    LOCKS,

    /** Verifications of what was changed become outdated. */
    VERIFICATIONS,

    /** The audit trail is last, so that it names every change that the others make. A write after it is refused. */
    AUDIT;

    /** As {@link Ordered} has it. Synchronizations of libraries come first, unless they have no order. */
    public int order() {
        return Ordered.LOWEST_PRECEDENCE - (values().length - 1 - ordinal());
    }
}
