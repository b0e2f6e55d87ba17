package org.platelink.analytics.extract;

import ca.uhn.fhir.jpa.api.dao.DaoRegistry;
import ca.uhn.fhir.jpa.api.dao.IFhirResourceDao;
import ca.uhn.fhir.jpa.searchparam.SearchParameterMap;
import ca.uhn.fhir.rest.api.server.SystemRequestDetails;
import ca.uhn.fhir.rest.param.TokenOrListParam;
import ca.uhn.fhir.rest.param.TokenParam;
import ca.uhn.fhir.rest.server.exceptions.ResourceGoneException;
import ca.uhn.fhir.rest.server.exceptions.ResourceNotFoundException;
import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.hl7.fhir.r4.model.Expression;
import org.hl7.fhir.r4.model.Extension;
import org.hl7.fhir.r4.model.Group;
import org.hl7.fhir.r4.model.IdType;
import org.hl7.fhir.r4.model.Patient;
import org.platelink.platform.canonical.CanonicalUrls;
import org.platelink.platform.server.FhirErrors;
import org.platelink.security.access.Caller;
import org.platelink.security.access.SearchRestrictions;

/**
 * Resolves the patients that a request names, individually or by a Group. A Group of patients defines its members by
 * a search, which is run anew each time; it lists nobody itself.
 */
public final class Patients {

    static final String MEMBER_FILTER = CanonicalUrls.STRUCTURE_DEFINITION + "member-filter";
    private static final String OF_PATIENTS = "Patient?";
    private static final Pattern REFERENCE =
            Pattern.compile("(?:https?://[^ ]+/)?(?:(Patient|Group)/)?([A-Za-z0-9.-]{1,64})");

    private final DaoRegistry resources;
    private final SearchRestrictions extents;

    Patients(DaoRegistry resources, SearchRestrictions extents) {
        this.resources = resources;
        this.extents = extents;
    }

    /**
     * The ids of the patients.
     *
     * @param caller who asks
     * @param named references to Patients; one that the caller may not see is treated as one that does not exist
     * @param groups references to Groups
     * @throws ca.uhn.fhir.rest.server.exceptions.InvalidRequestException (400) if one of them does not exist
     */
    public List<String> of(Caller caller, List<String> named, List<String> groups) {
        Set<String> ids = new LinkedHashSet<>(seen(caller, named));
        for (String group : groups) {
            ids.addAll(ofGroup(caller, group));
        }
        return List.copyOf(ids);
    }

    private List<String> seen(Caller caller, List<String> named) {
        if (named.isEmpty()) {
            return List.of();
        }
        List<String> ids =
                named.stream().map(name -> id(name, "Patient", "patient")).toList();
        SearchParameterMap search = extents.search(caller, "Patient", "");
        TokenOrListParam any = new TokenOrListParam();
        ids.forEach(id -> any.add(new TokenParam(id)));
        search.add("_id", any);
        List<String> found = ids(search);
        for (String id : ids) {
            if (!found.contains(id)) {
                throw FhirErrors.unknown("patient", "There is no Patient/" + id + " that you may see.");
            }
        }
        return found;
    }

    /**
     * The ids of those members of a Group that the caller may see.
     *
     * @throws ca.uhn.fhir.rest.server.exceptions.InvalidRequestException (400) if there is no such Group
     */
    public List<String> ofGroup(Caller caller, String group) {
        String id = id(group, "Group", "group");
        Group read;
        try {
            read = resources.getResourceDao(Group.class).read(new IdType("Group", id), new SystemRequestDetails());
        } catch (ResourceNotFoundException | ResourceGoneException none) {
            throw FhirErrors.unknown("group", "There is no Group/" + id + ".");
        }
        Extension filter = read.getExtensionByUrl(MEMBER_FILTER);
        String query = Optional.ofNullable(filter)
                .flatMap(Patients::query)
                .orElseThrow(() -> FhirErrors.unknown(
                        "group",
                        "Group/" + id
                                + " is no group of participants: it has no member-filter. GET [base]/Group?actual=true "
                                + "lists those that there are."));
        return ids(extents.search(caller, "Patient", query));
    }

    /** The search criteria of a member-filter; empty if it is not a search of Patient. */
    static Optional<String> query(Extension filter) {
        return filter.getValue() instanceof Expression expression
                        && String.valueOf(expression.getExpression()).startsWith(OF_PATIENTS)
                ? Optional.of(expression.getExpression().substring(OF_PATIENTS.length()))
                : Optional.empty();
    }

    private static String id(String reference, String type, String parameter) {
        Matcher form = REFERENCE.matcher(reference);
        if (!form.matches() || (form.group(1) != null && !form.group(1).equals(type))) {
            throw FhirErrors.invalid(
                    parameter, "The parameter " + parameter + " is a reference such as " + type + "/1.");
        }
        return form.group(2);
    }

    private List<String> ids(SearchParameterMap search) {
        search.setLoadSynchronous(true);
        IFhirResourceDao<Patient> patients = resources.getResourceDao(Patient.class);
        List<String> ids = new ArrayList<>();
        patients.searchForResourceIds(search, new SystemRequestDetails()).forEach(id -> ids.add(id.getIdPart()));
        return ids;
    }
}
