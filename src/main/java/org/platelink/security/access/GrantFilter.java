package org.platelink.security.access;

import ca.uhn.fhir.context.FhirContext;
import ca.uhn.fhir.jpa.searchparam.MatchUrlService;
import ca.uhn.fhir.jpa.searchparam.SearchParameterMap;
import ca.uhn.fhir.model.api.IQueryParameterType;
import ca.uhn.fhir.rest.param.ReferenceParam;
import ca.uhn.fhir.rest.param.TokenParam;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** Adds the restrictions of an {@link AccessGrant} to a search. */
final class GrantFilter {

    private final FhirContext fhir;
    private final MatchUrlService urls;
    private final AccessRules rules;
    private final Owners owners;
    private final PatientsOfSite patients;

    GrantFilter(FhirContext fhir, MatchUrlService urls, AccessRules rules, Owners owners, PatientsOfSite patients) {
        this.patients = patients;
        this.owners = owners;
        this.fhir = fhir;
        this.urls = urls;
        this.rules = rules;
    }

    void hold(SearchParameterMap search, String type, AccessGrant reach) {
        ofSite(search, type, reach.site());
        ofClient(search, type, reach.client());
        for (String condition : reach.conditions()) {
            SearchParameterMap more = urls.translateMatchUrl(type + "?" + condition, fhir.getResourceDefinition(type));
            more.entrySet().forEach(entry -> entry.getValue().forEach(ored -> add(search, entry.getKey(), ored)));
        }
    }

    private void ofSite(SearchParameterMap search, String type, @Nullable String site) {
        if (site == null) {
            return;
        }
        String patient = patientOf(type);
        if (patient.equals("-")) {
            search.add("organization", new ReferenceParam("Organization/" + site));
        } else if (!patients.areAllAskedFor(search, patient, site)) {
            search.add(patient, new ReferenceParam("Patient", "organization", "Organization/" + site));
        }
    }

    /** The search parameter by which a type refers to its Patient; {@code -} for the Patient itself. */
    String patientOf(String type) {
        return rules.patientOf(type)
                .orElseThrow(() -> new IllegalStateException("The rules tie " + type + " to a site and say not how."));
    }

    private void ofClient(SearchParameterMap search, String type, @Nullable String client) {
        if (client != null) {
            List<IQueryParameterType> made = new ArrayList<>();
            owners.of(client, type).forEach(id -> made.add(new TokenParam(id)));
            // No resource has the id ".", so a client that has created nothing finds nothing.
            made.add(new TokenParam("."));
            add(search, "_id", made);
        }
    }

    private static void add(SearchParameterMap search, String name, List<IQueryParameterType> ored) {
        if (search.get(name) == null) {
            search.put(name, new ArrayList<>());
        }
        search.get(name).add(ored);
    }
}
