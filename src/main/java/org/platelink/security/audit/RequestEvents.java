package org.platelink.security.audit;

import ca.uhn.fhir.rest.server.servlet.ServletRequestDetails;
import jakarta.servlet.http.HttpServletRequest;
import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;
import org.hl7.fhir.instance.model.api.IBaseResource;
import org.hl7.fhir.r4.model.Resource;
import org.jspecify.annotations.Nullable;

/** Factory of audit events for requests that change nothing. */
final class RequestEvents {

    private final NamedPatients patients;

    RequestEvents(NamedPatients patients) {
        this.patients = patients;
    }

    /** A search or a history request: the query, and the patients of the resources in the answer. */
    Event question(ServletRequestDetails request, Origin origin, @Nullable IBaseResource answer) {
        return Event.rest(
                origin, origin.action(), Outcome.SUCCESS, null, about(RequestDescription.by(request), origin, answer));
    }

    /** A read of a resource. */
    Event read(Resource resource, Origin origin) {
        List<Entity> about = new ArrayList<>();
        about.add(Entity.resource(resource.getIdElement().toUnqualified().getValue(), null));
        Set<String> subjects = new LinkedHashSet<>();
        patients.addTo(subjects, resource);
        subjects.forEach(subject -> about.add(Entity.patient(subject)));
        return Event.rest(origin, Action.READ, Outcome.SUCCESS, null, about);
    }

    /** An operation, or a write that changed nothing. */
    Event other(ServletRequestDetails request, Origin origin, @Nullable IBaseResource answer) {
        return Event.rest(
                origin,
                origin.action(),
                Outcome.SUCCESS,
                "Nothing was changed.",
                about(RequestDescription.by(request.getServletRequest()), origin, answer));
    }

    /** A request that failed with a status. */
    Event failure(HttpServletRequest http, int status, Origin origin) {
        return Event.rest(
                origin,
                origin.action(),
                Outcome.ofStatus(status),
                "Answered with HTTP status " + status + ".",
                RequestDescription.by(http).entities(origin.caller()));
    }

    /** A request to an endpoint outside FHIR. */
    Event beside(HttpServletRequest http, int status, Origin origin) {
        Action action =
                switch (http.getMethod()) {
                    case "GET", "HEAD", "OPTIONS" -> Action.READ;
                    case "PUT", "PATCH" -> Action.UPDATE;
                    case "DELETE" -> Action.DELETE;
                    default -> Action.EXECUTE;
                };
        return Event.rest(
                origin,
                action,
                Outcome.ofStatus(status),
                "Answered with HTTP status " + status + ".",
                RequestDescription.by(http).entities(origin.caller()));
    }

    /** The query, the patients that it names, and those of the resources in the answer. */
    List<Entity> about(RequestDescription description, Origin origin, @Nullable IBaseResource answer) {
        Set<Entity> about = new LinkedHashSet<>(description.entities(origin.caller()));
        patients.in(answer).forEach(patient -> about.add(Entity.patient(patient)));
        return List.copyOf(about);
    }
}
