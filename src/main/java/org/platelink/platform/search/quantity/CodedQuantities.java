package org.platelink.platform.search.quantity;

import ca.uhn.fhir.context.RuntimeSearchParam;
import ca.uhn.fhir.rest.api.RestSearchParameterTypeEnum;
import java.util.Collection;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;

/** What the composite parameters of a type are made of. */
final class CodedQuantities {

    private CodedQuantities() {}

    /**
     * A code and a value of one element.
     *
     * @param path of the element; the type alone if they are of the resource itself
     * @param code the path from it to the code
     * @param value the path from it to the value
     */
    record Pair(String path, String code, String value) {

        IndexName name() {
            return IndexName.ofPairs(path, code, value);
        }

        boolean isOfResource() {
            return path.indexOf('.') < 0;
        }
    }

    /** The pairs of a composite parameter; none if it is made of more than two. */
    static List<Pair> pairs(RuntimeSearchParam composite, String type) {
        List<RuntimeSearchParam.Component> components = composite.getComponents();
        if (composite.getParamType() != RestSearchParameterTypeEnum.COMPOSITE || components.size() != 2) {
            return List.of();
        }
        // HAPI's own choice of the paths of a type leaves out the type itself.
        return composite.getPathsSplit().stream()
                .filter(path -> path.equals(type) || path.startsWith(type + "."))
                .map(path -> new Pair(
                        path,
                        components.get(0).getExpression(),
                        components.get(1).getExpression()))
                .toList();
    }

    /**
     * The pairs that have rows of their own: those of elements that a resource has several of. What is of the resource itself
     * is found by its code and its value.
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
