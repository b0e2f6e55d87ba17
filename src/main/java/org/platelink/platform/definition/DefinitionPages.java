package org.platelink.platform.definition;

import ca.uhn.fhir.model.api.ResourceMetadataKeyEnum;
import ca.uhn.fhir.model.valueset.BundleEntrySearchModeEnum;
import ca.uhn.fhir.rest.server.SimpleBundleProvider;
import ca.uhn.fhir.rest.server.method.ResponsePage.ResponsePageBuilder;
import java.util.List;
import org.hl7.fhir.instance.model.api.IBaseResource;
import org.hl7.fhir.r4.model.MetadataResource;

/** Result of a search of the definitions. Each page has copies, as HAPI may write into what it sends. */
final class DefinitionPages extends SimpleBundleProvider {

    DefinitionPages(List<MetadataResource> found, String name) {
        super(found, name);
    }

    @Override
    public List<IBaseResource> getResources(int from, int to, ResponsePageBuilder page) {
        return super.getResources(from, to, page).stream()
                .<IBaseResource>map(one -> matched((MetadataResource) one))
                .toList();
    }

    private static MetadataResource matched(MetadataResource found) {
        MetadataResource copy = found.copy();
        ResourceMetadataKeyEnum.ENTRY_SEARCH_MODE.put(copy, BundleEntrySearchModeEnum.MATCH);
        return copy;
    }
}
