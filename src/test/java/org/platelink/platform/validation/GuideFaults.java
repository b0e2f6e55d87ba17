package org.platelink.platform.validation;

import java.util.List;
import org.hl7.fhir.r4.model.Resource;

/** What the guide defines and finds wrong with a resource, for the tests of others. */
public final class GuideFaults {

    private GuideFaults() {}

    /** The sentences of the errors. */
    public static List<String> of(Resource resource) {
        return GuideValidator.faults(resource).stream()
                .map(fault -> fault.location() + ": " + fault.sentence())
                .toList();
    }

    /** The guide itself. */
    public static GuideDefinitions guide() {
        return GuideValidator.GUIDE;
    }
}
