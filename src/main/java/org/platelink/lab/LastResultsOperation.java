package org.platelink.lab;

import ca.uhn.fhir.jpa.api.dao.IFhirResourceDao;
import ca.uhn.fhir.jpa.searchparam.SearchParameterMap;
import ca.uhn.fhir.model.api.annotation.Description;
import ca.uhn.fhir.model.valueset.BundleTypeEnum;
import ca.uhn.fhir.rest.annotation.Operation;
import ca.uhn.fhir.rest.annotation.OperationParam;
import ca.uhn.fhir.rest.api.SortOrderEnum;
import ca.uhn.fhir.rest.api.SortSpec;
import ca.uhn.fhir.rest.api.server.IBundleProvider;
import ca.uhn.fhir.rest.api.server.RequestDetails;
import ca.uhn.fhir.rest.api.server.SystemRequestDetails;
import ca.uhn.fhir.rest.param.ReferenceAndListParam;
import ca.uhn.fhir.rest.param.TokenAndListParam;
import ca.uhn.fhir.rest.server.IResourceProvider;
import ca.uhn.fhir.rest.server.SimpleBundleProvider;
import ca.uhn.fhir.rest.server.exceptions.InvalidRequestException;
import java.util.List;
import org.hl7.fhir.instance.model.api.IBaseResource;
import org.hl7.fhir.r4.model.IntegerType;
import org.hl7.fhir.r4.model.Observation;
import org.jspecify.annotations.Nullable;

/** {@code Observation/$lastn} of one subject or a few. HAPI's own needs a search engine beside the database. */
class LastResultsOperation implements IResourceProvider {

    private static final int MOST_RESULTS = 10_000;

    private final IFhirResourceDao<Observation> observations;

    LastResultsOperation(IFhirResourceDao<Observation> observations) {
        this.observations = observations;
    }

    @Override
    public Class<? extends IBaseResource> getResourceType() {
        return Observation.class;
    }

    @Operation(name = "$lastn", idempotent = true, bundleType = BundleTypeEnum.SEARCHSET)
    public IBundleProvider lastResults(
            RequestDetails request,
            @Description("whose results; this or patient must be given")
                    @OperationParam(name = "subject", max = 1)
                    @Nullable
                    ReferenceAndListParam subject,
            @OperationParam(name = "patient", max = 1) @Nullable ReferenceAndListParam patient,
            @OperationParam(name = "category", max = 1) @Nullable TokenAndListParam category,
            @OperationParam(name = "code", max = 1) @Nullable TokenAndListParam code,
            @OperationParam(name = "max", typeName = "integer", max = 1) @Nullable IntegerType max) {
        if (subject == null && patient == null) {
            throw new InvalidRequestException("$lastn needs a subject: add subject=Patient/... to the request.");
        }
        int number = max == null ? 1 : max.getValue();
        if (number < 1) {
            throw new InvalidRequestException("max must be 1 or more; it is " + number + ".");
        }
        SearchParameterMap criteria = SearchParameterMap.newSynchronous();
        criteria.add(Observation.SP_SUBJECT, subject);
        criteria.add(Observation.SP_PATIENT, patient);
        criteria.add(Observation.SP_CATEGORY, category);
        criteria.add(Observation.SP_CODE, code);
        criteria.setSort(new SortSpec(Observation.SP_DATE, SortOrderEnum.DESC));
        criteria.setLoadSynchronousUpTo(MOST_RESULTS + 1);
        List<Observation> newestFirst = all(criteria, request);
        if (newestFirst.size() > MOST_RESULTS) {
            throw new InvalidRequestException(
                    "The subject has more than " + MOST_RESULTS + " such results; narrow the request by code.");
        }
        return new SimpleBundleProvider(new LastResults(number).among(newestFirst));
    }

    /**
     * All results and not a page of them: HAPI holds a search of a request to the size of a page. So the request searches for ids,
     * by which the access rules narrow the criteria to what the client may see, and the server searches by what they have become.
     */
    private List<Observation> all(SearchParameterMap criteria, RequestDetails request) {
        observations.searchForIds(criteria, request);
        return observations.search(criteria, new SystemRequestDetails()).getAllResources().stream()
                .map(Observation.class::cast)
                .toList();
    }
}
