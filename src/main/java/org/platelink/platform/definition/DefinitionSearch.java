package org.platelink.platform.definition;

import ca.uhn.fhir.jpa.searchparam.extractor.ResourceIndexedSearchParams;
import ca.uhn.fhir.jpa.searchparam.matcher.InMemoryMatchResult;
import ca.uhn.fhir.jpa.searchparam.matcher.InMemoryResourceMatcher;
import ca.uhn.fhir.jpa.searchparam.matcher.IndexedSearchParamExtractor;
import ca.uhn.fhir.rest.api.server.IBundleProvider;
import ca.uhn.fhir.rest.api.server.RequestDetails;
import ca.uhn.fhir.rest.api.server.SystemRequestDetails;
import ca.uhn.fhir.util.UrlUtil;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;
import java.util.concurrent.ConcurrentHashMap;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import org.hl7.fhir.r4.model.MetadataResource;
import org.platelink.platform.server.FhirErrors;
import org.platelink.platform.server.PageSource;

/** Searches the guide's definitions with HAPI's in-memory resource matcher. */
final class DefinitionSearch implements PageSource {

    /** Search parameters of all of these types. */
    private static final List<String> OF_ALL = List.of("_id", "url", "version", "name", "status", "description");

    private static final Map<String, List<String>> OF_TYPE = Map.of(
            "StructureDefinition", List.of("title", "type", "kind", "derivation"),
            "ValueSet", List.of("title"),
            "CodeSystem", List.of("title", "system", "code", "content-mode"),
            "SearchParameter", List.of("code", "base", "type"),
            "OperationDefinition", List.of("title", "code", "kind"));

    /** Parameters about the form of the result and not about what is found; HAPI's server handles them. */
    private static final Set<String> OF_ANSWER =
            Set.of("_format", "_pretty", "_count", "_summary", "_elements", "_total");

    private static final Pattern MODIFIER = Pattern.compile("[:.].*");

    private final Definitions definitions;
    private final InMemoryResourceMatcher matcher;
    private final IndexedSearchParamExtractor indexer;

    /**
     * Cache of the search parameter values of each definition: to extract them takes some milliseconds, and none of
     * them changes.
     */
    private final Map<MetadataResource, ResourceIndexedSearchParams> indexed = new ConcurrentHashMap<>();

    DefinitionSearch(Definitions definitions, InMemoryResourceMatcher matcher, IndexedSearchParamExtractor indexer) {
        this.definitions = definitions;
        this.matcher = matcher;
        this.indexer = indexer;
    }

    /** The names of a type's search parameters. */
    static Set<String> parametersOf(String type) {
        Set<String> all = new TreeSet<>(OF_ALL);
        all.addAll(OF_TYPE.getOrDefault(type, List.of()));
        return all;
    }

    /**
     * Executes the search of a request.
     *
     * @throws ca.uhn.fhir.rest.server.exceptions.InvalidRequestException (400) if it asks for more than these types
     *     have
     */
    IBundleProvider of(RequestDetails request, String type) {
        String criteria = request.getParameters().entrySet().stream()
                .filter(parameter -> !OF_ANSWER.contains(parameter.getKey()))
                .flatMap(parameter -> {
                    mustBeKnown(type, parameter.getKey());
                    return Arrays.stream(parameter.getValue())
                            .map(value ->
                                    UrlUtil.escapeUrlParam(parameter.getKey()) + "=" + UrlUtil.escapeUrlParam(value));
                })
                .sorted()
                .collect(Collectors.joining("&"));
        return found(type, type + "?" + criteria);
    }

    private static void mustBeKnown(String type, String name) {
        if (!parametersOf(type).contains(MODIFIER.matcher(name).replaceFirst(""))) {
            throw FhirErrors.invalid(
                    name.replaceAll("[^\\x20-\\x7e]", "?"),
                    "The guide's definitions of the type " + type + " can be searched by "
                            + String.join(", ", parametersOf(type)) + ".");
        }
    }

    private IBundleProvider found(String type, String criteria) {
        TextQuery texts = TextQuery.of(criteria);
        String others = texts.leftOf(criteria);
        List<MetadataResource> found = definitions.all(type).stream()
                .filter(definition -> texts.matches(() -> indexesOf(definition)))
                .filter(definition -> fits(others, definition))
                .toList();
        return new DefinitionPages(found, name(criteria));
    }

    private boolean fits(String criteria, MetadataResource definition) {
        if (criteria.endsWith("?")) {
            return true;
        }
        InMemoryMatchResult result =
                matcher.match(criteria, definition, indexesOf(definition), new SystemRequestDetails());
        if (!result.supported()) {
            throw FhirErrors.unsupported(
                    definition.fhirType(),
                    "The guide's definitions cannot be searched so; search by "
                            + String.join(", ", parametersOf(definition.fhirType())) + ", without a chain.");
        }
        return result.matched();
    }

    private ResourceIndexedSearchParams indexesOf(MetadataResource definition) {
        return indexed.computeIfAbsent(definition, this::indexes);
    }

    private ResourceIndexedSearchParams indexes(MetadataResource definition) {
        return indexer.extractIndexedSearchParams(definition, new SystemRequestDetails());
    }

    @Override
    public String prefix() {
        return "definitions.";
    }

    @Override
    public Optional<IBundleProvider> find(RequestDetails request, String criteria) {
        String type = criteria.replaceFirst("\\?.*", "");
        return Definitions.TYPES.stream()
                        .anyMatch(known -> known.getSimpleName().equals(type))
                ? Optional.of(found(type, criteria))
                : Optional.empty();
    }
}
