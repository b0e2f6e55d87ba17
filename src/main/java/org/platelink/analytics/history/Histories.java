package org.platelink.analytics.history;

import ca.uhn.fhir.jpa.api.dao.DaoRegistry;
import ca.uhn.fhir.jpa.model.dao.JpaPid;
import ca.uhn.fhir.jpa.searchparam.SearchParameterMap;
import ca.uhn.fhir.rest.api.server.IBundleProvider;
import ca.uhn.fhir.rest.api.server.RequestDetails;
import ca.uhn.fhir.rest.api.server.SystemRequestDetails;
import ca.uhn.fhir.rest.param.DateParam;
import ca.uhn.fhir.rest.param.DateRangeParam;
import ca.uhn.fhir.rest.param.ParamPrefixEnum;
import ca.uhn.fhir.rest.param.TokenParam;
import ca.uhn.fhir.rest.server.exceptions.ResourceNotFoundException;
import java.util.Date;
import java.util.List;
import java.util.Optional;
import org.hl7.fhir.r4.model.IdType;
import org.jspecify.annotations.Nullable;
import org.platelink.platform.hapi.table.HistoryTable;
import org.platelink.platform.server.FhirErrors;
import org.platelink.platform.server.PageSource;
import org.platelink.security.access.Caller;
import org.platelink.security.access.SearchRestrictions;

/**
 * Answers history requests for a resource or a type. A caller sees the versions of the resources that it may see now:
 * of a resource that it may read, all versions, in the history of the type as in that of the resource.
 */
final class Histories implements PageSource {

    /** Upper limit of the resource ids held in memory at once. */
    private static final int MOST = 1_000_000;

    private final SearchRestrictions extents;
    private final DaoRegistry resources;
    private final HistoryTable table;

    Histories(SearchRestrictions extents, DaoRegistry resources, HistoryTable table) {
        this.extents = extents;
        this.resources = resources;
        this.table = table;
    }

    /**
     * Answers a query.
     *
     * @throws ca.uhn.fhir.rest.server.exceptions.BaseServerResponseException 401, 403 or 404 if it has no answer for
     *     the caller
     */
    IBundleProvider of(RequestDetails request, HistoryQuery question) {
        Caller caller = Caller.of(request).orElse(Caller.PUBLIC);
        Long[] held = held(extents.ofHistory(caller, question.type()), question);
        HistoryTable.Extent extent = table.extent(selection(question, held));
        Date newest = extent.newest() == null ? new Date(0) : extent.newest();
        HistoryQuery whole = question.newest() == null ? question.upTo(newest) : question;
        return new HistoryPages(
                extent.number(),
                name(whole.text()),
                (from, to) -> table.read(table.versions(selection(whole, held), from, to), request));
    }

    private static HistoryTable.Selection selection(HistoryQuery question, Long @Nullable [] held) {
        HistoryQuery.Span at = question.at();
        return new HistoryTable.Selection(
                question.type(),
                question.since(),
                question.newest(),
                at == null ? null : at.from(),
                at == null ? null : at.to(),
                held);
    }

    /** HAPI's primary keys of the resources whose versions are included; null for all resources of the type. */
    private Long @Nullable [] held(Optional<SearchParameterMap> reach, HistoryQuery question) {
        if (reach.isEmpty() && question.id() == null) {
            return null;
        }
        SearchParameterMap search = reach.orElseGet(SearchParameterMap::new);
        if (question.id() != null) {
            search.add("_id", new TokenParam(question.id()));
        }
        if (question.since() != null && question.id() == null) {
            // A resource that was not changed since then has no version since then.
            search.setLastUpdated(
                    new DateRangeParam(new DateParam(ParamPrefixEnum.GREATERTHAN_OR_EQUALS, question.since()), null));
        }
        search.setLoadSynchronousUpTo(MOST + 1);
        List<?> ids = resources.getResourceDao(question.type()).searchForIds(search, new SystemRequestDetails());
        if (ids.size() > MOST) {
            throw FhirErrors.tooCostly("That is the history of more than " + MOST
                    + " resources; ask for a part of it, by _since, or for that of one resource.");
        }
        if (ids.isEmpty() && question.id() != null) {
            throw new ResourceNotFoundException(new IdType(question.type(), question.id()));
        }
        return ids.stream().map(id -> ((JpaPid) id).getId()).toArray(Long[]::new);
    }

    @Override
    public String prefix() {
        return "history.";
    }

    @Override
    public Optional<IBundleProvider> find(RequestDetails request, String question) {
        return HistoryQuery.parse(question)
                .filter(asked -> request.getFhirContext().getResourceTypes().contains(asked.type()))
                .map(asked -> of(request, asked));
    }
}
