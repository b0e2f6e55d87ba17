package org.platelink.platform.hapi.storage;

import ca.uhn.fhir.interceptor.model.RequestPartitionId;
import ca.uhn.fhir.jpa.dao.index.SearchParamWithInlineReferencesExtractor;
import ca.uhn.fhir.jpa.model.entity.ResourceTable;
import ca.uhn.fhir.jpa.searchparam.extractor.ResourceIndexedSearchParams;
import ca.uhn.fhir.rest.api.server.RequestDetails;
import ca.uhn.fhir.rest.api.server.storage.TransactionDetails;
import java.util.Collection;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.function.Consumer;
import org.hl7.fhir.instance.model.api.IBaseResource;

/**
 * Search parameter extractor that evaluates a resource once per write instead of twice. HAPI stores a new resource of
 * a transaction in two passes, before and after its references are resolved, and extracts the index values in both.
 * Of the first pass it only keeps which kinds of values there are (the flags of {@code hfj_resource}), and sets them
 * again in the second. So the first pass gets the kinds that the previous resource of the type had. That is mostly
 * right and saves the second pass an update; where it is wrong, the second pass corrects it here.
 */
final class SearchParamExtractionCache extends SearchParamWithInlineReferencesExtractor {

    /** One value of each kind that the previous resource of a type had. Bounded by the number of resource types. */
    private final Map<String, ResourceIndexedSearchParams> kinds = new ConcurrentHashMap<>();

    @Override
    public void populateFromResource(
            RequestPartitionId partition,
            ResourceIndexedSearchParams values,
            TransactionDetails transaction,
            ResourceTable entity,
            IBaseResource resource,
            ResourceIndexedSearchParams existing,
            RequestDetails request,
            boolean indexing) {
        ResourceIndexedSearchParams last = kinds.get(entity.getResourceType());
        if (!indexing && last != null) {
            copyOneOfEach(last, values);
            return;
        }
        super.populateFromResource(partition, values, transaction, entity, resource, existing, request, indexing);
        ResourceIndexedSearchParams these = ResourceIndexedSearchParams.withSets();
        copyOneOfEach(values, these);
        kinds.put(entity.getResourceType(), these);
        noteKinds(values, entity);
    }

    /**
     * Sets the flags for the kinds of values that the resource has. In the second pass HAPI sets them only for what
     * changed between the two passes. Values of a kind without its flag are not looked up when the resource is
     * updated, and the old ones would stay in the index. A flag without values costs one query only, so no flag is
     * removed.
     */
    private static void noteKinds(ResourceIndexedSearchParams values, ResourceTable entity) {
        note(values.myStringParams, entity::setParamsStringPopulated);
        note(values.myTokenParams, entity::setParamsTokenPopulated);
        note(values.myNumberParams, entity::setParamsNumberPopulated);
        note(values.myQuantityParams, entity::setParamsQuantityPopulated);
        note(values.myQuantityNormalizedParams, entity::setParamsQuantityNormalizedPopulated);
        note(values.myDateParams, entity::setParamsDatePopulated);
        note(values.myUriParams, entity::setParamsUriPopulated);
        note(values.myCoordsParams, entity::setParamsCoordsPopulated);
        note(values.myComboStringUniques, entity::setParamsComboStringUniquePresent);
        note(values.myComboTokenNonUnique, entity::setParamsComboTokensNonUniquePresent);
        note(values.myLinks, entity::setHasLinks);
    }

    private static void note(Collection<?> values, Consumer<Boolean> entity) {
        if (!values.isEmpty()) {
            entity.accept(true);
        }
    }

    private static void copyOneOfEach(ResourceIndexedSearchParams from, ResourceIndexedSearchParams to) {
        copyOne(from.myStringParams, to.myStringParams);
        copyOne(from.myTokenParams, to.myTokenParams);
        copyOne(from.myNumberParams, to.myNumberParams);
        copyOne(from.myQuantityParams, to.myQuantityParams);
        copyOne(from.myQuantityNormalizedParams, to.myQuantityNormalizedParams);
        copyOne(from.myDateParams, to.myDateParams);
        copyOne(from.myUriParams, to.myUriParams);
        copyOne(from.myCoordsParams, to.myCoordsParams);
        copyOne(from.myComboStringUniques, to.myComboStringUniques);
        copyOne(from.myComboTokenNonUnique, to.myComboTokenNonUnique);
        copyOne(from.myLinks, to.myLinks);
    }

    private static <T> void copyOne(Collection<T> from, Collection<T> to) {
        if (!from.isEmpty()) {
            to.add(from.iterator().next());
        }
    }
}
