package org.platelink.laboratory.intake.store;

import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import org.hl7.fhir.r4.model.Base;
import org.hl7.fhir.r4.model.DiagnosticReport;
import org.hl7.fhir.r4.model.Identifier;
import org.hl7.fhir.r4.model.Observation;
import org.hl7.fhir.r4.model.Period;
import org.hl7.fhir.r4.model.Reference;
import org.hl7.fhir.r4.model.Resource;
import org.hl7.fhir.r4.model.Specimen;
import org.hl7.fhir.r4.model.Type;
import org.jspecify.annotations.Nullable;
import org.platelink.platform.server.IdentifierQuery;

/** The elements that Observation, DiagnosticReport and Specimen have in common, which FHIR's model does not unite. */
public final class LaboratoryResources {

    private LaboratoryResources() {}

    /** Whether a resource is of a type that laboratories deliver. */
    public static boolean isOne(Resource resource) {
        return resource instanceof Observation || resource instanceof DiagnosticReport || resource instanceof Specimen;
    }

    /** The identifiers of an Observation, a DiagnosticReport or a Specimen. */
    static List<Identifier> identifiers(Resource resource) {
        return switch (resource.fhirType()) {
            case "Observation" -> ((Observation) resource).getIdentifier();
            case "DiagnosticReport" -> ((DiagnosticReport) resource).getIdentifier();
            default -> ((Specimen) resource).getIdentifier();
        };
    }

    /**
     * The identifier by which a laboratory's resource is identified: the one in the condition of its write; else the
     * laboratory's own number, if one has that type (FILL); else the first.
     *
     * @param condition the identifier that a conditional create or update names; null if the write has no condition
     */
    public static Optional<Identifier> identifierOf(Resource resource, @Nullable IdentifierQuery condition) {
        return identifiers(resource).stream()
                .filter(one -> one.hasSystem() && one.hasValue())
                .min(Comparator.comparing(one -> {
                    if (condition != null) {
                        return condition.equals(new IdentifierQuery(one.getSystem(), one.getValue())) ? 0 : 1;
                    }
                    return one.getType().getCoding().stream().anyMatch(coding -> "FILL".equals(coding.getCode()))
                            ? 0
                            : 1;
                }));
    }

    /** The id of the Patient that is the subject of a laboratory's resource; the empty string if there is none. */
    public static String subject(Resource resource) {
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
    public static @Nullable String time(Resource resource) {
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

    /** The FHIR status; the empty string if there is none. */
    public static String status(Resource resource) {
        return resource.getNamedProperty("status").getValues().stream()
                .map(Base::primitiveValue)
                .map(String::valueOf)
                .findFirst()
                .orElse("");
    }
}
