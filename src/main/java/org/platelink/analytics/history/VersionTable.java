package org.platelink.analytics.history;

import java.sql.Timestamp;
import java.util.ArrayList;
import java.util.Date;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.springframework.jdbc.core.simple.JdbcClient;

/** SQL queries on HAPI's version table ({@code hfj_res_ver}) for the versions that a {@link HistoryQuery} selects. */
final class VersionTable {

    private static final String NEWEST_FIRST =
            " order by v.res_updated desc, v.res_id desc, v.res_ver desc limit ? offset ?";

    private final JdbcClient database;

    VersionTable(JdbcClient database) {
        this.database = database;
    }

    /**
     * Size of a history.
     *
     * @param number the number of versions
     * @param newest when the newest of them was written; null if there is none
     */
    record Extent(int number, @Nullable Date newest) {}

    /**
     * A version.
     *
     * @param pid the primary key of its row
     * @param id the resource's id
     */
    record Version(long pid, String id) {}

    /**
     * @param question selects the versions
     * @param resources HAPI's primary keys of the resources that are included; null for all of the type
     */
    Extent extent(HistoryQuery question, Long @Nullable [] resources) {
        Condition condition = new Condition(question, resources);
        return database.sql("select count(*), max(v.res_updated) from hfj_res_ver v" + condition.text)
                .params(condition.values)
                .query((row, number) -> new Extent(row.getInt(1), time(row.getTimestamp(2))))
                .single();
    }

    /** The versions of a range of offsets, newest first. */
    List<Version> versions(HistoryQuery question, Long @Nullable [] resources, int from, int to) {
        Condition condition = new Condition(question, resources);
        condition.values.add(to - from);
        condition.values.add(from);
        return database.sql("select v.pid, r.fhir_id from hfj_res_ver v join hfj_resource r on r.res_id = v.res_id"
                        + condition.text + NEWEST_FIRST)
                .params(condition.values)
                .query((row, number) -> new Version(row.getLong(1), row.getString(2)))
                .list();
    }

    private static @Nullable Date time(@Nullable Timestamp time) {
        return time == null ? null : new Date(time.getTime());
    }

    /** The query as an SQL condition with its values. */
    private static final class Condition {

        private final StringBuilder text = new StringBuilder(" where v.res_type = ?");
        private final List<Object> values = new ArrayList<>();

        private Condition(HistoryQuery question, Long @Nullable [] resources) {
            values.add(question.type());
            if (resources != null) {
                add(" and v.res_id = any(?)", resources);
            }
            if (question.since() != null) {
                add(" and v.res_updated >= ?", timestamp(question.since()));
            }
            if (question.newest() != null) {
                add(" and v.res_updated <= ?", timestamp(question.newest()));
            }
            HistoryQuery.Span at = question.at();
            if (at != null) {
                add(" and v.res_updated <= ?", timestamp(at.to()));
                // A version is current until the next one is written.
                add(
                        " and not exists (select 1 from hfj_res_ver n where n.res_id = v.res_id"
                                + " and n.res_ver = v.res_ver + 1 and n.res_updated <= ?)",
                        timestamp(at.from()));
            }
        }

        private void add(String condition, Object value) {
            text.append(condition);
            values.add(value);
        }

        private static Timestamp timestamp(Date time) {
            return new Timestamp(time.getTime());
        }
    }
}
