package org.platelink.eligibility;

import ca.uhn.fhir.rest.api.server.RequestDetails;
import java.time.Clock;
import java.util.List;
import org.platelink.rules.DerivedResults;

/** Stores judgements, in the place of those before. */
final class Judgements {

    private final DerivedResults results;
    private final Clock clock;

    Judgements(DerivedResults results, Clock clock) {
        this.results = results;
        this.clock = clock;
    }

    /**
     * Stores some.
     *
     * @param request on whose behalf
     */
    void store(List<Judgement> judgements, RequestDetails request) {
        results.replace(
                judgements.stream()
                        .flatMap(one -> new JudgementObservations(one, clock.instant()).all().stream())
                        .toList(),
                request);
    }
}
