package org.platelink.laboratory.lab;

import ca.uhn.fhir.jpa.api.dao.IFhirResourceDao;
import ca.uhn.fhir.jpa.searchparam.SearchParameterMap;
import ca.uhn.fhir.model.api.annotation.Description;
import ca.uhn.fhir.model.valueset.BundleTypeEnum;
import ca.uhn.fhir.rest.annotation.Operation;
import ca.uhn.fhir.rest.annotation.OperationParam;
import ca.uhn.fhir.rest.api.SortOrderEnum;
import ca.uhn.fhir.rest.api.SortSpec;
import ca.uhn.fhir.rest.api.server.RequestDetails;
import ca.uhn.fhir.rest.api.server.SystemRequestDetails;
import ca.uhn.fhir.rest.param.DateAndListParam;
import ca.uhn.fhir.rest.param.ReferenceAndListParam;
import ca.uhn.fhir.rest.param.TokenAndListParam;
import ca.uhn.fhir.rest.param.TokenParam;
import ca.uhn.fhir.rest.param.TokenParamModifier;
import ca.uhn.fhir.rest.server.IResourceProvider;
import ca.uhn.fhir.rest.server.RestfulServerUtils;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;
import org.hl7.fhir.instance.model.api.IBaseResource;
import org.hl7.fhir.r4.model.Bundle;
import org.hl7.fhir.r4.model.Bundle.BundleType;
import org.hl7.fhir.r4.model.Bundle.SearchEntryMode;
import org.hl7.fhir.r4.model.IntegerType;
import org.hl7.fhir.r4.model.Observation;
import org.hl7.fhir.r4.model.Observation.ObservationStatus;
import org.hl7.fhir.r4.model.Parameters;
import org.jspecify.annotations.Nullable;
import org.platelink.platform.server.FhirErrors;

/**
 * The operation {@code Observation/$lastn} for one subject or a few. HAPI's own implementation needs a search engine
 * beside the database.
 *
 * <p>It accepts only the parameters that it declares, with their modifiers. Results with status entered-in-error are
 * excluded, unless they are requested by status.
 */
class LastResultsOperation implements IResourceProvider {

    private static final int MOST_RESULTS = 10_000;

    private static final String ENTERED_IN_ERROR = ObservationStatus.ENTEREDINERROR.toCode();

    private static final List<String> SEARCHED = List.of(
            Observation.SP_SUBJECT,
            Observation.SP_PATIENT,
            Observation.SP_CATEGORY,
            Observation.SP_CODE,
            Observation.SP_DATE,
            Observation.SP_STATUS,
            Observation.SP_ENCOUNTER);

    private static final String MAX = "max";

    /** Parameters that only affect the format of the response. */
    private static final Set<String> OF_ANY_ANSWER = Set.of("_format", "_pretty", "_summary", "_elements");

    private final IFhirResourceDao<Observation> observations;

    LastResultsOperation(IFhirResourceDao<Observation> observations) {
        this.observations = observations;
    }

    @Override
    public Class<? extends IBaseResource> getResourceType() {
        return Observation.class;
    }

