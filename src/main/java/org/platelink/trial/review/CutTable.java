package org.platelink.trial.review;

import java.sql.Timestamp;
import java.util.List;
import org.springframework.jdbc.core.simple.JdbcClient;

/** The table of data cuts, by their names. */
final class CutTable {

    private final JdbcClient database;

    CutTable(JdbcClient database) {
        this.database = database;
    }

    /**
     * Adds a cut.
     *
     * @throws org.springframework.dao.DuplicateKeyException if the study has one of this name
     */
    void add(DataCut cut, String client) {
        database.sql("insert into review.cut (id, study, name, moment, client) values (?, ?, ?, ?, ?)")
                .params(cut.id(), cut.study(), cut.name(), Timestamp.from(cut.moment()), client)
                .update();
    }

    /** The cuts with a name, of any study. */
    List<DataCut> named(String name) {
        return database.sql("select id, study, name, moment from review.cut where name = ? order by study")
                .params(name)
                .query((row, number) -> new DataCut(
                        row.getString(1),
                        row.getString(2),
                        row.getString(3),
                        row.getTimestamp(4).toInstant()))
                .list();
    }
}
