package org.platelink.analytics.history;

import ca.uhn.fhir.rest.annotation.History;
import ca.uhn.fhir.rest.annotation.IdParam;
import ca.uhn.fhir.rest.api.server.IBundleProvider;
import ca.uhn.fhir.rest.api.server.RequestDetails;
import ca.uhn.fhir.rest.server.IResourceProvider;
import org.hl7.fhir.instance.model.api.IBaseResource;
import org.hl7.fhir.r4.model.IdType;
import org.hl7.fhir.r4.model.Resource;
import org.platelink.platform.server.ResourceTypeName;

/** Resource provider of {@code [type]/_history} and {@code [type]/[id]/_history}, in the place of HAPI's own. */
class HistoryProvider implements IResourceProvider {

    private final Class<? extends Resource> type;
    private final Histories histories;

    HistoryProvider(Class<? extends Resource> type, Histories histories) {
        this.type = type;
        this.histories = histories;
    }

    @Override
    public Class<? extends IBaseResource> getResourceType() {
        return type;
    }

    @History
    public IBundleProvider ofType(RequestDetails request) {
        return histories.of(request, HistoryQuery.of(request, ResourceTypeName.of(type), null));
    }

    @History
    public IBundleProvider ofOne(@IdParam IdType id, RequestDetails request) {
        return histories.of(request, HistoryQuery.of(request, ResourceTypeName.of(type), id.getIdPart()));
    }
}
