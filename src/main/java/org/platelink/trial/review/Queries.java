package org.platelink.trial.review;

import ca.uhn.fhir.context.FhirContext;
import ca.uhn.fhir.jpa.api.dao.IFhirResourceDao;
import ca.uhn.fhir.jpa.searchparam.SearchParameterMap;
import ca.uhn.fhir.rest.api.server.SystemRequestDetails;
import ca.uhn.fhir.rest.param.ReferenceParam;
import ca.uhn.fhir.rest.server.exceptions.ResourceNotFoundException;
import ca.uhn.fhir.rest.server.exceptions.ResourceVersionConflictException;
import java.time.Clock;
import java.util.Date;
import java.util.Optional;
import org.hl7.fhir.r4.model.IdType;
import org.hl7.fhir.r4.model.Reference;
import org.hl7.fhir.r4.model.ResearchSubject;
import org.hl7.fhir.r4.model.Resource;
import org.hl7.fhir.r4.model.Task;
import org.jspecify.annotations.Nullable;
import org.platelink.platform.server.FhirErrors;
import org.platelink.platform.server.OperationParameters;
import org.platelink.security.access.Role;
import org.platelink.security.screening.PersonsWords;
import org.platelink.security.screening.TextCheck;

/** Service that opens queries and moves them on. Nothing else writes them. */
final class Queries {

    private final FhirContext fhir;
    private final IFhirResourceDao<Task> tasks;
    private final ReviewedSubjects subjects;
    private final TextCheck texts;
    private final Clock clock;

    Queries(FhirContext fhir, IFhirResourceDao<Task> tasks, ReviewedSubjects subjects, TextCheck texts, Clock clock) {
        this.fhir = fhir;
        this.tasks = tasks;
        this.subjects = subjects;
        this.texts = texts;
        this.clock = clock;
    }

    /**
     * Opens a query; the same question on the same data point, still unsettled, is the query that there is.
     *
     * @param focus the resource, with or without a version
     * @param element the path of an element; null for the resource as a whole
     */
    Task open(IdType subject, Reference focus, @Nullable String element, String text, Reviewer who) {
        ResearchSubject found = subjects.subject(subject);
        Resource resource = subjects.ofSubject(found, focus, OperationParameters.place("focus"));
        DataPoint point = DataPoint.of(resource, element, OperationParameters.place("element"), fhir);
        Optional<Task> same = onFocus(point, text);
        if (same.isPresent()) {
            return same.get();
        }
        Task query = Query.open(
                point,
                "ResearchSubject/" + found.getIdElement().getIdPart(),
                ReviewedSubjects.patient(found),
                text,
                who,
                Date.from(clock.instant()));
        found.getMeta().getTag().forEach(tag -> query.getMeta().addTag(tag.copy()));
        screen(query, who);
        return (Task) tasks.create(query, who.request()).getResource();
    }

    private Optional<Task> onFocus(DataPoint point, String text) {
        SearchParameterMap search =
                SearchParameterMap.newSynchronous(Task.SP_FOCUS, new ReferenceParam(point.reference()));
        return tasks.search(search, new SystemRequestDetails()).getAllResources().stream()
                .map(Task.class::cast)
                .filter(query -> Query.asks(query, point, text))
                .findFirst();
    }

    /**
     * Moves a query on.
     *
     * @throws ResourceVersionConflictException (409) if it cannot go there, or somebody else moved it meanwhile
     */
    Task step(IdType id, QueryStatus to, String text, Reviewer who) {
        Task before = tasks.read(new IdType("Task", id.getIdPart()), new SystemRequestDetails());
        if (!Query.is(before)) {
            throw new ResourceNotFoundException(id);
        }
        QueryStatus present = QueryStatus.of(before);
        if (!present.next().contains(to)) {
            throw FhirErrors.conflict("Task.businessStatus", present.refusalOf(to));
        }
        if (to == QueryStatus.CANCELLED && who.is(Role.COORDINATOR) && !isByRole(before, Role.COORDINATOR)) {
            throw FhirErrors.forbidden(
                    "Task",
                    "A coordinator cancels what coordinators opened; answer this one, and its monitor closes it.");
        }
        Task after = Query.step(before.copy(), to, text, who, Date.from(clock.instant()));
        screen(after, who);
        try {
            // With its version: of two steps at once one is refused.
            return (Task) tasks.update(after, who.request()).getResource();
        } catch (ResourceVersionConflictException meanwhile) {
            if (meanwhile.getOperationOutcome() != null) {
                throw meanwhile;
            }
            throw FhirErrors.conflict(
                    "Task", "The query was moved on by another request; read it and look what is still to do.");
        }
    }

    private static boolean isByRole(Task query, Role role) {
        return role.code().equals(query.getRequester().getDisplay());
    }

    private void screen(Task query, Reviewer who) {
        who.site().ifPresent(site -> texts.require(query, "Task", site, PersonsWords.NONE));
    }
}
