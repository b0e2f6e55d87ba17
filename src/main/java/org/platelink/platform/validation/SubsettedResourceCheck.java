package org.platelink.platform.validation;

import java.util.List;
import java.util.stream.IntStream;
import org.hl7.fhir.r4.model.Coding;
import org.hl7.fhir.r4.model.OperationOutcome.IssueSeverity;
import org.hl7.fhir.r4.model.OperationOutcome.IssueType;
import org.hl7.fhir.r4.model.Resource;

/**
 * Finds resources with the tag SUBSETTED: parts of a resource, read by {@code _summary} or {@code _elements}, that
 * are sent back. Storing one would delete what was left out.
 *
 * @see <a href="https://hl7.org/fhir/R4/search.html#summary">FHIR R4, summary</a>
 */
final class SubsettedResourceCheck {

    private static final String LABEL = "SUBSETTED";

    private SubsettedResourceCheck() {}

    static List<Finding> findings(Resource resource) {
        if (!resource.hasMeta()) {
            return List.of();
        }
        List<Coding> tags = resource.getMeta().getTag();
        return IntStream.range(0, tags.size())
                .filter(i -> LABEL.equals(tags.get(i).getCode()))
                .mapToObj(i -> new Finding(
                        IssueSeverity.ERROR,
                        IssueType.BUSINESSRULE,
                        resource.fhirType() + ".meta.tag[" + i + "]",
                        "This is a part of a resource (SUBSETTED), as _summary or _elements give it; stored, it would take"
                                + " away the rest. Read the whole resource, change that and send it."))
                .toList();
    }
}
