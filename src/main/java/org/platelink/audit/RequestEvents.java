package org.platelink.audit;

import ca.uhn.fhir.rest.server.servlet.ServletRequestDetails;
import jakarta.servlet.http.HttpServletRequest;
import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;
import org.hl7.fhir.r4.model.Resource;

/** The events of requests that change nothing. */
final class RequestEvents {

    private final NamedPatients patients;

    RequestEvents(NamedPatients patients) {
        this.patients = patients;
    }

    /** A search or a look into the history. */
    Event question(ServletRequestDetails request, Origin origin) {
        return Event.rest(
                origin,
                origin.action(),
                Outcome.SUCCESS,
                null,
                Asked.by(request).entities());
    }

    /** A resource that was read. */
    Event read(Resource resource, Origin origin) {
        List<Entity> about = new ArrayList<>();
        about.add(Entity.resource(resource.getIdElement().toUnqualified().getValue(), null));
        Set<String> subjects = new LinkedHashSet<>();
        patients.addTo(subjects, resource);
        subjects.forEach(subject -> about.add(Entity.patient(subject)));
        return Event.rest(origin, Action.READ, Outcome.SUCCESS, null, about);
    }

    /** An operation, or a write after which everything was as before. */
    Event other(ServletRequestDetails request, Origin origin) {
        return Event.rest(
                origin,
                origin.action(),
                Outcome.SUCCESS,
                "Nothing was changed.",
                Asked.by(request.getServletRequest()).entities());
    }

    /** A request that is answered with a status and without what it asked for. */
    Event failure(HttpServletRequest http, int status, Origin origin) {
        return Event.rest(
                origin,
                origin.action(),
                Outcome.ofStatus(status),
                "Answered with HTTP status " + status + ".",
                Asked.by(http).entities());
    }
}
