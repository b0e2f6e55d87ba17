package org.platelink.analytics.everything;

import ca.uhn.fhir.model.valueset.BundleTypeEnum;
import ca.uhn.fhir.rest.annotation.IdParam;
import ca.uhn.fhir.rest.annotation.Operation;
import ca.uhn.fhir.rest.api.server.IBundleProvider;
import ca.uhn.fhir.rest.api.server.RequestDetails;
import ca.uhn.fhir.rest.server.IResourceProvider;
import org.hl7.fhir.instance.model.api.IBaseResource;
import org.hl7.fhir.r4.model.IdType;
import org.hl7.fhir.r4.model.Patient;
import org.jspecify.annotations.Nullable;
import org.platelink.platform.server.FhirErrors;

/** FHIR operation {@code Patient/[id]/$everything}. */
class EverythingOperation implements IResourceProvider {

    private static final String NAME = "$everything";
    private static final String CANONICAL = "http://hl7.org/fhir/OperationDefinition/Patient-everything";

    private final Everything everything;

    EverythingOperation(Everything everything) {
        this.everything = everything;
    }

    @Override
    public Class<? extends IBaseResource> getResourceType() {
        return Patient.class;
    }

    @Operation(name = NAME, idempotent = true, canonicalUrl = CANONICAL, bundleType = BundleTypeEnum.SEARCHSET)
    public IBundleProvider everything(@IdParam(optional = true) @Nullable IdType id, RequestDetails request) {
        if (id == null) {
            // Without an id, HAPI's own operation would answer with the resources of all patients.
            throw FhirErrors.unsupported(
                    "Patient",
                    "$everything is asked of one participant here: Patient/[id]/$everything. All of them are searched type by"
                            + " type, or taken out by $export.");
        }
        return everything.of(request, EverythingQuery.of(request, id.getIdPart()));
    }
}
