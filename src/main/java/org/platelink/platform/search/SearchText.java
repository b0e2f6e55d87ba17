package org.platelink.platform.search;

import ca.uhn.fhir.context.FhirContext;
import ca.uhn.fhir.jpa.searchparam.SearchParameterMap;
import ca.uhn.fhir.model.api.IQueryParameterType;
import ca.uhn.fhir.model.api.Include;
import ca.uhn.fhir.rest.api.SearchContainedModeEnum;
import ca.uhn.fhir.rest.api.SearchIncludeDeletedEnum;
import ca.uhn.fhir.rest.api.SearchTotalModeEnum;
import ca.uhn.fhir.rest.api.SortOrderEnum;
import ca.uhn.fhir.rest.api.SortSpec;
import ca.uhn.fhir.rest.api.SummaryEnum;
import ca.uhn.fhir.rest.param.DateParam;
import ca.uhn.fhir.rest.param.DateRangeParam;
import com.fasterxml.jackson.annotation.JsonInclude;
import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.util.ArrayList;
import java.util.Collection;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * A search as JSON, which another server on the same database can read: what of HAPI's SearchParameterMap a cached
 * search can have.
 *
 * @param parameters the values of each parameter: lists that all must match, of values of which one must
 * @param sort the keys, the first one first
 * @param from the lower bound of {@code _lastUpdated}
 * @param to the upper bound of {@code _lastUpdated}
 * @param deleted whether deleted resources are found
 */
@JsonInclude(JsonInclude.Include.NON_EMPTY)
record SearchText(
        @Nullable Map<String, List<List<SearchParameterText>>> parameters,
        @Nullable List<Key> sort,
        @Nullable List<IncludeText> includes,
        @Nullable List<IncludeText> revIncludes,
        @Nullable SearchParameterText from,
        @Nullable SearchParameterText to,
        @Nullable Integer count,
        @Nullable SummaryEnum summary,
        @Nullable SearchTotalModeEnum total,
        @Nullable SearchContainedModeEnum contained,
        @Nullable SearchIncludeDeletedEnum deleted) {

    private static final ObjectMapper JSON = new ObjectMapper();
    private static final String LAST_UPDATED = "_lastUpdated";

    /** A key by which matches are sorted. */
    @JsonInclude(JsonInclude.Include.NON_NULL)
    record Key(String name, @Nullable SortOrderEnum order) {}

    /** What is included with the matches, as {@code Observation:subject}. */
    record IncludeText(String value, boolean iterate) {}

    /** Writes a search as JSON. */
    static String write(SearchParameterMap search) {
        Map<String, List<List<SearchParameterText>>> parameters = new LinkedHashMap<>();
        search.entrySet()
                .forEach(entry -> parameters.put(
                        entry.getKey(),
                        entry.getValue().stream()
                                .map(any -> any.stream()
                                        .map(SearchParameterText::of)
                                        .toList())
                                .toList()));
        DateRangeParam updated = search.getLastUpdated();
        try {
            return JSON.writeValueAsString(new SearchText(
                    parameters,
                    keys(search.getSort()),
                    included(search.getIncludes()),
                    included(search.getRevIncludes()),
                    updated == null ? null : bound(updated.getLowerBound()),
                    updated == null ? null : bound(updated.getUpperBound()),
                    search.getCount(),
                    search.getSummaryMode(),
                    search.getSearchTotalMode(),
                    search.getSearchContainedMode(),
                    search.getSearchIncludeDeletedMode()));
        } catch (JsonProcessingException failure) {
            throw new IllegalStateException("A search could not be written.", failure);
        }
    }

    /** Reads a search that {@link #write} wrote. */
    static SearchParameterMap read(String json, FhirContext fhir) {
        try {
            return JSON.readValue(json, SearchText.class).search(fhir);
        } catch (JsonProcessingException failure) {
            throw new IllegalStateException("A search could not be read.", failure);
        }
    }

    private SearchParameterMap search(FhirContext fhir) {
        SearchParameterMap search = new SearchParameterMap();
        if (parameters != null) {
            parameters.forEach((name, all) -> search.put(
                    name,
                    new ArrayList<>(
                            all.stream().map(any -> values(any, fhir, name)).toList())));
        }
        search.setSort(sort == null ? null : chain(sort));
        if (includes != null) {
            search.setIncludes(includes(includes));
        }
        if (revIncludes != null) {
            search.setRevIncludes(includes(revIncludes));
        }
        if (from != null || to != null) {
            search.setLastUpdated(new DateRangeParam()
                    .setLowerBound(from == null ? null : (DateParam) from.read(fhir, LAST_UPDATED))
                    .setUpperBound(to == null ? null : (DateParam) to.read(fhir, LAST_UPDATED)));
        }
        search.setCount(count);
        search.setSummaryMode(summary);
        search.setSearchTotalMode(total);
        if (contained != null) {
            search.setSearchContainedMode(contained);
        }
        search.setSearchIncludeDeletedMode(deleted);
        return search;
    }

    private static List<IQueryParameterType> values(List<SearchParameterText> any, FhirContext fhir, String name) {
        return new ArrayList<>(any.stream().map(value -> value.read(fhir, name)).toList());
    }

    private static @Nullable SearchParameterText bound(@Nullable DateParam bound) {
        return bound == null ? null : SearchParameterText.of(bound);
    }

    private static List<Key> keys(@Nullable SortSpec first) {
        List<Key> keys = new ArrayList<>();
        for (SortSpec key = first; key != null; key = key.getChain()) {
            keys.add(new Key(key.getParamName(), key.getOrder()));
        }
        return keys;
    }

    private static @Nullable SortSpec chain(List<Key> keys) {
        SortSpec chain = null;
        for (int i = keys.size() - 1; i >= 0; i--) {
            chain = new SortSpec(keys.get(i).name(), keys.get(i).order(), chain);
        }
        return chain;
    }

    private static List<IncludeText> included(Collection<Include> includes) {
        return includes.stream()
                .map(include -> new IncludeText(include.getValue(), include.isRecurse()))
                .toList();
    }

    private static LinkedHashSet<Include> includes(List<IncludeText> included) {
        LinkedHashSet<Include> includes = new LinkedHashSet<>();
        included.forEach(one -> includes.add(new Include(one.value(), one.iterate())));
        return includes;
    }
}
