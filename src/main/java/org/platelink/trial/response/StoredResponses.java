package org.platelink.trial.response;

import ca.uhn.fhir.rest.api.server.SystemRequestDetails;
import java.time.Clock;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.stream.Stream;
import org.hl7.fhir.r4.model.Observation;
import org.platelink.study.rules.DerivedResults;
import org.platelink.trial.schedule.SubjectVisits;
import org.springframework.transaction.support.TransactionOperations;

/** The responses that are stored: of the visits that took place, and of the course of whoever was treated. */
final class StoredResponses {

    private final Responses responses;
    private final DerivedResults results;
    private final TransactionOperations transaction;
    private final Clock clock;

    StoredResponses(Responses responses, DerivedResults results, TransactionOperations transaction, Clock clock) {
        this.responses = responses;
        this.results = results;
        this.transaction = transaction;
        this.clock = clock;
    }

    /** Derives those of a Patient anew, and stores what differs. */
    void derive(String patient) {
        transaction.executeWithoutResult(status -> responses.subjectsOf(patient).forEach(this::derive));
    }

    private void derive(SubjectVisits subject) {
        Set<String> stored = results.stored(Stream.concat(
                        Stream.of(ResponseObservations.courseId(subject)),
                        subject.visits().stream().map(visit -> ResponseObservations.id(subject, visit)))
                .toList());
        if (subject.firstIntervention().isEmpty() && stored.isEmpty()) {
            return;
        }
        SubjectResponse response = responses.of(subject, null);
        ResponseObservations observations = new ResponseObservations(response, clock.instant());
        List<Observation> derived = new ArrayList<>();
        response.visits().stream()
                // One that was stored and did not take place after all must not go on as if it had.
                .filter(visit ->
                        visit.visit().occurrence() || stored.contains(ResponseObservations.id(subject, visit.visit())))
                .map(observations::of)
                .forEach(derived::add);
        derived.add(observations.course());
        results.replace(derived, new SystemRequestDetails());
    }
}
