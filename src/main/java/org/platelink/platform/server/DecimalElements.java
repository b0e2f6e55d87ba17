package org.platelink.platform.server;

import ca.uhn.fhir.context.BaseRuntimeChildDefinition;
import ca.uhn.fhir.context.BaseRuntimeElementCompositeDefinition;
import ca.uhn.fhir.context.BaseRuntimeElementDefinition;
import ca.uhn.fhir.context.FhirContext;
import ca.uhn.fhir.parser.DataFormatException;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import org.platelink.platform.number.NumberBounds;

/**
 * Tells which elements are of the type decimal. In XML, and in JSON that puts numbers in quotes, a text does not show
 * its type: {@code 26E00123} is a number of a thousand digits as a quantity and the name of a sample as an
 * identifier.
 *
 * @param fhir defines the elements of R4
 */
record DecimalElements(FhirContext fhir) {

    /**
     * The objection to a text as the value of an element.
     *
     * @param path the path of the element, from the name of a resource on, without indexes
     * @return a sentence; empty if there is no objection, or the element is not a decimal
     */
    Optional<String> objection(List<String> path, String value) {
        Optional<String> objection = NumberBounds.objection(value);
        return objection.isPresent() && isDecimal(path) ? objection : Optional.empty();
    }

    boolean isDecimal(List<String> path) {
        BaseRuntimeElementDefinition<?> at = null;
        for (String step : path) {
            at = isResource(step) ? resource(step) : child(at, step.startsWith("_") ? step.substring(1) : step);
            if (at == null) {
                return false;
            }
        }
        return at != null && at.getName().equals("decimal");
    }

    /** Whether a step is a resource type: names of elements begin with a small letter. */
    static boolean isResource(String step) {
        return !step.isEmpty() && Character.isUpperCase(step.charAt(0));
    }

    private @Nullable BaseRuntimeElementDefinition<?> resource(String name) {
        try {
            return fhir.getResourceDefinition(name);
        } catch (DataFormatException unknown) {
            return null;
        }
    }

    private @Nullable BaseRuntimeElementDefinition<?> child(@Nullable BaseRuntimeElementDefinition<?> of, String name) {
        if (name.equals("extension") || name.equals("modifierExtension")) {
            return fhir.getElementDefinition("Extension");
        }
        if (!(of instanceof BaseRuntimeElementCompositeDefinition<?> composite)) {
            return null;
        }
        BaseRuntimeChildDefinition child = composite.getChildByName(name);
        return child == null ? null : child.getChildByName(name);
    }
}
