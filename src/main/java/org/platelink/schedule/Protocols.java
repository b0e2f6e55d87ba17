package org.platelink.schedule;

import ca.uhn.fhir.jpa.api.dao.DaoRegistry;
import ca.uhn.fhir.jpa.searchparam.SearchParameterMap;
import ca.uhn.fhir.rest.api.server.SystemRequestDetails;
import ca.uhn.fhir.rest.param.UriParam;
import ca.uhn.fhir.rest.server.exceptions.ResourceNotFoundException;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import org.hl7.fhir.r4.model.ActivityDefinition;
import org.hl7.fhir.r4.model.ActivityDefinition.ActivityDefinitionKind;
import org.hl7.fhir.r4.model.IdType;
import org.hl7.fhir.r4.model.MetadataResource;
import org.hl7.fhir.r4.model.PlanDefinition;
import org.hl7.fhir.r4.model.PlanDefinition.PlanDefinitionActionComponent;
import org.hl7.fhir.r4.model.ResearchStudy;
import org.platelink.server.KeptUntilWritten;
import org.platelink.server.Refused;

/**
 * The protocols of the studies, as they are stored. What is read is kept until one of their resources is written, and no
 * longer than a minute, for another server may have written it.
 */
final class Protocols {

    static final Set<String> READ_FROM = Set.of("ResearchStudy", "PlanDefinition", "ActivityDefinition");

    private final DaoRegistry resources;
    private final KeptUntilWritten<Protocol> ofStudies;

    Protocols(DaoRegistry resources, KeptUntilWritten<Protocol> ofStudies) {
        this.resources = resources;
        this.ofStudies = ofStudies;
    }

    /**
     * The protocol of a study.
     *
     * @throws ResourceNotFoundException if there is no such study
     * @throws ca.uhn.fhir.rest.server.exceptions.UnprocessableEntityException if it has no protocol, or one that no schedule
     *     can be made of
     */
    Protocol ofStudy(String study) {
        return ofStudies.get(study, this::read);
    }

    private Protocol read(String id) {
        ResearchStudy study = resources
                .getResourceDao(ResearchStudy.class)
                .read(new IdType("ResearchStudy", id), new SystemRequestDetails());
        if (study.getProtocol().size() != 1) {
            throw Refused.broken(
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
            throw Refused.broken("ResearchStudy.protocol", "The study's protocol " + reference + " is not stored.");
        } catch (IllegalArgumentException wrong) {
            throw Refused.broken(
                    "PlanDefinition.action",
                    "No schedule can be made of " + reference + ": " + wrong.getMessage() + ".");
        }
    }

    /** Whether something is given at a visit: whether one of its activities is to order a medication. */
    private boolean isIntervention(String definition) {
        return isOrderOfMedication(definition)
                || find(PlanDefinition.class, definition).stream()
                        .flatMap(visit -> visit.getAction().stream())
                        .filter(PlanDefinitionActionComponent::hasDefinition)
                        .anyMatch(action ->
                                isOrderOfMedication(action.getDefinition().primitiveValue()));
    }

    private boolean isOrderOfMedication(String definition) {
        return find(ActivityDefinition.class, definition)
                .filter(activity -> activity.getKind() == ActivityDefinitionKind.MEDICATIONREQUEST)
                .isPresent();
    }

    /** By its canonical, whose version may be left out, or by a relative reference. */
    private <T extends MetadataResource> Optional<T> find(Class<T> type, String definition) {
        String[] canonical = definition.split("\\|", 2);
        if (canonical[0].startsWith(type.getSimpleName() + "/")) {
            try {
                return Optional.of(
                        resources.getResourceDao(type).read(new IdType(canonical[0]), new SystemRequestDetails()));
            } catch (ResourceNotFoundException missing) {
                return Optional.empty();
            }
        }
        SearchParameterMap byUrl = SearchParameterMap.newSynchronous("url", new UriParam(canonical[0]));
        List<T> found =
                resources.getResourceDao(type).search(byUrl, new SystemRequestDetails()).getAllResources().stream()
                        .map(type::cast)
                        .filter(one -> canonical.length == 1 || canonical[1].equals(one.getVersion()))
                        .toList();
        return found.stream().findFirst();
    }
}
