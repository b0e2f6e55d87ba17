package org.platelink.platform.definition;

import ca.uhn.fhir.rest.annotation.IdParam;
import ca.uhn.fhir.rest.annotation.Read;
import ca.uhn.fhir.rest.annotation.Search;
import ca.uhn.fhir.rest.api.server.IBundleProvider;
import ca.uhn.fhir.rest.api.server.RequestDetails;
import ca.uhn.fhir.rest.server.IResourceProvider;
import ca.uhn.fhir.rest.server.exceptions.ResourceNotFoundException;
import org.hl7.fhir.instance.model.api.IBaseResource;
import org.hl7.fhir.r4.model.IdType;
import org.hl7.fhir.r4.model.MetadataResource;

/**
 * Resource provider for reads and searches of one type of the guide's definitions. It replaces HAPI's own, which
 * would look into the store.
 */
class DefinitionProvider implements IResourceProvider {

    private final Class<? extends MetadataResource> type;
    private final Definitions definitions;
    private final DefinitionSearch search;

    DefinitionProvider(Class<? extends MetadataResource> type, Definitions definitions, DefinitionSearch search) {
        this.type = type;
        this.definitions = definitions;
        this.search = search;
    }

    @Override
    public Class<? extends IBaseResource> getResourceType() {
        return type;
    }

    @Read
    public IBaseResource read(@IdParam IdType id) {
        return definitions
                .find(type.getSimpleName(), id.getIdPart())
                .<IBaseResource>map(MetadataResource::copy)
                .orElseThrow(() -> new ResourceNotFoundException(id));
    }

    @Search(allowUnknownParams = true)
    public IBundleProvider search(RequestDetails request) {
        return search.of(request, type.getSimpleName());
    }
}
