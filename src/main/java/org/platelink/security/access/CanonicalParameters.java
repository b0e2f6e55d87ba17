package org.platelink.security.access;

import ca.uhn.fhir.context.BaseRuntimeChildDefinition;
import ca.uhn.fhir.context.BaseRuntimeElementCompositeDefinition;
import ca.uhn.fhir.context.BaseRuntimeElementDefinition;
import ca.uhn.fhir.context.FhirContext;
import ca.uhn.fhir.context.RuntimeSearchParam;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import org.hl7.fhir.r4.model.Reference;
import org.jspecify.annotations.Nullable;

/**
 * Distinguishes search parameters on canonical URLs from those on references. R4 gives both the type reference, but
 * HAPI does not resolve canonical URLs, so a chain along one would find nothing.
 */
final class CanonicalParameters {

    private final FhirContext fhir;
    private final Map<String, Boolean> cache = new ConcurrentHashMap<>();

    CanonicalParameters(FhirContext fhir) {
        this.fhir = fhir;
    }

    /** Whether no element selected by a parameter of a type can be a Reference. */
    boolean contain(String type, RuntimeSearchParam parameter) {
        return !parameter.getTargets().isEmpty()
                && cache.computeIfAbsent(
                        type + "." + parameter.getName(), name -> parameter.getPathsSplitForResourceType(type).stream()
                                .noneMatch(path -> mayBeReference(type, path)));
    }

    private boolean mayBeReference(String type, String path) {
        String[] elements = path.replaceAll("\\.where\\([^)]*\\)", "")
                .replaceAll("[()\\s]|\\bas\\b.*", "")
                .split("\\.");
        BaseRuntimeElementDefinition<?> at = fhir.getResourceDefinition(type);
        for (int i = 1; i < elements.length; i++) {
            BaseRuntimeChildDefinition child = child(at, elements[i]);
            if (child == null) {
                return true;
            }
            if (i == elements.length - 1) {
                return child.getValidChildNames().stream()
                        .anyMatch(name -> Reference.class.isAssignableFrom(
                                child.getChildByName(name).getImplementingClass()));
            }
            at = child.getChildByName(child.getValidChildNames().iterator().next());
        }
        return true;
    }

    private static @Nullable BaseRuntimeChildDefinition child(BaseRuntimeElementDefinition<?> of, String name) {
        if (!(of instanceof BaseRuntimeElementCompositeDefinition<?> composite)) {
            return null;
        }
        BaseRuntimeChildDefinition child = composite.getChildByName(name);
        return child == null ? composite.getChildByName(name + "[x]") : child;
    }
}
