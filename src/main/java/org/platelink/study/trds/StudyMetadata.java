package org.platelink.study.trds;

import java.util.Set;
import org.hl7.fhir.r4.model.Group;
import org.hl7.fhir.r4.model.Resource;

/**
 * Defines which resources are public study metadata, as {@code access-rules.md} does: types that are not about a
 * person in the trial.
 */
public final class StudyMetadata {

    /** The resource types of study metadata. */
    public static final Set<String> TYPES =
            Set.of("ResearchStudy", "PlanDefinition", "ActivityDefinition", "Group", "Organization", "Location");

    /**
     * The types of the people of a study, whose names are published with it. The resources themselves are not: what
     * else they say of a person is nobody's.
     */
    public static final Set<String> PEOPLE = Set.of("Practitioner", "PractitionerRole");

    private StudyMetadata() {}

    /** Whether a resource is public study metadata; Groups only if they are descriptive and list no members. */
    public static boolean isPublic(Resource resource) {
        return TYPES.contains(resource.fhirType())
                && (!(resource instanceof Group group)
                        || (group.hasActual() && !group.getActual() && !group.hasMember()));
    }
}
