package org.platelink.laboratory.journal;

import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.Collection;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.springframework.jdbc.core.simple.JdbcClient;

/** Reads and writes the findings of messages in the journal's database table. */
final class Findings {

    /**
     * The most findings that are kept of one message. A message with thousands of results can have as many findings;
     * more would not be read.
     */
    private static final int MOST = 100;

    private final JdbcClient database;

    Findings(JdbcClient database) {
        this.database = database;
    }

    /** Replaces the findings of a message. */
    void keep(long message, List<Finding> findings) {
        database.sql("delete from journal.finding where message = ?")
                .param(message)
                .update();
        add(message, findings);
    }

    /** Inserts the findings of a message that has none. */
    void add(long message, List<Finding> findings) {
        List<Finding> first = findings.subList(0, Math.min(MOST, findings.size()));
        for (int i = 0; i < first.size(); i++) {
            Finding finding = first.get(i);
            database.sql(
                            """
                            insert into journal.finding (message, position, reason, place, key, sentence)
                            values (?, ?, ?, ?, ?, ?)
                            """)
                    .params(message, i, finding.reason().code(), finding.place(), finding.key(), finding.sentence())
                    .update();
        }
    }

    /** The findings of several messages, by their sequence numbers. */
    Map<Long, List<Finding>> of(Collection<Long> messages) {
        Map<Long, List<Finding>> found = new HashMap<>();
        database.sql(
                        """
                        select message, reason, place, key, sentence from journal.finding
                        where message = any (?::bigint[]) order by message, position
                        """)
                .param(messages.toArray(Long[]::new))
                .query((row, number) -> found.computeIfAbsent(row.getLong(1), absent -> new ArrayList<>())
                        .add(finding(row)))
                .list();
        return found;
    }

    private static Finding finding(ResultSet row) throws SQLException {
        return new Finding(reason(row.getString(2)), row.getString(3), row.getString(4), row.getString(5));
    }

    static Reason reason(String code) {
        return Reason.of(code).orElseThrow();
    }
}
