package org.platelink.analytics.export;

import ca.uhn.fhir.context.BaseRuntimeChildDefinition;
import ca.uhn.fhir.context.FhirContext;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;
import org.platelink.platform.canonical.CodeSystems;

/**
 * Reduces a resource to its mandatory elements and those requested with {@code _elements}, and adds the tag
 * {@code SUBSETTED} that marks it as incomplete (FHIR, {@code _elements}).
 */
final class Elements {

    private final Set<String> names;

    private Elements(Set<String> names) {
        this.names = names;
    }

    /** The reduction for a type; null if resources of the type are exported whole. */
    static @Nullable Elements of(FhirContext fhir, String type, Map<String, List<String>> elements) {
        Set<String> wanted = new HashSet<>(elements.getOrDefault("*", List.of()));
        wanted.addAll(elements.getOrDefault(type, List.of()));
        if (wanted.isEmpty()) {
            return null;
        }
        Set<String> names = new HashSet<>(Set.of("resourceType", "id", "meta"));
        for (BaseRuntimeChildDefinition child : fhir.getResourceDefinition(type).getChildren()) {
            String name = child.getElementName().replace("[x]", "");
            if (child.getMin() > 0 || wanted.contains(name)) {
                names.addAll(child.getValidChildNames());
                names.add(name);
            }
        }
        return new Elements(names);
    }

    void leave(ObjectNode resource) {
        resource.properties()
                .removeIf(field -> !names.contains(
                        field.getKey().startsWith("_") ? field.getKey().substring(1) : field.getKey()));
        ObjectNode meta = resource.path("meta") instanceof ObjectNode present ? present : resource.putObject("meta");
        meta.withArray("tag")
                .addObject()
                .put("system", CodeSystems.OBSERVATION_VALUE)
                .put("code", "SUBSETTED");
    }
}
