package org.platelink.security.access;

import ca.uhn.fhir.interceptor.model.RequestPartitionId;
import ca.uhn.fhir.jpa.model.config.PartitionSettings;
import ca.uhn.fhir.jpa.model.entity.ResourceIndexedSearchParamToken;
import java.util.Set;
import org.jspecify.annotations.Nullable;
import org.platelink.platform.server.IdentifierQuery;
import org.springframework.jdbc.core.simple.JdbcClient;

/** Finds resources by identifier, of one site or of all, in HAPI's token and reference index tables. */
class OwnIdentifiers {

    private static final String ALL =
            """
            select distinct r.fhir_id
            from hfj_spidx_token t
            join hfj_resource r on r.res_id = t.res_id and r.res_deleted_at is null
            where t.hash_sys_and_value = ?
            """;

    private static final String OF_SITE = ALL
            + """
                    and (r.res_type = 'Patient' and exists (
                        select from hfj_res_link l
                        join hfj_resource o on o.res_id = l.target_resource_id
                        where l.src_resource_id = r.res_id
                        and l.src_path = 'Patient.managingOrganization' and o.res_type = 'Organization' and o.fhir_id = ?)
                    or r.res_type <> 'Patient' and exists (
                        select from hfj_res_link s
                        join hfj_res_link l on l.src_resource_id = s.target_resource_id
                        join hfj_resource o on o.res_id = l.target_resource_id
                        where s.src_resource_id = r.res_id and s.target_resource_type = 'Patient'
                        and l.src_path = 'Patient.managingOrganization' and o.res_type = 'Organization' and o.fhir_id = ?))
                    """;

    private final JdbcClient database;
    private final PartitionSettings partitions;

    OwnIdentifiers(JdbcClient database, PartitionSettings partitions) {
        this.database = database;
        this.partitions = partitions;
    }

    /**
     * The ids of the resources of a type that have an identifier.
     *
     * @param site the site to which they must belong; null for any
     */
    Set<String> of(String type, IdentifierQuery query, @Nullable String site) {
        long hash = ResourceIndexedSearchParamToken.calculateHashSystemAndValue(
                partitions, RequestPartitionId.defaultPartition(), type, "identifier", query.system(), query.value());
        return site == null
                ? database.sql(ALL).param(hash).query(String.class).set()
                : database.sql(OF_SITE)
                        .params(hash, site, site)
                        .query(String.class)
                        .set();
    }
}
