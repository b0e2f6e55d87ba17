package org.platelink.laboratory.intake.store;

import ca.uhn.fhir.jpa.api.dao.DaoRegistry;
import ca.uhn.fhir.jpa.api.dao.IFhirResourceDao;
import ca.uhn.fhir.rest.api.server.SystemRequestDetails;
import java.util.Set;
import org.hl7.fhir.r4.model.IdType;
import org.hl7.fhir.r4.model.Resource;
import org.jspecify.annotations.Nullable;

/**
 * Reads subject, time and status of a stored result from the FHIR store, where the ledger lacks them or may be out of
 * date.
 */
final class StoredResultFacts {

    private final DaoRegistry store;

    StoredResultFacts(DaoRegistry store) {
        this.store = store;
    }

    /**
     * Reads a stored resource as a candidate for a match.
     *
     * @param kept what the ledger knows of it; null if it knows nothing, as of rows from before it kept this
     */
    MatchCandidate of(String type, String id, @Nullable String report, @Nullable MatchCandidate kept) {
        IFhirResourceDao<?> dao = store.getResourceDao(type);
        Resource stored = (Resource) dao.read(new IdType(type, id), new SystemRequestDetails());
        return new MatchCandidate(
                id,
                LaboratoryResources.subject(stored),
                LaboratoryResources.time(stored),
                kept == null ? null : kept.sender(),
                kept == null ? Set.of() : kept.codes(),
                LaboratoryResources.status(stored),
                report);
    }
}
