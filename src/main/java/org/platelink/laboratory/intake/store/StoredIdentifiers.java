package org.platelink.laboratory.intake.store;

import ca.uhn.fhir.interceptor.model.RequestPartitionId;
import ca.uhn.fhir.jpa.model.config.PartitionSettings;
import ca.uhn.fhir.jpa.model.entity.ResourceIndexedSearchParamToken;
import java.util.ArrayList;
import java.util.Collection;
import java.util.HashMap;
import java.util.IdentityHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.hl7.fhir.r4.model.Identifier;
import org.hl7.fhir.r4.model.Resource;
import org.platelink.laboratory.lab.DeliveredResource;
import org.platelink.platform.server.IdentifierQuery;
import org.springframework.jdbc.core.simple.JdbcClient;

/**
 * Finds the resources that a site has stored with given identifiers, whoever stored them.
 *
 * <p>It queries HAPI's token index and resource links directly, once for all identifiers of a message.
 */
class StoredIdentifiers {

    /**
     * Joins from the identifiers to the site. {@code offset 0} keeps PostgreSQL from the opposite order, which would
     * read all that the site has stored; PostgreSQL chooses it where it may, since it takes a single Organization for
     * the cheapest start.
     */
    static final String SQL =
            """
            select distinct t.hash_sys_and_value, r.fhir_id
            from (select t.res_id, t.hash_sys_and_value from hfj_spidx_token t
                where t.hash_sys_and_value = any (?::bigint[]) offset 0) t
            cross join lateral (select r.res_id, r.fhir_id from hfj_resource r
                where r.res_id = t.res_id and r.res_deleted_at is null offset 0) r
            cross join lateral (select s.target_resource_id from hfj_res_link s
                where s.src_resource_id = r.res_id and s.target_resource_type = 'Patient' offset 0) s
            cross join lateral (select l.target_resource_id from hfj_res_link l
                where l.src_resource_id = s.target_resource_id and l.src_path = 'Patient.managingOrganization' offset 0) l
            cross join lateral (select from hfj_resource o
                where o.res_id = l.target_resource_id and o.res_type = 'Organization' and o.fhir_id = ? offset 0) o
            """;

    private final JdbcClient database;
    private final IdentifierLocks locks;
    private final PartitionSettings partitions;

    StoredIdentifiers(JdbcClient database, PartitionSettings partitions) {
        this.database = database;
        this.locks = new IdentifierLocks(database);
        this.partitions = partitions;
    }

    /**
     * The ids of what a site has stored with the identifier of each delivered resource; resources without an
     * identifier, or whose id the sender has chosen, are not looked up.
     */
    Map<DeliveredResource, List<String>> of(String site, Collection<DeliveredResource> resources) {
        Map<Long, List<DeliveredResource>> asked = new HashMap<>();
        for (DeliveredResource one : resources) {
            identifier(one).ifPresent(identifier -> asked.computeIfAbsent(
                            hash(one.resource().fhirType(), identifier), absent -> new ArrayList<>())
                    .add(one));
        }
        Map<DeliveredResource, List<String>> found = new IdentityHashMap<>();
        if (!asked.isEmpty()) {
            database.sql(SQL)
                    .params(asked.keySet().toArray(Long[]::new), site)
                    .query((row, number) -> {
                        String id = row.getString(2);
                        asked.getOrDefault(row.getLong(1), List.of())
                                .forEach(one -> found.computeIfAbsent(one, absent -> new ArrayList<>())
                                        .add(id));
                        return id;
                    })
                    .list();
        }
        return found;
    }

    /**
     * Takes the shared locks for a delivery: waits for persons who are storing something with an identifier of its
     * results.
     */
    void share(Collection<DeliveredResource> resources) {
        locks.share(resources.stream()
                .flatMap(one ->
                        identifier(one).map(identifier -> hash(one.resource().fhirType(), identifier)).stream())
                .toList());
    }

    /**
     * Takes the exclusive locks for a resource that a person stores, until the transaction ends.
     *
     * @return false if something with one of its identifiers is being delivered
     */
    boolean take(Resource resource) {
        return locks.take(LaboratoryResources.identifiers(resource).stream()
                .filter(identifier -> identifier.hasSystem() && identifier.hasValue())
                .map(identifier -> hash(resource.fhirType(), identifier))
                .toList());
    }

    /** The ids of what a site has stored with an identifier. */
    List<String> of(String site, String type, IdentifierQuery query) {
        Identifier identifier = new Identifier().setSystem(query.system()).setValue(query.value());
        return database.sql(SQL)
                .params(new Long[] {hash(type, identifier)}, site)
                .query((row, number) -> row.getString(2))
                .list();
    }

    private static Optional<Identifier> identifier(DeliveredResource one) {
        return one.identity().chosen()
                ? Optional.empty()
                : LaboratoryResources.identifierOf(one.resource(), one.condition());
    }

    private Long hash(String type, Identifier identifier) {
        return ResourceIndexedSearchParamToken.calculateHashSystemAndValue(
                partitions,
                RequestPartitionId.defaultPartition(),
                type,
                "identifier",
                identifier.getSystem(),
                identifier.getValue());
    }
}
