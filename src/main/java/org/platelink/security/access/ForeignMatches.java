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
 * Finds the conditions of writes that something fits which is not of the client's site, by HAPI's tables of identifiers and
 * references, all of a request's at once. There are none as long as a namespace was a site's before anybody wrote it.
 */
class ForeignMatches {

    /** The offsets keep PostgreSQL from reading all that the site has, instead of looking at what the conditions fit. */
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
     * Those of some conditions that another site's resource fits, or one of no site.
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
