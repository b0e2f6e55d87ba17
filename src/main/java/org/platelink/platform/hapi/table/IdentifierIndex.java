package org.platelink.platform.hapi.table;

import java.util.Collection;
import java.util.List;
import java.util.Set;
import org.springframework.jdbc.core.simple.JdbcClient;

/**
 * Finds resources by identifier in HAPI's token index, and by the Organization that manages their Patient: for a
 * Patient {@code managingOrganization}, for others that of the Patient to whom they refer. Several identifiers are
 * asked for at once, by their hashes ({@link TokenHashes#ofIdentifier}).
 */
public final class IdentifierIndex {

    private static final String ANYWHERE =
            """
            select distinct r.fhir_id
            from hfj_spidx_token t
            join hfj_resource r on r.res_id = t.res_id and r.res_deleted_at is null
            where t.hash_sys_and_value = ?
            """;

    private static final String MANAGED = ANYWHERE
            + """
                    and (r.res_type = 'Patient' and exists (
                        select from hfj_res_link l
                        join hfj_resource o on o.res_id = l.target_resource_id
                        where l.src_resource_id = r.res_id
                        and l.src_path = 'Patient.managingOrganization'
                        and o.res_type = 'Organization' and o.fhir_id = ?)
                    or r.res_type <> 'Patient' and exists (
                        select from hfj_res_link s
                        join hfj_res_link l on l.src_resource_id = s.target_resource_id
                        join hfj_resource o on o.res_id = l.target_resource_id
                        where s.src_resource_id = r.res_id and s.target_resource_type = 'Patient'
                        and l.src_path = 'Patient.managingOrganization'
                        and o.res_type = 'Organization' and o.fhir_id = ?))
                    """;

    /**
     * OFFSET 0 is an optimization fence: it keeps PostgreSQL from reading all resources of the Organization instead of
     * only the matches of the identifiers.
     */
    private static final String OF_OTHERS =
            """
            select distinct t.hash_sys_and_value
            from hfj_spidx_token t
            join hfj_resource r on r.res_id = t.res_id and r.res_deleted_at is null
            where t.hash_sys_and_value = any (?::bigint[])
            and not exists (
                select from hfj_res_link l
                join hfj_resource o on o.res_id = l.target_resource_id
                where l.src_resource_id = r.res_id and r.res_type = 'Patient'
                and l.src_path = 'Patient.managingOrganization'
                and o.res_type = 'Organization' and o.fhir_id = ? offset 0)
            and not exists (
                select from hfj_res_link s
                join hfj_res_link l on l.src_resource_id = s.target_resource_id
                join hfj_resource o on o.res_id = l.target_resource_id
                where s.src_resource_id = r.res_id and r.res_type <> 'Patient' and s.target_resource_type = 'Patient'
                and l.src_path = 'Patient.managingOrganization'
                and o.res_type = 'Organization' and o.fhir_id = ? offset 0)
            """;

    /**
     * Joins from the identifiers to the Organization. {@code offset 0} keeps PostgreSQL from the opposite order, which
     * would read all that the Organization has stored; PostgreSQL chooses it where it may, since it takes a single
     * Organization for the cheapest start.
     */
    static final String OF_PATIENTS =
            """
            select distinct t.hash_sys_and_value, r.fhir_id
            from (select t.res_id, t.hash_sys_and_value from hfj_spidx_token t
                where t.hash_sys_and_value = any (?::bigint[]) offset 0) t
            cross join lateral (select r.res_id, r.fhir_id from hfj_resource r
                where r.res_id = t.res_id and r.res_deleted_at is null offset 0) r
            cross join lateral (select s.target_resource_id from hfj_res_link s
                where s.src_resource_id = r.res_id and s.target_resource_type = 'Patient' offset 0) s
            cross join lateral (select l.target_resource_id from hfj_res_link l
                where l.src_resource_id = s.target_resource_id
                and l.src_path = 'Patient.managingOrganization' offset 0) l
            cross join lateral (select from hfj_resource o
                where o.res_id = l.target_resource_id and o.res_type = 'Organization' and o.fhir_id = ? offset 0) o
            """;

    private final JdbcClient database;
    private final TokenHashes hashes;

    /** @param hashes those of the index */
    public IdentifierIndex(JdbcClient database, TokenHashes hashes) {
        this.database = database;
        this.hashes = hashes;
    }

    /**
     * A resource that an identifier was found in.
     *
     * @param hash the identifier, by its hash
     * @param id the resource's id
     */
    public record Match(long hash, String id) {}

    /** The hashes that the index uses. */
    public TokenHashes hashes() {
        return hashes;
    }

    /** The ids of the resources of a type with an identifier. */
    public Set<String> ids(String type, String system, String value) {
        return database.sql(ANYWHERE)
                .param(hashes.ofIdentifier(type, system, value))
                .query(String.class)
                .set();
    }

    /**
     * The ids of the resources of a type with an identifier, of an Organization's Patients.
     *
     * @param organization the id of the Organization
     */
    public Set<String> idsManagedBy(String organization, String type, String system, String value) {
        return database.sql(MANAGED)
                .params(hashes.ofIdentifier(type, system, value), organization, organization)
                .query(String.class)
                .set();
    }

    /**
     * Those of some identifiers that a resource has which does not belong to a Patient of an Organization.
     *
     * @param organization the id of the Organization
     * @param identifiers the hashes of the identifiers
     */
    public List<Long> notManagedBy(String organization, Collection<Long> identifiers) {
        return database.sql(OF_OTHERS)
                .params(identifiers.toArray(Long[]::new), organization, organization)
                .query(Long.class)
                .list();
    }

    /**
     * What refers to Patients of an Organization and has any of some identifiers.
     *
     * @param organization the id of the Organization
     * @param identifiers the hashes of the identifiers
     */
    public List<Match> ofPatientsManagedBy(String organization, Collection<Long> identifiers) {
        return database.sql(OF_PATIENTS)
                .params(identifiers.toArray(Long[]::new), organization)
                .query((row, number) -> new Match(row.getLong(1), row.getString(2)))
                .list();
    }
}
