package org.platelink.laboratory.intake;

import ca.uhn.fhir.jpa.api.dao.DaoRegistry;
import ca.uhn.fhir.jpa.api.dao.IFhirResourceDao;
import ca.uhn.fhir.rest.api.server.SystemRequestDetails;
import java.util.Set;
import org.hl7.fhir.r4.model.Base;
import org.hl7.fhir.r4.model.DiagnosticReport;
import org.hl7.fhir.r4.model.IdType;
import org.hl7.fhir.r4.model.Observation;
import org.hl7.fhir.r4.model.Period;
import org.hl7.fhir.r4.model.Reference;
import org.hl7.fhir.r4.model.Resource;
import org.hl7.fhir.r4.model.Specimen;
import org.hl7.fhir.r4.model.Type;
import org.jspecify.annotations.Nullable;
import org.platelink.laboratory.intake.ResultMatcher.Candidate;

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
    Candidate of(String type, String id, @Nullable String report, @Nullable Candidate kept) {
        IFhirResourceDao<?> dao = store.getResourceDao(type);
        Resource stored = (Resource) dao.read(new IdType(type, id), new SystemRequestDetails());
        return new Candidate(
                id,
                subject(stored),
                time(stored),
                kept == null ? null : kept.sender(),
                kept == null ? Set.of() : kept.codes(),
                status(stored),
                report);
    }

    /** The id of the Patient that is the subject of a laboratory's resource; the empty string if there is none. */
    static String subject(Resource resource) {
        Reference subject =
                switch (resource.fhirType()) {
                    case "Observation" -> ((Observation) resource).getSubject();
                    case "DiagnosticReport" -> ((DiagnosticReport) resource).getSubject();
                    default -> ((Specimen) resource).getSubject();
                };
        String id = subject.getReferenceElement().getIdPart();
        return id == null ? "" : id;
    }

    /**
     * The clinically relevant time of a result or report, or the collection time of a specimen, as a FHIR dateTime;
     * null if there is none. Of a period it is the start.
     */
    static @Nullable String time(Resource resource) {
        return switch (resource.fhirType()) {
            case "Observation" -> start(((Observation) resource).getEffective());
            case "DiagnosticReport" -> start(((DiagnosticReport) resource).getEffective());
            default -> start(((Specimen) resource).getCollection().getCollected());
        };
    }

    private static @Nullable String start(@Nullable Type time) {
        if (time instanceof Period period) {
            return period.hasStart() ? period.getStartElement().getValueAsString() : null;
        }
        return time == null ? null : time.primitiveValue();
    }

    static String status(Resource resource) {
        return resource.getNamedProperty("status").getValues().stream()
                .map(Base::primitiveValue)
                .map(String::valueOf)
                .findFirst()
                .orElse("");
    }
}
