package org.platelink.trial.review;

import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Timestamp;
import java.util.Collection;
import java.util.List;
import java.util.Optional;
import org.springframework.jdbc.core.simple.JdbcClient;

/**
 * The table of locks in force. Writers of data share an advisory lock of the database from their check to their
 * commit, and whoever locks data takes it alone: what a lock did not refuse is committed before the lock is.
 */
final class LockTable {

    /** The key of the advisory lock, which nothing else in the database uses. */
    private static final long KEY = 7_310_513_001L;

    private static final String COLUMNS =
            "select type, id, patient, task, client, role, reason, since from review.lock";

    private final JdbcClient database;

    LockTable(JdbcClient database) {
        this.database = database;
    }

    /** Waits until no lock is being set, and holds off new ones until the transaction ends. */
    void share() {
        database.sql("select pg_advisory_xact_lock_shared(?)")
                .params(KEY)
                .query((row, number) -> true)
                .list();
    }

    /** Waits for the transactions that write data, ten seconds at most, and holds off new ones until the end of this. */
    void claim() {
        database.sql("set local lock_timeout = '10s'").update();
        database.sql("select pg_advisory_xact_lock(?)")
                .params(KEY)
                .query((row, number) -> true)
                .list();
    }

    /** The locks of the given Patients' subjects, and all of studies. */
    List<Lock> of(Collection<String> patients) {
        return database.sql(COLUMNS + " where patient = any (?::text[]) or type = ? order by type, id")
                .params(patients.toArray(String[]::new), Lock.STUDY)
                .query((row, number) -> lock(row))
                .list();
    }

    Optional<Lock> of(String type, String id) {
        return database.sql(COLUMNS + " where type = ? and id = ?")
                .params(type, id)
                .query((row, number) -> lock(row))
                .optional();
    }

    void add(Lock lock) {
        database.sql("insert into review.lock (type, id, patient, task, client, role, reason, since)"
                        + " values (?, ?, ?, ?, ?, ?, ?, ?)")
                .param(lock.type())
                .param(lock.id())
                .param(lock.patient())
                .param(lock.task())
                .param(lock.client())
                .param(lock.role())
                .param(lock.reason())
                .param(Timestamp.from(lock.since()))
                .update();
    }

    void remove(Lock lock) {
        database.sql("delete from review.lock where type = ? and id = ?")
                .params(lock.type(), lock.id())
                .update();
    }

    private static Lock lock(ResultSet row) throws SQLException {
        return new Lock(
                row.getString(1),
                row.getString(2),
                row.getString(3),
                row.getString(4),
                row.getString(5),
                row.getString(6),
                row.getString(7),
                row.getTimestamp(8).toInstant());
    }
}
