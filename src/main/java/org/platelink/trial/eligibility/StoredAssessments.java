package org.platelink.trial.eligibility;

import ca.uhn.fhir.jpa.api.dao.IFhirResourceDao;
import ca.uhn.fhir.rest.api.server.RequestDetails;
import ca.uhn.fhir.rest.api.server.SystemRequestDetails;
import ca.uhn.fhir.rest.server.exceptions.ResourceGoneException;
import ca.uhn.fhir.rest.server.exceptions.ResourceNotFoundException;
import java.time.Clock;
import java.time.LocalDate;
import java.util.List;
import java.util.Optional;
import org.hl7.fhir.r4.model.Extension;
import org.hl7.fhir.r4.model.IdType;
import org.hl7.fhir.r4.model.Observation;
import org.hl7.fhir.r4.model.ResearchSubject;
import org.jspecify.annotations.Nullable;
import org.platelink.study.rules.DerivedResults;

/** Stores eligibility assessments; each replaces the previous assessment of its subject. */
final class StoredAssessments {

    private final DerivedResults results;
    private final IFhirResourceDao<Observation> observations;
    private final Clock clock;

    StoredAssessments(DerivedResults results, IFhirResourceDao<Observation> observations, Clock clock) {
        this.results = results;
        this.observations = observations;
        this.clock = clock;
    }

    /**
     * Stores assessments.
     *
     * @param request the request on whose behalf they are stored
     */
    void store(List<EligibilityAssessment> judgements, RequestDetails request) {
        results.replace(
                judgements.stream()
                        .flatMap(one -> new AssessmentObservations(one, clock.instant()).all().stream())
                        .toList(),
                request);
    }

    /**
     * The planned day of the first infusion, from the subject's last stored assessment; null if it has none or none
     * states a day.
     */
    @Nullable
    LocalDate planned(ResearchSubject subject) {
        return verdict(subject).map(StoredAssessments::planned).orElse(null);
    }

    /** The planned day of the first infusion that a stored verdict states; null if it states none. */
    static @Nullable LocalDate planned(Observation verdict) {
        Extension planned = verdict.getExtensionByUrl(AssessmentObservations.PLANNED);
        return planned == null ? null : LocalDate.parse(planned.getValue().primitiveValue());
    }

    /** The Observation of the verdict of the subject's last stored assessment; empty if it has none. */
    Optional<Observation> verdict(ResearchSubject subject) {
        String id = subject.getIdElement().getIdPart();
        if (id == null) {
            return Optional.empty();
        }
        try {
            return Optional.of(observations.read(
                    new IdType("Observation", AssessmentObservations.verdictId(id)), new SystemRequestDetails()));
        } catch (ResourceNotFoundException | ResourceGoneException neverJudged) {
            return Optional.empty();
        }
    }
}
