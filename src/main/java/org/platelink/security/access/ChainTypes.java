package org.platelink.security.access;

import ca.uhn.fhir.jpa.searchparam.SearchParameterMap;
import ca.uhn.fhir.model.api.IQueryParameterType;
import ca.uhn.fhir.rest.api.SortSpec;
import ca.uhn.fhir.rest.param.ReferenceParam;
import java.util.List;

/**
 * Rewrites chained search parameters and sorts so that each reference has the one target type that the caller may
 * search: without a type HAPI would follow a reference to all its target types. {@code subject:identifier}, which
 * HAPI does not support, is rewritten as a chain to an identifier.
 *
 * @param chains determines the target type
 */
record ChainTypes(Chains chains) {

    void complete(Caller caller, String type, SearchParameterMap search) {
        search.entrySet()
                .forEach(parameter ->
                        parameter.getValue().forEach(ored -> complete(caller, type, parameter.getKey(), ored)));
        for (SortSpec sort = search.getSort(); sort != null; sort = sort.getChain()) {
            sort.setParamName(sorted(caller, type, sort.getParamName()));
        }
    }

    private void complete(Caller caller, String type, String name, List<IQueryParameterType> ored) {
        ored.replaceAll(value -> value instanceof ReferenceParam reference && reference.getMissing() == null
                ? complete(caller, type, name, reference)
                : value);
    }

    private ReferenceParam complete(Caller caller, String type, String name, ReferenceParam reference) {
        boolean isChained =
                reference.getChain() != null && !reference.getChain().isEmpty();
        if (!isChained && !"identifier".equals(reference.getResourceType())) {
            return reference;
        }
        String asked = name
                + (reference.getResourceType() == null ? "" : ":" + reference.getResourceType())
                + (isChained ? "." + reference.getChain() : "");
        String followed = chains.follow(caller, type, asked);
        String[] steps = followed.substring(name.length() + 1).split("\\.", 2);
        return new ReferenceParam(steps[0], steps[1], reference.getValue());
    }

    /** In a sort HAPI expects the type before the reference: {@code Patient:subject.birthdate}. */
    private String sorted(Caller caller, String type, String name) {
        if (!name.contains(".")) {
            return name;
        }
        String[] steps = chains.follow(caller, type, name).split("[:.]", 3);
        return steps[1] + ":" + steps[0] + "." + steps[2];
    }
}
