package org.platelink.platform.hapi.search.quantity;

import ca.uhn.fhir.context.RuntimeSearchParam;
import ca.uhn.fhir.rest.api.RestSearchParameterTypeEnum;
import java.util.Collection;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;

/** Resolves composite search parameters into the pairs of a code and a value that they consist of. */
final class CodedQuantities {

    private CodedQuantities() {}

    /**
     * A code and a value within one element.
     *
     * @param path the path of the element; the type alone if they belong to the resource itself
     * @param code the path from the element to the code
     * @param value the path from the element to the value
     */
    record Pair(String path, String code, String value) {

        IndexName name() {
            return IndexName.ofPairs(path, code, value);
        }

        boolean isOfResource() {
            return path.indexOf('.') < 0;
        }
    }

    /** The pairs of a composite parameter; none if it has not exactly two components. */
    static List<Pair> pairs(RuntimeSearchParam composite, String type) {
        List<RuntimeSearchParam.Component> components = composite.getComponents();
        if (composite.getParamType() != RestSearchParameterTypeEnum.COMPOSITE || components.size() != 2) {
            return List.of();
        }
        // Not HAPI's own selection of the paths of a type, which leaves out the type itself.
        return composite.getPathsSplit().stream()
                .filter(path -> path.equals(type) || path.startsWith(type + "."))
                .map(path -> new Pair(
                        path,
                        components.get(0).getExpression(),
                        components.get(1).getExpression()))
                .toList();
    }

    /**
     * The pairs that have index rows of their own: those of repeating elements. A pair of the resource itself is
     * found by the index rows of its code and of its value.
     */
    static Set<Pair> pathsOfPairs(Collection<RuntimeSearchParam> parameters, String type) {
        Set<Pair> all = new LinkedHashSet<>();
        for (RuntimeSearchParam parameter : parameters) {
            if (parameter.getParamType() == RestSearchParameterTypeEnum.COMPOSITE) {
                pairs(parameter, type).stream()
                        .filter(pair -> !pair.isOfResource())
                        .forEach(all::add);
            }
        }
        return all;
    }
}
