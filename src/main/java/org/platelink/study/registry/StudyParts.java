package org.platelink.study.registry;

import ca.uhn.fhir.jpa.api.dao.DaoRegistry;
import ca.uhn.fhir.rest.api.server.SystemRequestDetails;
import ca.uhn.fhir.rest.server.exceptions.ResourceGoneException;
import ca.uhn.fhir.rest.server.exceptions.ResourceNotFoundException;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.Stream;
import org.hl7.fhir.r4.model.ActivityDefinition;
import org.hl7.fhir.r4.model.Extension;
import org.hl7.fhir.r4.model.IdType;
import org.hl7.fhir.r4.model.Location;
import org.hl7.fhir.r4.model.PlanDefinition;
import org.hl7.fhir.r4.model.PlanDefinition.PlanDefinitionActionComponent;
import org.hl7.fhir.r4.model.PractitionerRole;
import org.hl7.fhir.r4.model.Reference;
import org.hl7.fhir.r4.model.ResearchStudy;
import org.hl7.fhir.r4.model.Resource;
import org.platelink.platform.server.StoredDefinitions;
import org.platelink.study.trds.StudyExtensions;
import org.platelink.study.trds.StudyMetadata;

/**
 * Collects the resources that belong to a study. It only follows references from the study outwards, never reverse
 * references, and only to resources that are study metadata themselves.
 */
final class StudyParts {

    private static final int MOST = 500;

    private final DaoRegistry store;
    private final StoredDefinitions stored;

    StudyParts(DaoRegistry store) {
        this.store = store;
        this.stored = new StoredDefinitions(store);
    }

    /** The parts of a study, each once, by type and id, in the order of discovery. */
    Map<String, Resource> of(ResearchStudy study) {
        Map<String, Resource> found = new LinkedHashMap<>();
        Deque<Resource> open = new ArrayDeque<>(List.of(study));
        while (!open.isEmpty() && found.size() < MOST) {
            Resource resource = open.poll();
            Stream.concat(
                            references(resource).flatMap(one -> read(one, StudyMetadata.TYPES)),
                            definitions(resource).flatMap(this::defined))
                    .filter(part -> !(part instanceof ResearchStudy) && StudyMetadata.isPublic(part))
                    .filter(part -> found.putIfAbsent(key(part), part) == null)
                    .forEach(open::add);
        }
        return found;
    }

    /**
     * The people of a study, by type and id: its principal investigator and the practitioners among its parties, with
     * their organizations. They are no parts that are published; their names are read from them.
     */
    Map<String, Resource> people(ResearchStudy study) {
        Map<String, Resource> found = new LinkedHashMap<>();
        Deque<Reference> open = new ArrayDeque<>(references(study).toList());
        open.add(study.getPrincipalInvestigator());
        while (!open.isEmpty() && found.size() < MOST) {
            read(open.poll(), StudyMetadata.PEOPLE).findFirst().ifPresent(person -> {
                if (found.putIfAbsent(key(person), person) == null && person instanceof PractitionerRole role) {
                    open.add(role.getPractitioner());
                    read(role.getOrganization(), StudyMetadata.TYPES)
                            .forEach(organization -> found.putIfAbsent(key(organization), organization));
                }
            });
        }
        return found;
    }

    static String key(Resource resource) {
        return resource.fhirType() + "/" + resource.getIdElement().getIdPart();
    }

    private static Stream<Reference> references(Resource resource) {
        if (resource instanceof ResearchStudy study) {
            List<Reference> references = new ArrayList<>(List.of(study.getSponsor()));
            references.addAll(study.getSite());
            references.addAll(study.getEnrollment());
            references.addAll(study.getProtocol());
            for (Extension party : study.getExtensionsByUrl(StudyExtensions.ASSOCIATED_PARTY)) {
                if (StudyExtensions.part(party, "party") instanceof Reference reference) {
                    references.add(reference);
                }
            }
            return references.stream();
        }
        return resource instanceof Location location ? Stream.of(location.getManagingOrganization()) : Stream.empty();
    }

    private static Stream<String> definitions(Resource resource) {
        return resource instanceof PlanDefinition plan ? definitions(plan.getAction()) : Stream.empty();
    }

    private static Stream<String> definitions(List<PlanDefinitionActionComponent> actions) {
        return actions.stream()
                .flatMap(action -> Stream.concat(
                        action.hasDefinitionCanonicalType()
                                ? Stream.of(action.getDefinitionCanonicalType().getValue())
                                : Stream.empty(),
                        definitions(action.getAction())));
    }

    private Stream<Resource> read(Reference reference, Set<String> types) {
        IdType id = new IdType(reference.getReference());
        if (id.isAbsolute() || !id.hasIdPart() || !types.contains(String.valueOf(id.getResourceType()))) {
            return Stream.empty();
        }
        try {
            return Stream.of((Resource) store.getResourceDao(id.getResourceType())
                    .read(id.toUnqualifiedVersionless(), new SystemRequestDetails()));
        } catch (ResourceNotFoundException | ResourceGoneException notThere) {
            return Stream.empty();
        }
    }

    private Stream<Resource> defined(String definition) {
        return Stream.concat(
                stored.find(PlanDefinition.class, definition).stream(),
                stored.find(ActivityDefinition.class, definition).stream());
    }
}
