package org.platelink.search;

import ca.uhn.fhir.model.primitive.InstantDt;
import ca.uhn.fhir.rest.api.server.IBundleProvider;
import ca.uhn.fhir.rest.server.method.ResponsePage.ResponsePageBuilder;
import ca.uhn.fhir.rest.server.servlet.ServletRequestDetails;
import java.util.Date;
import java.util.List;
import java.util.OptionalInt;
import org.hl7.fhir.instance.model.api.IBaseResource;
import org.hl7.fhir.instance.model.api.IPrimitiveType;
import org.jspecify.annotations.Nullable;

/** A held search in the form in which HAPI's server asks for pages, on behalf of one request. */
record HeldPages(HeldSearch search, PageReader reader, ServletRequestDetails request) implements IBundleProvider {

    @Override
    public List<IBaseResource> getResources(int from, int to, ResponsePageBuilder page) {
        return reader.read(search, from, to, page, request);
    }

    @Override
    public String getUuid() {
        return search.uuid();
    }

    /** Unknown until the end has been read. */
    @Override
    public @Nullable Integer size() {
        OptionalInt total = reader.total(search, request);
        return total.isPresent() ? total.getAsInt() : null;
    }

    @Override
    public IPrimitiveType<Date> getPublished() {
        return new InstantDt(search.begun());
    }

    @Override
    public @Nullable Integer preferredPageSize() {
        return search.parameters().getCount();
    }
}
