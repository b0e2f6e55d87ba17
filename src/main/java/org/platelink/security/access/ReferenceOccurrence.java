package org.platelink.security.access;

import java.util.ArrayList;
import java.util.List;
import org.hl7.fhir.r4.model.Base;
import org.hl7.fhir.r4.model.Identifier;
import org.hl7.fhir.r4.model.Property;
import org.hl7.fhir.r4.model.Reference;
import org.hl7.fhir.r4.model.Resource;

/**
 * A Reference or Identifier found anywhere in a resource, including contained resources and extensions.
 *
 * @param place its FHIRPath
 * @param what the Reference or the Identifier
 */
record ReferenceOccurrence(String place, Base what) {

    /** Deeper than any valid resource; the parser refuses what is deeper. */
    private static final int DEEPEST = 100;

    /** All occurrences in a resource, in document order. */
    static List<ReferenceOccurrence> in(Resource resource) {
        List<ReferenceOccurrence> found = new ArrayList<>();
        look(resource, resource.fhirType(), found, 0);
        return found;
    }

    private static void look(Base parent, String place, List<ReferenceOccurrence> found, int depth) {
        for (Property child : parent.children()) {
            List<? extends Base> values = child.getValues();
            for (int i = 0; i < values.size(); i++) {
                Base value = values.get(i);
                if (value == null || depth > DEEPEST) {
                    continue;
                }
                String here = place + "." + child.getName().replace("[x]", "") + (child.isList() ? "[" + i + "]" : "");
                if (value instanceof Reference || value instanceof Identifier) {
                    found.add(new ReferenceOccurrence(here, value));
                }
                look(value, here, found, depth + 1);
            }
        }
    }
}
