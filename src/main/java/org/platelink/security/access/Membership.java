package org.platelink.security.access;

import ca.uhn.fhir.jpa.api.dao.DaoRegistry;
import ca.uhn.fhir.jpa.searchparam.SearchParameterMap;
import ca.uhn.fhir.rest.api.server.SystemRequestDetails;
import ca.uhn.fhir.rest.param.ReferenceOrListParam;
import ca.uhn.fhir.rest.param.ReferenceParam;
import ca.uhn.fhir.rest.param.TokenParam;
import java.util.Collection;
import java.util.List;

/** Checks whether a stored resource is covered by an access grant. */
final class Membership {

    private final DaoRegistry resources;
    private final GrantFilter narrowing;
    private final ClientAssignedIds clientAssignedIds;

    Membership(DaoRegistry resources, GrantFilter narrowing, ClientAssignedIds clientAssignedIds) {
        this.resources = resources;
        this.narrowing = narrowing;
        this.clientAssignedIds = clientAssignedIds;
    }

    /**
     * An update by id.
     *
     * @param reach the grant of the right to update it
     */
    record Update(String type, String id, AccessGrant reach) {}

    /** Whether a resource exists and is covered by the grant. */
    boolean holds(String type, String id, AccessGrant reach) {
        SearchParameterMap search = byId(id);
        narrowing.hold(search, type, reach);
        return found(type, search);
    }

    /** Whether a resource belongs to one of some Patients. */
    boolean isOfAny(String type, String id, Collection<String> patients) {
        String parameter = narrowing.patientOf(type);
        SearchParameterMap search = byId(id);
        ReferenceOrListParam any = new ReferenceOrListParam();
        patients.forEach(patient -> any.add(new ReferenceParam("Patient/" + patient)));
        search.add(parameter, any);
        return found(type, search);
    }

    /**
     * Refuses a resource outside the grant as not found (404). Without restrictions in the grant nothing is looked
     * up.
     */
    void require(String type, String id, AccessGrant reach) {
        if (!reach.isWhole() && !holds(type, id, reach)) {
            throw Refusals.notKnown(type, id);
        }
    }

    private boolean exists(String type, String id) {
        return found(type, byId(id));
    }

    private static SearchParameterMap byId(String id) {
        SearchParameterMap search = SearchParameterMap.newSynchronous("_id", new TokenParam(id));
        search.setLoadSynchronousUpTo(1);
        return search;
    }

    private boolean found(String type, SearchParameterMap search) {
        return !resources
                .getResourceDao(type)
                .searchForIds(search, new SystemRequestDetails())
                .isEmpty();
    }

    void requireMayUpdate(Caller caller, String type, String id, AccessGrant reach) {
        requireMayUpdate(caller, List.of(new Update(type, id, reach)));
    }

    /**
     * Refuses an update outside the grant in the same way as one of a resource that does not exist and may not be
     * created under this id: with the same message and the same database queries.
     */
    void requireMayUpdate(Caller caller, List<Update> updates) {
        for (Update update : updates) {
            if (update.reach().isWhole() || holds(update.type(), update.id(), update.reach())) {
                continue;
            }
            // A resource may have been created under such an id before ids were bound to sites.
            if (!clientAssignedIds.mayBe(update.id(), caller, update.reach()) || exists(update.type(), update.id())) {
                throw Refusals.notToUpdate(caller, update.type(), update.id());
            }
        }
    }
}
