package org.platelink.platform.hapi.search.quantity;

import ca.uhn.fhir.context.RuntimeSearchParam;
import ca.uhn.fhir.jpa.model.config.PartitionSettings;
import ca.uhn.fhir.jpa.model.entity.ResourceIndexedSearchParamQuantity;
import ca.uhn.fhir.rest.api.RestSearchParameterTypeEnum;
import ca.uhn.fhir.rest.server.util.ISearchParamRegistry;
import ca.uhn.fhir.rest.server.util.ISearchParamRegistry.SearchParamLookupContextEnum;
import java.util.ArrayList;
import java.util.List;
import org.hl7.fhir.instance.model.api.IBase;
import org.hl7.fhir.instance.model.api.IBaseResource;
import org.hl7.fhir.r4.model.CodeableConcept;
import org.hl7.fhir.r4.model.Coding;
import org.platelink.platform.hapi.search.CachingSearchParamExtractor;

/**
 * Search parameter extractor that indexes quantities with their comparators, and with the codes that they belong to.
 */
final class QuantityIndex extends CachingSearchParamExtractor {

    private final PartitionSettings partitions;
    private final ISearchParamRegistry registry;

    QuantityIndex(PartitionSettings partitions, ISearchParamRegistry registry) {
        this.partitions = partitions;
        this.registry = registry;
    }

    @Override
    public SearchParamSet<ResourceIndexedSearchParamQuantity> extractSearchParamQuantity(
            IBaseResource resource, ISearchParamFilter filter) {
        String type = toRootTypeName(resource);
        QuantityRows rows = new QuantityRows(partitions, type);
        SearchParamSet<ResourceIndexedSearchParamQuantity> found = new SearchParamSet<>();
        List<RuntimeSearchParam> all =
                List.copyOf(registry.getActiveSearchParams(type, SearchParamLookupContextEnum.INDEX)
                        .values());
        for (RuntimeSearchParam parameter : filter.filterSearchParams(all)) {
            if (parameter.getParamType() == RestSearchParameterTypeEnum.QUANTITY) {
                for (String path : parameter.getPathsSplitForResourceType(type)) {
                    values(resource, path).forEach(value -> found.addAll(rows.of(parameter.getName(), value)));
                }
            }
        }
        CodedQuantities.pathsOfPairs(all, type).forEach(pair -> addPairs(resource, pair, rows, found));
        return found;
    }

    private void addPairs(
            IBaseResource resource,
            CodedQuantities.Pair pair,
            QuantityRows rows,
            SearchParamSet<ResourceIndexedSearchParamQuantity> found) {
        for (IBase element : values(resource, pair.path())) {
            List<String> codes = new ArrayList<>();
            values(element, pair.code()).forEach(code -> codes.addAll(codes(code)));
            if (!codes.isEmpty()) {
                values(element, pair.value()).forEach(value -> found.addAll(rows.ofPairs(pair.name(), codes, value)));
            }
        }
    }

    private List<? extends IBase> values(IBase of, String path) {
        return getPathValueExtractor(of, path).get();
    }

    private static List<String> codes(IBase element) {
        List<Coding> codings = element instanceof CodeableConcept concept
                ? concept.getCoding()
                : element instanceof Coding coding ? List.of(coding) : List.of();
        List<String> names = new ArrayList<>();
        codings.stream().filter(Coding::hasCode).forEach(coding -> {
            names.add(IndexName.code(coding.hasSystem() ? coding.getSystem() : "", coding.getCode()));
            names.add(IndexName.code(coding.getCode()));
        });
        return names;
    }
}