    @Operation(name = "$lastn", idempotent = true, bundleType = BundleTypeEnum.SEARCHSET)
    public Bundle lastResults(
            RequestDetails request,
            @Description("whose results; this or patient must be given")
                    @OperationParam(name = Observation.SP_SUBJECT, max = 1)
                    @Nullable
                    ReferenceAndListParam subject,
            @OperationParam(name = Observation.SP_PATIENT, max = 1) @Nullable ReferenceAndListParam patient,
            @OperationParam(name = Observation.SP_CATEGORY, max = 1) @Nullable TokenAndListParam category,
            @OperationParam(name = Observation.SP_CODE, max = 1) @Nullable TokenAndListParam code,
            @OperationParam(name = Observation.SP_DATE, max = OperationParam.MAX_UNLIMITED) @Nullable
                    DateAndListParam date,
            @Description("what should not have been recorded is among them only if entered-in-error is asked for")
                    @OperationParam(name = Observation.SP_STATUS, max = 1)
                    @Nullable
                    TokenAndListParam status,
            @OperationParam(name = Observation.SP_ENCOUNTER, max = 1) @Nullable ReferenceAndListParam encounter,
            @Description("how many of each kind, 1 if it is not given")
                    @OperationParam(name = MAX, typeName = "integer", max = 1)
                    @Nullable
                    IntegerType max) {
        mustBeDeclared(request);
        if (subject == null && patient == null) {
            throw FhirErrors.invalid("Parameters", "$lastn needs a subject: add subject=Patient/... to the request.");
        }
        int number = max == null ? 1 : max.getValue();
        if (number < 1) {
            throw FhirErrors.invalid(MAX, "max must be 1 or more; it is " + number + ".");
        }
        SearchParameterMap criteria = SearchParameterMap.newSynchronous();
        criteria.add(Observation.SP_SUBJECT, subject);
        criteria.add(Observation.SP_PATIENT, patient);
        criteria.add(Observation.SP_CATEGORY, category);
        criteria.add(Observation.SP_CODE, code);
        criteria.add(Observation.SP_DATE, date);
        criteria.add(Observation.SP_STATUS, status);
        criteria.add(Observation.SP_ENCOUNTER, encounter);
        if (!asksForErrors(status)) {
            criteria.add(Observation.SP_STATUS, new TokenParam(ENTERED_IN_ERROR).setModifier(TokenParamModifier.NOT));
        }
        criteria.setSort(new SortSpec(Observation.SP_DATE, SortOrderEnum.DESC));
        criteria.setLoadSynchronousUpTo(MOST_RESULTS + 1);
        List<Observation> newestFirst = all(criteria, request);
        if (newestFirst.size() > MOST_RESULTS) {
            throw FhirErrors.tooCostly(
                    "The subject has more than " + MOST_RESULTS + " such results; narrow the request by code or date.");
        }
        return answer(request, new LastResults(number).among(newestFirst));
    }

    /** Rejects undeclared parameters, which would otherwise be ignored. */
    private static void mustBeDeclared(RequestDetails request) {
        Set<String> given = new TreeSet<>(request.getParameters().keySet());
        given.removeAll(OF_ANY_ANSWER);
        if (request.getResource() instanceof Parameters body) {
            body.getParameter().forEach(parameter -> given.add(String.valueOf(parameter.getName())));
        }
        given.removeIf(name -> name.equals(MAX) || SEARCHED.contains(name.split("[:.]", 2)[0]));
        if (!given.isEmpty()) {
            String first = given.iterator().next();
            throw FhirErrors.unsupported(
                    first,
                    "$lastn has no parameter " + first + "; it has " + MAX + ", " + String.join(", ", SEARCHED)
                            + ". A search of Observation has more, and _sort=-date.");
        }
    }

    private static boolean asksForErrors(@Nullable TokenAndListParam status) {
        return status != null
                && status.getValuesAsQueryTokens().stream()
                        .flatMap(ored -> ored.getValuesAsQueryTokens().stream())
                        .anyMatch(one -> one.getModifier() == null && ENTERED_IN_ERROR.equals(one.getValue()));
    }

    /**
     * All results rather than a page: HAPI limits the search of a client request to the page size. So a search for
     * ids runs with the client's request, in which the access rules narrow the criteria to what the client may see;
     * then the server itself searches with the narrowed criteria.
     */
    private List<Observation> all(SearchParameterMap criteria, RequestDetails request) {
        observations.searchForIds(criteria, request);
        return observations.search(criteria, new SystemRequestDetails()).getAllResources().stream()
                .map(Observation.class::cast)
                .toList();
    }

    /**
     * All results in one Bundle: the operation has no paging, and HAPI would leave out what is beyond the first page.
     */
    private static Bundle answer(RequestDetails request, List<Observation> last) {
        Bundle answer = new Bundle().setType(BundleType.SEARCHSET).setTotal(last.size());
        answer.addLink()
                .setRelation("self")
                .setUrl(RestfulServerUtils.createLinkSelf(request.getFhirServerBase(), request));
        for (Observation result : last) {
            answer.addEntry()
                    .setFullUrl(request.getFhirServerBase() + "/"
                            + result.getIdElement().toUnqualifiedVersionless().getValue())
                    .setResource(result)
                    .getSearch()
                    .setMode(SearchEntryMode.MATCH);
        }
        return answer;
    }
}
