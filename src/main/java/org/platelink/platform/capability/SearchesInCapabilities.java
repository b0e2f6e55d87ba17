package org.platelink.platform.capability;

import ca.uhn.fhir.interceptor.api.Hook;
import ca.uhn.fhir.interceptor.api.Interceptor;
import ca.uhn.fhir.interceptor.api.Pointcut;
import ca.uhn.fhir.jpa.provider.BaseJpaResourceProvider;
import ca.uhn.fhir.rest.server.RestfulServer;
import ca.uhn.fhir.rest.server.method.CountParameter;
import ca.uhn.fhir.rest.server.method.IParameter;
import ca.uhn.fhir.rest.server.method.SearchMethodBinding;
import ca.uhn.fhir.rest.server.method.SearchParameter;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Optional;
import org.hl7.fhir.instance.model.api.IBaseConformance;
import org.hl7.fhir.r4.model.CapabilityStatement;
import org.hl7.fhir.r4.model.CapabilityStatement.CapabilityStatementRestResourceComponent;
import org.hl7.fhir.r4.model.CapabilityStatement.CapabilityStatementRestResourceSearchParamComponent;
import org.hl7.fhir.r4.model.CapabilityStatement.TypeRestfulInteraction;
import org.hl7.fhir.r4.model.Enumerations.SearchParamType;
import org.platelink.platform.pipeline.InterceptorOrder;

/**
 * Interceptor that adds the result parameters of searches to the CapabilityStatement. For types whose searches the
 * store does not answer, it replaces the search parameters by those of their own search: HAPI would list the store's
 * for them too.
 */
@Interceptor(order = InterceptorOrder.SEARCHES_IN_CAPABILITIES)
final class SearchesInCapabilities {

    private static final String FILE = "rest.md";

    private static final Result COUNT = new Result("_count", SearchParamType.NUMBER, "Resources on a page.");
    private static final Result SUMMARY =
            new Result("_summary", SearchParamType.TOKEN, "true, text, data, count or false.");

    /** For a search that makes its pages itself, and counts nothing. */
    private static final Result SUMMARY_WITHOUT_COUNT =
            new Result("_summary", SearchParamType.TOKEN, "true, text, data or false.");

    private static final Result ELEMENTS =
            new Result("_elements", SearchParamType.STRING, "Elements of the type, with commas between them.");
    private static final Result TOTAL = new Result("_total", SearchParamType.TOKEN, "accurate, estimate or none.");
    private static final Result SORT = new Result(
            "_sort",
            SearchParamType.STRING,
            "Search parameters of the type, with commas between them; - before one is from the last to the first.");

    private final RestfulServer server;
    private final String documentation;

    SearchesInCapabilities(RestfulServer server) {
        this.server = server;
        try (InputStream file = SearchesInCapabilities.class.getResourceAsStream(FILE)) {
            documentation = new String(file.readAllBytes(), StandardCharsets.UTF_8).strip();
        } catch (IOException failure) {
            throw new UncheckedIOException(failure);
        }
    }

    @Hook(Pointcut.SERVER_CAPABILITY_STATEMENT_GENERATED)
    public void say(IBaseConformance conformance) {
        if (conformance instanceof CapabilityStatement statement) {
            statement.getRest().forEach(rest -> {
                rest.setDocumentation(documentation);
                rest.getResource().forEach(this::say);
            });
        }
    }

    private void say(CapabilityStatementRestResourceComponent type) {
        if (!WritesInCapabilities.does(type, TypeRestfulInteraction.SEARCHTYPE)) {
            forget(type);
            return;
        }
        besideTheStore(type.getType())
                .ifPresentOrElse(search -> say(type, search), () -> List.of(COUNT, TOTAL, SORT, SUMMARY)
                        .forEach(result -> result.addTo(type)));
        ELEMENTS.addTo(type);
    }

    private static void forget(CapabilityStatementRestResourceComponent type) {
        type.getSearchParam().clear();
        type.getSearchInclude().clear();
        type.getSearchRevInclude().clear();
    }

    private static void say(CapabilityStatementRestResourceComponent type, SearchMethodBinding search) {
        if (search.getParameters().stream().anyMatch(SearchParameter.class::isInstance)) {
            forget(type);
            search.getParameters().forEach(parameter -> add(type, parameter));
            SUMMARY_WITHOUT_COUNT.addTo(type);
        } else {
            // It reads the request itself, and whoever brings it has declared its search parameters.
            List.of(COUNT, TOTAL, SUMMARY).forEach(result -> result.addTo(type));
        }
    }

    private Optional<SearchMethodBinding> besideTheStore(String type) {
        return server.getResourceBindings().stream()
                .filter(binding -> type.equals(binding.getResourceName()))
                .flatMap(binding -> binding.getMethodBindings().stream())
                .filter(SearchMethodBinding.class::isInstance)
                .map(SearchMethodBinding.class::cast)
                .filter(search -> !(search.getProvider() instanceof BaseJpaResourceProvider<?>))
                .findFirst();
    }

    private static void add(CapabilityStatementRestResourceComponent type, IParameter parameter) {
        if (parameter instanceof SearchParameter search) {
            CapabilityStatementRestResourceSearchParamComponent searchParameter = type.addSearchParam();
            searchParameter.setName(search.getName());
            searchParameter.setType(
                    SearchParamType.fromCode(search.getParamType().getCode()));
            if (search.getDescription() != null && !search.getDescription().isBlank()) {
                searchParameter.setDocumentation(search.getDescription());
            }
        } else if (parameter instanceof CountParameter) {
            COUNT.addTo(type);
        }
    }

    /** A parameter about the form of the result, not about what is found. */
    private record Result(String name, SearchParamType type, String documentation) {

        void addTo(CapabilityStatementRestResourceComponent searched) {
            if (searched.getSearchParam().stream().noneMatch(parameter -> name.equals(parameter.getName()))) {
                searched.addSearchParam().setName(name).setType(type).setDocumentation(documentation);
            }
        }
    }
}
