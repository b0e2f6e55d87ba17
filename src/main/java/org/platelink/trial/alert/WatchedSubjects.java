package org.platelink.trial.alert;

import java.sql.Connection;
import java.sql.SQLException;
import java.util.Collection;
import java.util.List;
import org.platelink.platform.hapi.table.ResearchSubjects;
import org.platelink.platform.hapi.table.ResearchSubjects.Subject;
import org.springframework.jdbc.core.JdbcTemplate;

/** Reads which subjects there are to look at. */
final class WatchedSubjects {

    private final JdbcTemplate database;

    WatchedSubjects(JdbcTemplate database) {
        this.database = database;
    }

    /** The subjects that some Patients are. */
    List<Subject> ofPatients(Collection<String> patients) {
        return read(stored -> stored.ofPatients(patients));
    }

    List<Subject> ofStudy(String study) {
        return read(stored -> stored.ofStudy(study));
    }

    /** The ids of the studies that have subjects. */
    List<String> studies() {
        return read(ResearchSubjects::studies);
    }

    private interface Reading<T> {
        List<T> from(ResearchSubjects stored) throws SQLException;
    }

    private <T> List<T> read(Reading<T> reading) {
        List<T> found = database.execute((Connection connection) -> reading.from(new ResearchSubjects(connection)));
        return found == null ? List.of() : found;
    }
}
