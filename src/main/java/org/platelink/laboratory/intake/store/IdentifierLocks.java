package org.platelink.laboratory.intake.store;

import java.util.Collection;
import org.springframework.jdbc.core.simple.JdbcClient;

/**
 * PostgreSQL advisory locks on identifiers, held until the end of the transaction: exclusive for a person's write,
 * shared for deliveries.
 *
 * <p>They keep apart what people store and what laboratories deliver with the same identifier. Deliveries do not
 * block each other: which of two deliveries of the same result is first is decided by the ledger.
 *
 * <p>Identifiers are hashed to a fixed number of locks: PostgreSQL has room for a limited number of locks in all, and
 * a delivery may have thousands of results.
 */
final class IdentifierLocks {

    private static final int OURS = 0x504c4944;
    private static final int LOCKS = 1024;
    private static final long WAITED_MILLIS = 2_000;
    private static final long ASKED_EVERY_MILLIS = 20;

    private final JdbcClient database;

    IdentifierLocks(JdbcClient database) {
        this.database = database;
    }

    /**
     * Takes the shared locks for a delivery; blocks while a person stores something with one of its identifiers.
     *
     * @param identifiers the hashes of the identifiers
     */
    void share(Collection<Long> identifiers) {
        Integer[] locks = locks(identifiers);
        if (locks.length > 0) {
            database.sql("select count(pg_advisory_xact_lock_shared(?, n)) from unnest(?::int[]) n")
                    .params(OURS, locks)
                    .query(Integer.class)
                    .single();
        }
    }

    /**
     * Takes the exclusive locks for a person's write. Waits for deliveries for a limited time only, since one of them
     * may be waiting for this transaction.
     *
     * @param identifiers the hashes of the identifiers
     * @return false if a delivery still holds one of them
     */
    boolean take(Collection<Long> identifiers) {
        Integer[] locks = locks(identifiers);
        long until = System.nanoTime() + WAITED_MILLIS * 1_000_000;
        while (locks.length > 0 && !tryTaking(locks)) {
            if (System.nanoTime() > until) {
                return false;
            }
            try {
                Thread.sleep(ASKED_EVERY_MILLIS);
            } catch (InterruptedException ended) {
                Thread.currentThread().interrupt();
                return false;
            }
        }
        return true;
    }

    private boolean tryTaking(Integer[] locks) {
        return database.sql("select bool_and(pg_try_advisory_xact_lock(?, n)) from unnest(?::int[]) n")
                .params(OURS, locks)
                .query(Boolean.class)
                .single();
    }

    /** Sorted, so that no two transactions wait for each other. */
    private static Integer[] locks(Collection<Long> identifiers) {
        return identifiers.stream()
                .map(hash -> Math.floorMod(hash, LOCKS))
                .distinct()
                .sorted()
                .toArray(Integer[]::new);
    }
}
