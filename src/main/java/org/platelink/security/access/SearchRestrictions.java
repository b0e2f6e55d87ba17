package org.platelink.security.access;

import ca.uhn.fhir.context.FhirContext;
import ca.uhn.fhir.jpa.searchparam.MatchUrlService;
import ca.uhn.fhir.jpa.searchparam.SearchParameterMap;
import ca.uhn.fhir.util.UrlUtil;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import org.platelink.platform.server.LastUpdatedRange;

/**
 * Gives code that reads resources from the store itself, and not by a FHIR search request, the restrictions of a
 * caller.
 */
public final class SearchRestrictions {

    private final FhirContext fhir;
    private final AccessRules rules;
    private final SearchFirewall firewall;
    private final ChainTypes types;
    private final GrantFilter narrowing;
    private final MatchUrlService urls;

    SearchRestrictions(
            FhirContext fhir,
            AccessRules rules,
            SearchFirewall firewall,
            ChainTypes types,
            GrantFilter narrowing,
            MatchUrlService urls) {
        this.types = types;
        this.fhir = fhir;
        this.rules = rules;
        this.firewall = firewall;
        this.narrowing = narrowing;
        this.urls = urls;
    }

    /**
     * The part of a type that a caller may read.
     *
     * @throws ca.uhn.fhir.rest.server.exceptions.BaseServerResponseException 401 or 403 if it may not search the type
     */
    public SearchRestriction of(Caller caller, String type) {
        AccessGrant reach = rules.require(caller, "search", type, Right.SEARCH);
        List<SearchParameterMap> anyOf = List.of();
        if (!reach.conditions().isEmpty()) {
            SearchParameterMap search = new SearchParameterMap();
            narrowing.hold(search, type, reach);
            anyOf = List.of(search);
        }
        String path = rules.patientElementOf(type)
                .filter(element -> !element.equals("-"))
                .map(element -> type + "." + element)
                .orElse(null);
        return new SearchRestriction(type, reach.site(), path, anyOf);
    }

    /**
     * The part of a type that a caller may read, restricted to what matches one of some searches.
     *
     * @param queries such as {@code status=final}; empty for all
     * @throws ca.uhn.fhir.rest.server.exceptions.BaseServerResponseException 400, 401 or 403 if it may not search so
     */
    public SearchRestriction of(Caller caller, String type, List<String> queries) {
        SearchRestriction whole = of(caller, type);
        if (queries.isEmpty()) {
            return whole;
        }
        return new SearchRestriction(
                type,
                whole.site(),
                whole.patientPath(),
                queries.stream().map(query -> search(caller, type, query)).toList());
    }

    /**
     * A search with the restrictions of a caller: it may use only allowed parameters, and finds only what the caller
     * may find.
     *
     * @param query such as {@code status=final}, encoded as in a URL
     * @throws ca.uhn.fhir.rest.server.exceptions.BaseServerResponseException 400, 401 or 403 if the caller may not
     *     make it
     */
    public SearchParameterMap search(Caller caller, String type, String query) {
        AccessGrant reach = rules.require(caller, "search", type, Right.SEARCH);
        firewall.check(caller, type, UrlUtil.parseQueryStrings(query));
        SearchParameterMap search = urls.translateMatchUrl(
                type + "?" + LastUpdatedRange.in(query, Instant.now()), fhir.getResourceDefinition(type));
        types.complete(caller, type, search);
        narrowing.hold(search, type, reach);
        return search;
    }

    /** The types whose resources belong to a Patient, Patient included. */
    public Set<String> typesOfPatients() {
        return rules.typesOfPatients();
    }

    /** The elements by which these types refer to their Patient, such as {@code Observation.subject}. */
    public List<String> patientPaths() {
        return rules.typesOfPatients().stream()
                .filter(type -> !type.equals("Patient"))
                .map(type -> type + "." + rules.patientElementOf(type).orElseThrow())
                .toList();
    }

    /**
     * A search for the resources of one Patient, with the restrictions of a caller.
     *
     * @param type one of {@link #typesOfPatients}
     * @param patient the id of the Patient
     * @param query further conditions, encoded as in a URL; empty for all
     * @throws ca.uhn.fhir.rest.server.exceptions.BaseServerResponseException 400, 401 or 403 if the caller may not
     *     make it
     */
    public SearchParameterMap ofPatient(Caller caller, String type, String patient, String query) {
        String parameter = rules.patientOf(type).orElseThrow();
        String own = parameter.equals("-") ? "_id=" : parameter + "=Patient/";
        return search(caller, type, own + UrlUtil.escapeUrlParam(patient) + (query.isEmpty() ? "" : "&" + query));
    }

    /**
     * A search for the resources of a type whose history a caller may see.
     *
     * @return empty if there is no restriction
     * @throws ca.uhn.fhir.rest.server.exceptions.BaseServerResponseException 401 or 403 if the caller may see none
     */
    public Optional<SearchParameterMap> ofHistory(Caller caller, String type) {
        AccessGrant reach = rules.require(caller, "history", type, Right.READ);
        if (reach.isWhole()) {
            return Optional.empty();
        }
        SearchParameterMap search = new SearchParameterMap();
        narrowing.hold(search, type, reach);
        return Optional.of(search);
    }
}
