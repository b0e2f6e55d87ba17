package org.platelink.trial.schedule;

import ca.uhn.fhir.jpa.api.dao.DaoRegistry;
import ca.uhn.fhir.rest.api.server.SystemRequestDetails;
import ca.uhn.fhir.rest.server.exceptions.ResourceNotFoundException;
import ca.uhn.fhir.rest.server.exceptions.UnprocessableEntityException;
import java.util.Optional;
import java.util.Set;
import org.hl7.fhir.r4.model.ActivityDefinition;
import org.hl7.fhir.r4.model.ActivityDefinition.ActivityDefinitionKind;
import org.hl7.fhir.r4.model.IdType;
import org.hl7.fhir.r4.model.PlanDefinition;
import org.hl7.fhir.r4.model.PlanDefinition.PlanDefinitionActionComponent;
import org.hl7.fhir.r4.model.ResearchStudy;
import org.platelink.platform.server.FhirErrors;
import org.platelink.platform.server.StoredDefinitions;
import org.platelink.platform.server.WriteInvalidatedCache;

/**
 * Cached reader of the protocols of studies.
 *
 * <p>An entry is invalidated when one of the resource types it was read from ({@link #READ_FROM}) is written. It
 * lives no longer than a minute, because another server may have written them.
 */
final class Protocols {

    static final Set<String> READ_FROM = Set.of("ResearchStudy", "PlanDefinition", "ActivityDefinition");

    private final DaoRegistry resources;
    private final StoredDefinitions definitions;
    private final WriteInvalidatedCache<Protocol> ofStudies;

    Protocols(DaoRegistry resources, WriteInvalidatedCache<Protocol> ofStudies) {
        this.resources = resources;
        this.definitions = new StoredDefinitions(resources);
        this.ofStudies = ofStudies;
    }

    /**
     * The protocol of a study.
     *
     * @throws ResourceNotFoundException if there is no such study
     * @throws ca.uhn.fhir.rest.server.exceptions.UnprocessableEntityException if it does not have exactly one
     *     protocol, or one from which no schedule can be calculated
     */
    Protocol ofStudy(String study) {
        return ofStudies.get(study, this::read);
    }

    /**
     * The protocol of a study, for what a participant does in another study: empty if the study has none from which a
     * schedule can be calculated.
     */
    Optional<Protocol> findOfStudy(String study) {
        try {
            return Optional.of(ofStudy(study));
        } catch (UnprocessableEntityException | ResourceNotFoundException noProtocol) {
            return Optional.empty();
        }
    }

    private Protocol read(String id) {
        ResearchStudy study = resources
                .getResourceDao(ResearchStudy.class)
                .read(new IdType("ResearchStudy", id), new SystemRequestDetails());
        if (study.getProtocol().size() != 1) {
            throw FhirErrors.broken(
                    "ResearchStudy.protocol",
                    "The study " + id + " has " + study.getProtocol().size()
                            + " protocols; a schedule is made of exactly one PlanDefinition.");
        }
        String reference = study.getProtocolFirstRep().getReference();
        try {
            PlanDefinition plan = resources
                    .getResourceDao(PlanDefinition.class)
                    .read(new IdType(reference), new SystemRequestDetails());
            return ProtocolReader.read(plan, this::isIntervention);
        } catch (ResourceNotFoundException missing) {
            throw FhirErrors.broken("ResearchStudy.protocol", "The study's protocol " + reference + " is not stored.");
        } catch (IllegalArgumentException wrong) {
            throw FhirErrors.broken(
                    "PlanDefinition.action",
                    "No schedule can be made of " + reference + ": " + wrong.getMessage() + ".");
        }
    }

    /**
     * Whether a dose is given at a visit: whether its definition, or one of that definition's activities, is a
     * medication request.
     */
    private boolean isIntervention(String definition) {
        return isOrderOfMedication(definition)
                || definitions.find(PlanDefinition.class, definition).stream()
                        .flatMap(visit -> visit.getAction().stream())
                        .filter(PlanDefinitionActionComponent::hasDefinition)
                        .anyMatch(action ->
                                isOrderOfMedication(action.getDefinition().primitiveValue()));
    }

    private boolean isOrderOfMedication(String definition) {
        return definitions
                .find(ActivityDefinition.class, definition)
                .filter(activity -> activity.getKind() == ActivityDefinitionKind.MEDICATIONREQUEST)
                .isPresent();
    }
}
