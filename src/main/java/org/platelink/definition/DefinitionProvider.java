package org.platelink.definition;

import ca.uhn.fhir.rest.annotation.IdParam;
import ca.uhn.fhir.rest.annotation.Read;
import ca.uhn.fhir.rest.annotation.Search;
import ca.uhn.fhir.rest.api.server.IBundleProvider;
import ca.uhn.fhir.rest.api.server.RequestDetails;
import ca.uhn.fhir.rest.server.IResourceProvider;
import ca.uhn.fhir.rest.server.exceptions.ResourceNotFoundException;
import java.util.Optional;
import java.util.function.BiFunction;
import org.hl7.fhir.instance.model.api.IBaseResource;
import org.hl7.fhir.r4.model.IdType;
import org.hl7.fhir.r4.model.MetadataResource;

/** Reads and searches of one type of the guide's definitions. In the place of HAPI's own, which would look into the store. */
class DefinitionProvider implements IResourceProvider {

    private final Class<? extends MetadataResource> type;
    private final Definitions definitions;
    private final DefinitionSearch search;
    private final BiFunction<IdType, RequestDetails, Optional<IBaseResource>> others;

    /** @param others where a definition that is not the guide's may be */
    DefinitionProvider(
            Class<? extends MetadataResource> type,
            Definitions definitions,
            DefinitionSearch search,
            BiFunction<IdType, RequestDetails, Optional<IBaseResource>> others) {
        this.type = type;
        this.definitions = definitions;
        this.search = search;
        this.others = others;
    }

    @Override
    public Class<? extends IBaseResource> getResourceType() {
        return type;
    }

    @Read
    public IBaseResource read(@IdParam IdType id, RequestDetails request) {
        return definitions
                .find(type.getSimpleName(), id.getIdPart())
                .<IBaseResource>map(MetadataResource::copy)
                .or(() -> others.apply(id, request))
                .orElseThrow(() -> new ResourceNotFoundException(id));
    }

    @Search(allowUnknownParams = true)
    public IBundleProvider search(RequestDetails request) {
        return search.of(request, type.getSimpleName());
    }
}
