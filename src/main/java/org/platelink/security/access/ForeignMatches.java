package org.platelink.security.access;

import ca.uhn.fhir.interceptor.model.RequestPartitionId;
import ca.uhn.fhir.jpa.model.config.PartitionSettings;
import ca.uhn.fhir.jpa.model.entity.ResourceIndexedSearchParamToken;
import java.util.Collection;
import java.util.HashMap;
import java.util.HashSet;
import java.util.Map;
import java.util.Set;
import org.springframework.jdbc.core.simple.JdbcClient;

/**
 * Finds which conditions of conditional writes match a resource outside the client's site, by one query for a whole
 * request on HAPI's token and reference index tables. There are none if an identifier system was assigned to its site
 * before anybody used it.
 */
class ForeignMatches {

    /**
     * OFFSET 0 is an optimization fence: it keeps PostgreSQL from reading all resources of the site instead of only
     * the matches of the conditions.
     */
    private static final String SQL =
            """
            select distinct t.hash_sys_and_value
            from hfj_spidx_token t
            join hfj_resource r on r.res_id = t.res_id and r.res_deleted_at is null
            where t.hash_sys_and_value = any (?::bigint[])
            and not exists (
                select from hfj_res_link l
                join hfj_resource o on o.res_id = l.target_resource_id
                where l.src_resource_id = r.res_id and r.res_type = 'Patient'
                and l.src_path = 'Patient.managingOrganization' and o.res_type = 'Organization' and o.fhir_id = ? offset 0)
            and not exists (
                select from hfj_res_link s
                join hfj_res_link l on l.src_resource_id = s.target_resource_id
                join hfj_resource o on o.res_id = l.target_resource_id
                where s.src_resource_id = r.res_id and r.res_type <> 'Patient' and s.target_resource_type = 'Patient'
                and l.src_path = 'Patient.managingOrganization' and o.res_type = 'Organization' and o.fhir_id = ? offset 0)
            """;

    private final JdbcClient database;
    private final PartitionSettings partitions;

    ForeignMatches(JdbcClient database, PartitionSettings partitions) {
        this.database = database;
        this.partitions = partitions;
    }

    /**
     * The conditions that a resource of another site, or of no site, matches.
     *
     * @param site the client's
     */
    Set<Condition> among(String site, Collection<Condition> conditions) {
        Map<Long, Condition> hashes = new HashMap<>();
        conditions.forEach(condition -> hashes.put(hash(condition), condition));
        Set<Condition> elsewhere = new HashSet<>();
        if (!hashes.isEmpty()) {
            database.sql(SQL)
                    .params(hashes.keySet().toArray(Long[]::new), site, site)
                    .query(Long.class)
                    .list()
                    .forEach(hash -> elsewhere.add(hashes.get(hash)));
        }
        return elsewhere;
    }

    private Long hash(Condition condition) {
        return ResourceIndexedSearchParamToken.calculateHashSystemAndValue(
                partitions,
                RequestPartitionId.defaultPartition(),
                condition.type(),
                "identifier",
                condition.system(),
                condition.value());
    }
}
