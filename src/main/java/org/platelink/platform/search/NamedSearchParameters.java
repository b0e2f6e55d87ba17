package org.platelink.platform.search;

import ca.uhn.fhir.context.FhirContext;
import ca.uhn.fhir.context.RuntimeSearchParam;
import ca.uhn.fhir.jpa.cache.IResourceChangeEvent;
import ca.uhn.fhir.jpa.searchparam.registry.SearchParamRegistryImpl;
import ca.uhn.fhir.rest.server.exceptions.BaseServerResponseException;
import ca.uhn.fhir.rest.server.util.ResourceSearchParams;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.stream.Collectors;
import org.hl7.fhir.instance.model.api.IIdType;
import org.hl7.fhir.r4.model.CapabilityStatement;
import org.hl7.fhir.r4.model.CapabilityStatement.CapabilityStatementRestResourceComponent;
import org.hl7.fhir.r4.model.CapabilityStatement.CapabilityStatementRestResourceSearchParamComponent;
import org.jspecify.annotations.Nullable;
import org.platelink.platform.server.FhirErrors;
import org.springframework.core.io.Resource;
import org.springframework.core.io.support.PathMatchingResourcePatternResolver;

/**
 * The searches of a type are those that the guide's capability statement names for it; of a type that it does not name,
 * all that R4 has. Each search parameter costs every write an evaluation and index rows, and R4 has 40 for an
 * Observation. Those that begin with an underscore, such as {@code _lastUpdated}, always are.
 */
final class NamedSearchParameters extends SearchParamRegistryImpl {

    private static final String GUIDE = "classpath*:ig/resources/CapabilityStatement-*.json";

    private static final String RETRY_AFTER_SECONDS = "60";

    private volatile Map<String, Set<String>> unindexed = Map.of();
    private final Map<String, Set<String>> named = new ConcurrentHashMap<>();
    private final Map<Asked, ResourceSearchParams> answers = new ConcurrentHashMap<>();

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

    private boolean isNamed(String resourceType, @Nullable String name) {
        Set<String> names = named.get(resourceType);
        return names == null || name != null && (name.startsWith("_") || names.contains(name));
    }

    /** The names of those by which not all that is stored is found yet, by type. */
    Map<String, Set<String>> unindexed() {
        return unindexed;
    }

    void unindexed(Map<String, Set<String>> names) {
        unindexed = names;
    }

    /**
     * However a search comes to a parameter, by a chain, a condition of a write or an order, HAPI asks for it here.
     *
     * @throws ca.uhn.fhir.rest.server.exceptions.BaseServerResponseException (503) if it would find a part only
     */
    @Override
    public @Nullable RuntimeSearchParam getActiveSearchParam(
            String resourceType, String name, SearchParamLookupContextEnum context) {
        if (!unindexed.isEmpty()
                && (context == SearchParamLookupContextEnum.SEARCH || context == SearchParamLookupContextEnum.SORT)
                && unindexed.getOrDefault(resourceType, Set.of()).contains(name)) {
            BaseServerResponseException later = FhirErrors.busy(
                    "The search parameter " + name + " of " + resourceType
                            + " is new, and what is stored is still being indexed by it; ask again in some minutes, or without it.");
            later.addResponseHeader("Retry-After", RETRY_AFTER_SECONDS);
            throw later;
        }
        return isNamed(resourceType, name) ? super.getActiveSearchParam(resourceType, name, context) : null;
    }

    /** Asked several times for each resource that is written; HAPI would make its answer anew each time. */
    @Override
    public ResourceSearchParams getActiveSearchParams(String resourceType, SearchParamLookupContextEnum context) {
        // So that they are there, and nothing is asked of the database while the answer is made.
        getActiveSearchParam(resourceType, "_id", context);
        return answers.computeIfAbsent(new Asked(resourceType, context), this::answer);
    }

    private ResourceSearchParams answer(Asked asked) {
        ResourceSearchParams those = new ResourceSearchParams(asked.resourceType());
        super.getActiveSearchParams(asked.resourceType(), asked.context()).values().stream()
                .filter(parameter -> isNamed(asked.resourceType(), parameter.getName()))
                .forEach(parameter -> those.put(parameter.getName(), parameter));
        return those.readOnly();
    }

    /**
     * HAPI joins its table of all resources to every search with several parameters, unless some of them have an index in
     * common, which is what it asks here and nothing else. The join finds nothing and leaves nothing out, as only what is
     * stored and not deleted has index rows, and costs a third of such a search in the database. So it is told that they have.
     * Which index that would be it asks in another way, and learns that there is none.
     */
    @Override
    public List<RuntimeSearchParam> getActiveComboSearchParams(
            String resourceType, Set<String> names, SearchParamLookupContextEnum context) {
        return List.copyOf(getActiveSearchParams(resourceType, context).values());
    }

    @Override
    public void handleInit(Collection<IIdType> searchParameters) {
        super.handleInit(searchParameters);
        answers.clear();
    }

    @Override
    public void handleChange(IResourceChangeEvent change) {
        super.handleChange(change);
        answers.clear();
    }

    @Override
    public void forceRefresh() {
        super.forceRefresh();
        answers.clear();
    }

    private record Asked(String resourceType, @Nullable SearchParamLookupContextEnum context) {}
}
