package org.platelink.platform.hapi.table;

import java.sql.Timestamp;
import java.time.Instant;
import java.util.Collection;
import java.util.List;
import java.util.Set;
import org.springframework.jdbc.core.simple.JdbcClient;

/** HAPI's table of resources ({@code hfj_resource}): what is stored, by type, key and time. */
public final class ResourceTable {

    private final JdbcClient database;

    public ResourceTable(JdbcClient database) {
        this.database = database;
    }

    /**
     * A version of a resource.
     *
     * @param key HAPI's numeric id (PID) of the resource
     */
    public record Version(long key, long version, Instant updated) {}

    /** The types, of those given, of which any resource is stored. The table has an index that begins with the type. */
    public Set<String> storedTypes(Collection<String> types) {
        return Set.copyOf(database.sql(
                        "select t from unnest(?::text[]) t where exists (select from hfj_resource where res_type = t)")
                .param(types.toArray(String[]::new))
                .query(String.class)
                .list());
    }

    /** Whether a resource of the type was stored before the SearchParameter resource with this id. */
    public boolean isOlderThanParameter(String type, String parameter) {
        return database.sql(
                        """
                        select exists (select from hfj_resource where res_type = ? and res_updated <
                            (select res_updated from hfj_resource where res_type = 'SearchParameter' and fhir_id = ?))
                        """)
                .params(type, parameter)
                .query(Boolean.class)
                .single();
    }

    /** The next resources of a type after a numeric key, by their keys. */
    public List<Long> keysAfter(String type, long key, int most) {
        return database.sql("select res_id from hfj_resource where res_type = ? and res_id > ? order by res_id limit ?")
                .params(type, key, most)
                .query(Long.class)
                .list();
    }

    /**
     * The fingerprint of all resources of some types. It includes the sum of their versions, because a change that is
     * committed late may have an early timestamp.
     */
    public String fingerprint(Collection<String> types) {
        return database.sql(
                        """
                        select count(*) || ' ' || coalesce(sum(res_ver), 0) || ' '
                        || coalesce(max(res_updated), 'epoch')
                        from hfj_resource
                        where res_type = any(?)
                        """)
                .param(types.toArray(String[]::new))
                .query(String.class)
                .single();
    }

    /** The current versions of the resources of some types that were written at a time or later. */
    public List<Version> writtenSince(Instant time, Collection<String> types) {
        return database.sql(
                        """
                        select res_id, res_ver, res_updated from hfj_resource
                        where res_updated >= ? and res_type = any(?)
                        """)
                .params(Timestamp.from(time), types.toArray(String[]::new))
                .query((row, number) -> new Version(
                        row.getLong(1), row.getLong(2), row.getTimestamp(3).toInstant()))
                .list();
    }
}
