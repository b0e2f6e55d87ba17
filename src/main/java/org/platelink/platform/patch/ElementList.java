package org.platelink.platform.patch;

import ca.uhn.fhir.context.BaseRuntimeChildDefinition;
import ca.uhn.fhir.context.BaseRuntimeElementCompositeDefinition;
import ca.uhn.fhir.context.BaseRuntimeElementDefinition;
import ca.uhn.fhir.context.FhirContext;
import java.util.List;
import java.util.Optional;
import org.hl7.fhir.instance.model.api.IBase;
import org.hl7.fhir.r4.model.Element;
import org.hl7.fhir.r4.model.Extension;
import org.jspecify.annotations.Nullable;

/**
 * The values of one element of a resource or of another element; at most one if it does not repeat. It can be read
 * and replaced.
 *
 * @param child HAPI's definition of the element; null for the extensions of a primitive value, which HAPI does not
 *     define
 */
record ElementList(IBase holder, @Nullable BaseRuntimeChildDefinition child) {

    private static final String EXTENSION = "extension";
    private static final String CHOICE = "[x]";

    /**
     * Finds an element by its name; a choice element by its name with or without a type, or with {@code [x]}.
     *
     * @return empty if there is no such element
     */
    static Optional<ElementList> of(FhirContext fhir, IBase holder, String name) {
        BaseRuntimeElementDefinition<?> definition = fhir.getElementDefinition(holder.getClass());
        if (definition instanceof BaseRuntimeElementCompositeDefinition<?> composite) {
            BaseRuntimeChildDefinition child = composite.getChildByName(name);
            if (child == null) {
                child = composite.getChildByName(name + CHOICE);
            }
            if (child != null) {
                return Optional.of(new ElementList(holder, child));
            }
        }
        return name.equals(EXTENSION) && holder instanceof Element
                ? Optional.of(new ElementList(holder, null))
                : Optional.empty();
    }

    List<IBase> values() {
        return child == null
                ? List.copyOf(((Element) holder).getExtension())
                : List.copyOf(child.getAccessor().getValues(holder));
    }

    boolean isRepeated() {
        return child == null || child.isMultipleCardinality();
    }

    /** Replaces the values. */
    void become(List<IBase> values) {
        if (child == null) {
            List<Extension> extensions =
                    values.stream().map(Extension.class::cast).toList();
            ((Element) holder).getExtension().clear();
            ((Element) holder).getExtension().addAll(extensions);
        } else {
            child.getMutator().setValue(holder, null);
            values.forEach(value -> child.getMutator().addValue(holder, value));
        }
    }
}
