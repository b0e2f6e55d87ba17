package org.platelink.platform.hapi.search.quantity;

import ca.uhn.fhir.context.FhirContext;
import ca.uhn.fhir.context.RuntimeSearchParam;
import ca.uhn.fhir.jpa.searchparam.SearchParameterMap;
import ca.uhn.fhir.model.api.IQueryParameterType;
import ca.uhn.fhir.rest.api.Constants;
import ca.uhn.fhir.rest.api.RestSearchParameterTypeEnum;
import ca.uhn.fhir.rest.param.CompositeParam;
import ca.uhn.fhir.rest.param.HasParam;
import ca.uhn.fhir.rest.param.QuantityParam;
import ca.uhn.fhir.rest.param.ReferenceParam;
import ca.uhn.fhir.rest.param.TokenParam;
import ca.uhn.fhir.rest.server.util.ISearchParamRegistry;
import ca.uhn.fhir.rest.server.util.ISearchParamRegistry.SearchParamLookupContextEnum;
import java.util.ArrayList;
import java.util.List;
import org.apache.commons.lang3.StringUtils;
import org.platelink.platform.hapi.search.SearchRewriting;
import org.platelink.platform.hapi.search.quantity.CodedQuantities.Pair;
import org.platelink.platform.server.FhirErrors;

/**
 * Rewrites composite parameters of a code and a quantity into a search of the quantity index, which has rows for
 * their pairs.
 */
final class CompositesOfQuantities implements SearchRewriting {

    private final FhirContext fhir;
    private final ISearchParamRegistry registry;

    CompositesOfQuantities(FhirContext fhir, ISearchParamRegistry registry) {
        this.fhir = fhir;
        this.registry = registry;
    }

    @Override
    public void rewrite(String type, SearchParameterMap search) {
        for (String name : List.copyOf(search.keySet())) {
            List<List<IQueryParameterType>> values = search.get(name);
            values.forEach(alternatives -> alternatives.forEach(this::mustNotBeAlongAWay));
            RuntimeSearchParam parameter = isComposite(values) ? parameter(type, name) : null;
            if (parameter != null && parameter.getParamType() == RestSearchParameterTypeEnum.COMPOSITE) {
                search.remove(name);
                String quantity = anyOf(type, RestSearchParameterTypeEnum.QUANTITY, ".");
                if (search.get(quantity) == null) {
                    search.put(quantity, new ArrayList<>());
                }
                List<CodeValuePath> places = places(parameter, type);
                for (List<IQueryParameterType> alternatives : values) {
                    List<IQueryParameterType> coded = new ArrayList<>();
                    alternatives.forEach(one -> coded.add(coded(name, one, places)));
                    search.get(quantity).add(coded);
                }
            }
        }
    }

    private static boolean isComposite(List<List<IQueryParameterType>> values) {
        return values.stream().flatMap(List::stream).anyMatch(CompositeParam.class::isInstance);
    }

    private static CodedQuantity coded(String name, IQueryParameterType component, List<CodeValuePath> places) {
        if (!(component instanceof CompositeParam<?, ?> composite)
                || composite.getMissing() != null
                || !(composite.getLeftValue() instanceof TokenParam code)
                || !(composite.getRightValue() instanceof QuantityParam quantity)
                || code.getModifier() != null
                || StringUtils.isBlank(code.getValue())) {
            throw FhirErrors.unsupported(
                    name,
                    "The parameter " + name + " is asked for by a code and a quantity, such as " + name
                            + "=http://loinc.org|8480-6$gt140, and without a modifier.");
        }
        return new CodedQuantity(code, quantity, places);
    }

    private List<CodeValuePath> places(RuntimeSearchParam composite, String type) {
        List<CodeValuePath> places = new ArrayList<>();
        for (Pair pair : CodedQuantities.pairs(composite, type)) {
            places.add(
                    pair.isOfResource()
                            ? new CodeValuePath.ResourcePath(
                                    anyOf(type, RestSearchParameterTypeEnum.TOKEN, element(type, pair.code())),
                                    anyOf(type, RestSearchParameterTypeEnum.QUANTITY, element(type, pair.value())))
                            : new CodeValuePath.ElementPath(pair.name()));
        }
        return places;
    }

    /** {@code Observation.value} for {@code value.as(Quantity)}. */
    private static String element(String type, String path) {
        return type + "." + path.split("[^A-Za-z]", 2)[0];
    }

    /** The name of a search parameter of the given kind whose path contains {@code path}. */
    private String anyOf(String type, RestSearchParameterTypeEnum kind, String path) {
        return registry.getActiveSearchParams(type, SearchParamLookupContextEnum.SEARCH).values().stream()
                .filter(parameter -> parameter.getParamType() == kind)
                .filter(parameter -> parameter.getPathsSplitForResourceType(type).stream()
                        .anyMatch(one -> (one + " ").matches(".*" + path.replace(".", "\\.") + "[^A-Za-z].*")
                                || path.equals(".")))
                .map(RuntimeSearchParam::getName)
                .sorted()
                .findFirst()
                .orElseThrow(() -> new IllegalStateException(type + " has no parameter by " + path + "."));
    }

    private RuntimeSearchParam parameter(String type, String name) {
        return registry.getActiveSearchParam(type, name, SearchParamLookupContextEnum.SEARCH);
    }

    /**
     * Refuses a composite parameter in a chain or in {@code _has}, where HAPI would match its two parts anywhere in
     * the resource.
     */
    private void mustNotBeAlongAWay(IQueryParameterType value) {
        String way = value instanceof HasParam has
                ? has.getParameterName()
                : value instanceof ReferenceParam reference ? reference.getChain() : null;
        if (StringUtils.isBlank(way)) {
            return;
        }
        String last = way.substring(Math.max(way.lastIndexOf('.'), way.lastIndexOf(':')) + 1);
        boolean isComposite = fhir.getResourceTypes().stream()
                .map(type -> parameter(type, last))
                .anyMatch(found -> found != null && found.getParamType() == RestSearchParameterTypeEnum.COMPOSITE);
        if (isComposite) {
            throw FhirErrors.unsupported(
                    last,
                    "The parameter " + last
                            + " cannot be asked for along a reference; search the resources that have it, " + "and "
                            + Constants.PARAM_INCLUDE + " what they refer to.");
        }
    }
}
