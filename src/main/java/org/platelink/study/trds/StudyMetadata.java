package org.platelink.study.trds;

import java.util.Set;
import org.hl7.fhir.r4.model.Group;
import org.hl7.fhir.r4.model.Resource;

/** What anyone may know of a study, as {@code access-rules.md} has it too: types that are not about a person in the trial. */
public final class StudyMetadata {

    /** The types that study metadata is made of. */
    public static final Set<String> TYPES =
            Set.of("ResearchStudy", "PlanDefinition", "ActivityDefinition", "Group", "Organization", "Location");

    private StudyMetadata() {}

    /** Whether a resource is of it; of Groups, only those that describe people and list none. */
    public static boolean isPublic(Resource resource) {
        return TYPES.contains(resource.fhirType())
                && (!(resource instanceof Group group)
                        || (group.hasActual() && !group.getActual() && !group.hasMember()));
    }
}
