package org.platelink.trial.review;

import ca.uhn.fhir.jpa.api.dao.DaoRegistry;
import ca.uhn.fhir.rest.api.server.SystemRequestDetails;
import ca.uhn.fhir.rest.server.exceptions.ResourceGoneException;
import ca.uhn.fhir.rest.server.exceptions.ResourceNotFoundException;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Stream;
import org.hl7.fhir.instance.model.api.IIdType;
import org.hl7.fhir.r4.model.Base;
import org.hl7.fhir.r4.model.IdType;
import org.hl7.fhir.r4.model.Patient;
import org.hl7.fhir.r4.model.Property;
import org.hl7.fhir.r4.model.Reference;
import org.hl7.fhir.r4.model.ResearchSubject;
import org.hl7.fhir.r4.model.Resource;
import org.jspecify.annotations.Nullable;
import org.platelink.platform.server.FhirErrors;
import org.platelink.security.access.SearchRestrictions;

/** Reads what is reviewed from the store. */
final class ReviewedSubjects {

    private static final List<String> ELEMENTS = List.of("subject", "patient", "individual", "for");

    /** What a review writes is no data that a review is of. */
    private static final Set<String> OF_REVIEWS = Set.of("Task", "VerificationResult", "CarePlan", "Flag");

    private final DaoRegistry store;
    private final SearchRestrictions types;

    ReviewedSubjects(DaoRegistry store, SearchRestrictions types) {
        this.store = store;
        this.types = types;
    }

    ResearchSubject subject(IdType id) {
        return store.getResourceDao(ResearchSubject.class)
                .read(new IdType("ResearchSubject", id.getIdPart()), new SystemRequestDetails());
    }

    /**
     * A resource of a subject's record, in the version that was named or the current one.
     *
     * @param place where it was named, for an outcome
     * @throws ca.uhn.fhir.rest.server.exceptions.UnprocessableEntityException (422) if it is not of the subject's
     *     Patient, or is not there: the words are the same, so that they tell nothing of another's record
     */
    Resource ofSubject(ResearchSubject subject, Reference reference, String place) {
        IIdType id = reference.getReferenceElement();
        if (!id.hasResourceType() || !id.hasIdPart() || id.hasBaseUrl() || !isData(id.getResourceType())) {
            throw FhirErrors.broken(
                    place,
                    "A reference to a resource of the subject's record is needed, such as Observation/1, or"
                            + " Observation/1/_history/2 for one version.");
        }
        return find(id).filter(found ->
                        patientOf(found).filter(patient(subject)::equals).isPresent())
                .orElseThrow(() -> FhirErrors.broken(
                        place,
                        "The subject's record has no such resource, or not in this version; name one whose Patient is "
                                + patient(subject) + "."));
    }

    /** Whether resources of a type are data of a subject, which can be reviewed. */
    boolean isData(String type) {
        return types.typesOfPatients().contains(type) && !OF_REVIEWS.contains(type);
    }

    private Optional<Resource> find(IIdType id) {
        try {
            return Optional.of(
                    (Resource) store.getResourceDao(id.getResourceType()).read(id, new SystemRequestDetails()));
        } catch (ResourceNotFoundException | ResourceGoneException none) {
            return Optional.empty();
        }
    }

    static String patient(ResearchSubject subject) {
        return plain(subject.getIndividual());
    }

    /** The reference to the Patient whose data a resource is; empty if it is nobody's. */
    static Optional<String> patientOf(Resource resource) {
        if (resource instanceof Patient) {
            return Optional.of("Patient/" + resource.getIdElement().getIdPart());
        }
        return ELEMENTS.stream()
                .map(resource::getNamedProperty)
                .flatMap(ReviewedSubjects::values)
                .filter(Reference.class::isInstance)
                .map(value -> plain((Reference) value))
                .filter(reference -> reference.startsWith("Patient/"))
                .findFirst();
    }

    private static Stream<? extends Base> values(@Nullable Property property) {
        return property == null ? Stream.empty() : property.getValues().stream();
    }

    private static String plain(Reference reference) {
        return String.valueOf(
                reference.getReferenceElement().toUnqualifiedVersionless().getValue());
    }
}
