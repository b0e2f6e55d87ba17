package org.platelink.trial.eligibility;

import java.sql.Connection;
import java.sql.SQLException;
import java.util.List;
import javax.sql.DataSource;
import org.platelink.platform.hapi.table.ResearchSubjects;
import org.springframework.jdbc.datasource.DataSourceUtils;

/**
 * Locks what is derived about a subject until the transaction ends. The recording of an infusion takes the same lock.
 */
public final class SubjectLock {

    private final DataSource database;

    SubjectLock(DataSource database) {
        this.database = database;
    }

    /** @param patient the id of the subject's Patient */
    public void lock(String patient) {
        Connection connection = DataSourceUtils.getConnection(database);
        try {
            new ResearchSubjects(connection).lockOfPatients(List.of(patient));
        } catch (SQLException failure) {
            throw new IllegalStateException("The subject could not be locked.", failure);
        } finally {
            DataSourceUtils.releaseConnection(connection, database);
        }
    }
}
