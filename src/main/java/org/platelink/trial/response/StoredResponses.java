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

/** Stores derived responses: one for each visit that took place, and one for the course of each treated subject. */
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

    /** Derives the responses of a Patient in one transaction, and stores those that differ. */
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
                // A stored response of a visit that, after a correction, did not take place is derived again too, so
                // that it does not stay as it was.
                .filter(visit ->
                        visit.visit().tookPlace() || stored.contains(ResponseObservations.id(subject, visit.visit())))
                .map(observations::of)
                .forEach(derived::add);
        derived.add(observations.course());
        results.replace(derived, new SystemRequestDetails());
    }
}
