package org.platelink.security.access;

import ca.uhn.fhir.jpa.api.dao.DaoRegistry;
import ca.uhn.fhir.jpa.searchparam.SearchParameterMap;
import ca.uhn.fhir.rest.api.server.SystemRequestDetails;
import ca.uhn.fhir.rest.param.TokenParam;
import java.util.List;

/** Whether a stored resource lies within a reach. */
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
     * A resource that is to be updated by its id.
     *
     * @param reach how far the right to update it reaches
     */
    record Update(String type, String id, AccessGrant reach) {}

    /** Whether a resource is there and lies within the reach. */
    boolean holds(String type, String id, AccessGrant reach) {
        SearchParameterMap search = byId(id);
        narrowing.hold(search, type, reach);
        return found(type, search);
    }

    /** Refuses what lies beyond the reach like what is not there; whether it is, matters only where the reach has an end. */
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
     * Refuses updates beyond the reach like those of what is not there and may not be made under this id, in words and in the
     * questions that are asked of the database.
     */
    void requireMayUpdate(Caller caller, List<Update> updates) {
        for (Update update : updates) {
            if (update.reach().isWhole() || holds(update.type(), update.id(), update.reach())) {
                continue;
            }
            // Under an id of its own something may have been made before ids were held to sites.
            if (!clientAssignedIds.mayBe(update.id(), caller, update.reach()) || exists(update.type(), update.id())) {
                throw Refusals.notToUpdate(caller, update.type(), update.id());
            }
        }
    }
}
