package org.platelink.search;

import ca.uhn.fhir.context.FhirContext;
import ca.uhn.fhir.context.RuntimeSearchParam;
import ca.uhn.fhir.jpa.searchparam.registry.SearchParamRegistryImpl;
import ca.uhn.fhir.rest.server.util.ResourceSearchParams;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.stream.Collectors;
import org.hl7.fhir.r4.model.CapabilityStatement;
import org.hl7.fhir.r4.model.CapabilityStatement.CapabilityStatementRestResourceComponent;
import org.hl7.fhir.r4.model.CapabilityStatement.CapabilityStatementRestResourceSearchParamComponent;
import org.jspecify.annotations.Nullable;
import org.springframework.core.io.Resource;
import org.springframework.core.io.support.PathMatchingResourcePatternResolver;

/**
 * The searches of a type are those that the guide's capability statement names for it; of a type that it does not name,
 * all that R4 has. Each search parameter costs every write an evaluation and index rows, and R4 has 40 for an
 * Observation. Those that begin with an underscore, such as {@code _lastUpdated}, always are.
 */
final class NamedSearchParameters extends SearchParamRegistryImpl {

    private static final String GUIDE = "classpath*:ig/resources/CapabilityStatement-*.json";

    private final Map<String, Set<String>> named = new ConcurrentHashMap<>();

    NamedSearchParameters() {
        try {
            for (Resource file : new PathMatchingResourcePatternResolver().getResources(GUIDE)) {
                try (InputStream json = file.getInputStream()) {
                    CapabilityStatement statement =
                            FhirContext.forR4Cached().newJsonParser().parseResource(CapabilityStatement.class, json);
                    statement.getRest().forEach(rest -> rest.getResource().forEach(this::read));
                }
            }
        } catch (IOException failure) {
            throw new UncheckedIOException(failure);
        }
    }

    private void read(CapabilityStatementRestResourceComponent type) {
        named.put(
                type.getType(),
                type.getSearchParam().stream()
                        .map(CapabilityStatementRestResourceSearchParamComponent::getName)
                        .collect(Collectors.toUnmodifiableSet()));
    }

    private boolean isNamed(String resourceType, String name) {
        Set<String> names = named.get(resourceType);
        return names == null || name.startsWith("_") || names.contains(name);
    }

    @Override
    public @Nullable RuntimeSearchParam getActiveSearchParam(
            String resourceType, String name, SearchParamLookupContextEnum context) {
        return isNamed(resourceType, name) ? super.getActiveSearchParam(resourceType, name, context) : null;
    }

    @Override
    public ResourceSearchParams getActiveSearchParams(String resourceType, SearchParamLookupContextEnum context) {
        ResourceSearchParams all = super.getActiveSearchParams(resourceType, context);
        if (!named.containsKey(resourceType)) {
            return all;
        }
        ResourceSearchParams those = new ResourceSearchParams(resourceType);
        all.values().stream()
                .filter(parameter -> isNamed(resourceType, parameter.getName()))
                .forEach(parameter -> those.put(parameter.getName(), parameter));
        return those;
    }
}
