package org.platelink.laboratory.intake;

import java.util.Collection;
import org.springframework.jdbc.core.simple.JdbcClient;

/**
 * Keeps apart, until their transactions end, what people store and what laboratories deliver with one identifier. Deliveries do
 * not keep each other waiting: which of two of the same result is first the ledger tells.
 *
 * <p>Identifiers share a limited number of PostgreSQL's advisory locks, for PostgreSQL has room for a limited number of locks in
 * all, and a delivery may have thousands of results.
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
     * For a delivery: waits for the people who store something with one of its identifiers.
     *
     * @param identifiers their hashes
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
     * For a person: waits for deliveries a little while, and not for ever, for one of them may be waiting for this transaction.
     *
     * @param identifiers their hashes
     * @return false if one is still delivered
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

    /** In one order, so that no two transactions wait for each other. */
    private static Integer[] locks(Collection<Long> identifiers) {
        return identifiers.stream()
                .map(hash -> Math.floorMod(hash, LOCKS))
                .distinct()
                .sorted()
                .toArray(Integer[]::new);
    }
}
