package org.platelink.laboratory.intake.store;

import ca.uhn.fhir.jpa.model.config.PartitionSettings;
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
import org.platelink.platform.hapi.table.IdentifierIndex;
import org.platelink.platform.hapi.table.TokenHashes;
import org.platelink.platform.server.IdentifierQuery;
import org.springframework.jdbc.core.simple.JdbcClient;

/**
 * Finds the resources that a site has stored with given identifiers, whoever stored them.
 *
 * <p>One query for all identifiers of a message.
 */
class StoredIdentifiers {

    private final IdentifierIndex index;
    private final IdentifierLocks locks;

    StoredIdentifiers(JdbcClient database, PartitionSettings partitions) {
        this.index = new IdentifierIndex(database, new TokenHashes(partitions));
        this.locks = new IdentifierLocks(database);
    }

    /**
     * The ids of what a site has stored with the identifier of each delivered resource; resources without an
     * identifier, or whose id the sender has chosen, are not looked up.
     */
    Map<DeliveredResource, List<String>> of(String site, Collection<DeliveredResource> resources) {
        Map<Long, List<DeliveredResource>> byPatient = new HashMap<>();
        for (DeliveredResource one : resources) {
            identifier(one).ifPresent(identifier -> byPatient
                    .computeIfAbsent(hash(one.resource().fhirType(), identifier), absent -> new ArrayList<>())
                    .add(one));
        }
        Map<DeliveredResource, List<String>> found = new IdentityHashMap<>();
        if (!byPatient.isEmpty()) {
            for (IdentifierIndex.Match match : index.ofPatientsManagedBy(site, byPatient.keySet())) {
                byPatient.getOrDefault(match.hash(), List.of()).forEach(one -> found.computeIfAbsent(
                                one, absent -> new ArrayList<>())
                        .add(match.id()));
            }
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
        return index.ofPatientsManagedBy(site, List.of(hash(type, identifier))).stream()
                .map(IdentifierIndex.Match::id)
                .toList();
    }

    private static Optional<Identifier> identifier(DeliveredResource one) {
        return one.identity().chosen()
                ? Optional.empty()
                : LaboratoryResources.identifierOf(one.resource(), one.condition());
    }

    private Long hash(String type, Identifier identifier) {
        return index.hashes().ofIdentifier(type, identifier.getSystem(), identifier.getValue());
    }
}
