package org.platelink.platform.hapi.table;

import ca.uhn.fhir.rest.api.server.RequestDetails;
import java.sql.Timestamp;
import java.util.ArrayList;
import java.util.Date;
import java.util.List;
import org.hl7.fhir.instance.model.api.IBaseResource;
import org.jspecify.annotations.Nullable;
import org.springframework.jdbc.core.simple.JdbcClient;

/** HAPI's table of versions ({@code hfj_res_ver}): counts, finds and reads the versions of a type. */
public final class HistoryTable {

    private static final String NEWEST_FIRST =
            " order by v.res_updated desc, v.res_id desc, v.res_ver desc limit ? offset ?";

    private final JdbcClient database;
    private final HistoryReader reader;

    HistoryTable(JdbcClient database, HistoryReader reader) {
        this.database = database;
        this.reader = reader;
    }

    /**
     * A selection of versions of a type.
     *
     * @param since versions written at this time or later; null for all
     * @param newest versions written at this time or before; null for all
     * @param from with {@code to}, versions that were current at some time of this span; null for all
     * @param to the end of the span
     * @param resources the numeric keys (PIDs) of the resources that are included; null for all of the type
     */
    public record Selection(
            String type,
            @Nullable Date since,
            @Nullable Date newest,
            @Nullable Date from,
            @Nullable Date to,
            Long @Nullable [] resources) {}

    /**
     * Size of a history.
     *
     * @param number the number of versions
     * @param newest when the newest of them was written; null if there is none
     */
    public record Extent(int number, @Nullable Date newest) {}

    /**
     * A version.
     *
     * @param key the primary key of its row
     * @param id the resource's id
     */
    public record Version(long key, String id) {}

    /** The size of a selection. */
    public Extent extent(Selection selection) {
        Condition condition = new Condition(selection);
        return database.sql("select count(*), max(v.res_updated) from hfj_res_ver v" + condition.text)
                .params(condition.values)
                .query((row, number) -> new Extent(row.getInt(1), time(row.getTimestamp(2))))
                .single();
    }

    /** The versions of a range of offsets, newest first. */
    public List<Version> versions(Selection selection, int from, int to) {
        Condition condition = new Condition(selection);
        condition.values.add(to - from);
        condition.values.add(from);
        return database.sql("select v.pid, r.fhir_id from hfj_res_ver v join hfj_resource r on r.res_id = v.res_id"
                        + condition.text + NEWEST_FIRST)
                .params(condition.values)
                .query((row, number) -> new Version(row.getLong(1), row.getString(2)))
                .list();
    }

    /** Parses versions as HAPI does for the history of one resource, in the order given. */
    public List<IBaseResource> read(List<Version> versions, RequestDetails request) {
        return reader.read(versions, request);
    }

    private static @Nullable Date time(@Nullable Timestamp time) {
        return time == null ? null : new Date(time.getTime());
    }

    /** The query as an SQL condition with its values. */
    private static final class Condition {

        private final StringBuilder text = new StringBuilder(" where v.res_type = ?");
        private final List<Object> values = new ArrayList<>();

        private Condition(Selection selection) {
            values.add(selection.type());
            if (selection.resources() != null) {
                add(" and v.res_id = any(?)", selection.resources());
            }
            if (selection.since() != null) {
                add(" and v.res_updated >= ?", timestamp(selection.since()));
            }
            if (selection.newest() != null) {
                add(" and v.res_updated <= ?", timestamp(selection.newest()));
            }
            if (selection.from() != null && selection.to() != null) {
                add(" and v.res_updated <= ?", timestamp(selection.to()));
                // A version is current until the next one is written.
                add(
                        " and not exists (select 1 from hfj_res_ver n where n.res_id = v.res_id"
                                + " and n.res_ver = v.res_ver + 1 and n.res_updated <= ?)",
                        timestamp(selection.from()));
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
