package org.platelink.platform.hapi.search;

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
 * Search parameter registry that activates only the parameters that the guide's CapabilityStatement names for a type.
 * For a type that it does not name, all parameters of R4 are active. Each search parameter costs every write an
 * evaluation and index rows, and R4 has 40 for an Observation. Parameters that begin with an underscore, such as
 * {@code _lastUpdated}, are always active.
 */
public final class NamedSearchParameters extends SearchParamRegistryImpl {

    private static final String GUIDE = "classpath*:ig/resources/CapabilityStatement-*.json";

    private static final String RETRY_AFTER_SECONDS = "60";

    private volatile Map<String, Set<String>> unindexed = Map.of();
    private final Map<String, Set<String>> named = new ConcurrentHashMap<>();
    private final Map<LookupKey, ResourceSearchParams> answers = new ConcurrentHashMap<>();

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

    /** The names of the parameters by which the stored resources are not all indexed yet, by type. */
    public Map<String, Set<String>> unindexed() {
        return unindexed;
    }

    /** Sets the names of the parameters by which the stored resources are not all indexed yet. */
    public void unindexed(Map<String, Set<String>> names) {
        unindexed = names;
    }

    /**
     * Looks up a search parameter. HAPI calls this for each parameter of a search, also for one in a chain, in the
     * condition of a conditional write or in a sort.
     *
     * @throws ca.uhn.fhir.rest.server.exceptions.BaseServerResponseException (503) if the parameter's index is
     *     incomplete, so that the search would find only some of the matches
     */
    @Override
    public @Nullable RuntimeSearchParam getActiveSearchParam(
            String resourceType, String name, SearchParamLookupContextEnum context) {
        if (!unindexed.isEmpty()
                && (context == SearchParamLookupContextEnum.SEARCH || context == SearchParamLookupContextEnum.SORT)
                && unindexed.getOrDefault(resourceType, Set.of()).contains(name)) {
            BaseServerResponseException later = FhirErrors.busy("The search parameter " + name + " of " + resourceType
                    + " is new, and what is stored is still being indexed by it; ask again in some minutes,"
                    + " or without it.");
            later.addResponseHeader("Retry-After", RETRY_AFTER_SECONDS);
            throw later;
        }
        return isNamed(resourceType, name) ? super.getActiveSearchParam(resourceType, name, context) : null;
    }

    /**
     * Cached, because it is called several times for each resource that is written and HAPI would build the answer
     * anew each time.
     */
    @Override
    public ResourceSearchParams getActiveSearchParams(String resourceType, SearchParamLookupContextEnum context) {
        // Makes HAPI load the parameters first, so that the database is not queried inside computeIfAbsent.
        getActiveSearchParam(resourceType, "_id", context);
        return answers.computeIfAbsent(new LookupKey(resourceType, context), this::answer);
    }

    private ResourceSearchParams answer(LookupKey key) {
        ResourceSearchParams those = new ResourceSearchParams(key.resourceType());
        super.getActiveSearchParams(key.resourceType(), key.context()).values().stream()
                .filter(parameter -> isNamed(key.resourceType(), parameter.getName()))
                .forEach(parameter -> those.put(parameter.getName(), parameter));
        return those.readOnly();
    }

    /**
     * Tells HAPI that a combo index covers the parameters, which saves a join. HAPI joins its table of all resources
     * to every search with several parameters, unless some of them share a combo index; it calls this method for that
     * decision and for nothing else. The join adds and removes no result, as only resources that are stored and not
     * deleted have index rows, and it costs a third of such a search in the database. HAPI looks up the combo index
     * itself by another method, and learns there that there is none.
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

    private record LookupKey(String resourceType, @Nullable SearchParamLookupContextEnum context) {}
}
