package org.platelink.platform.patch;

import ca.uhn.fhir.context.BaseRuntimeChildDefinition;
import ca.uhn.fhir.context.BaseRuntimeElementCompositeDefinition;
import ca.uhn.fhir.context.BaseRuntimeElementDefinition;
import ca.uhn.fhir.context.FhirContext;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.hl7.fhir.instance.model.api.IBase;
import org.hl7.fhir.r4.model.Element;

/**
 * Position of an element in a resource.
 *
 * @param list the list of values that it is in
 * @param index its index in that list
 */
record ElementPlace(ElementList list, int index) {

    /**
     * Finds an element by identity, since another one may be equal.
     *
     * @return empty if it is not in the resource
     */
    static Optional<ElementPlace> of(FhirContext fhir, IBase within, IBase element) {
        for (ElementList list : lists(fhir, within)) {
            List<IBase> values = list.values();
            for (int i = 0; i < values.size(); i++) {
                Optional<ElementPlace> found = values.get(i) == element
                        ? Optional.of(new ElementPlace(list, i))
                        : of(fhir, values.get(i), element);
                if (found.isPresent()) {
                    return found;
                }
            }
        }
        return Optional.empty();
    }

    private static List<ElementList> lists(FhirContext fhir, IBase holder) {
        List<ElementList> lists = new ArrayList<>();
        BaseRuntimeElementDefinition<?> definition = fhir.getElementDefinition(holder.getClass());
        boolean describesExtensions = false;
        if (definition instanceof BaseRuntimeElementCompositeDefinition<?> composite) {
            for (BaseRuntimeChildDefinition child : composite.getChildrenAndExtension()) {
                lists.add(new ElementList(holder, child));
                describesExtensions |= child.getElementName().equals("extension");
            }
        }
        if (!describesExtensions && holder instanceof Element) {
            lists.add(new ElementList(holder, null));
        }
        return lists;
    }
}
