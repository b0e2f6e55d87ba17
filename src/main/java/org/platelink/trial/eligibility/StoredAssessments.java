package org.platelink.trial.eligibility;

import ca.uhn.fhir.jpa.api.dao.IFhirResourceDao;
import ca.uhn.fhir.rest.api.server.RequestDetails;
import ca.uhn.fhir.rest.api.server.SystemRequestDetails;
import ca.uhn.fhir.rest.server.exceptions.ResourceGoneException;
import ca.uhn.fhir.rest.server.exceptions.ResourceNotFoundException;
import java.time.Clock;
import java.time.LocalDate;
import java.util.List;
import org.hl7.fhir.r4.model.Extension;
import org.hl7.fhir.r4.model.IdType;
import org.hl7.fhir.r4.model.Observation;
import org.hl7.fhir.r4.model.ResearchSubject;
import org.jspecify.annotations.Nullable;
import org.platelink.study.rules.DerivedResults;

/** The judgements that are stored, each in the place of the one before. */
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
     * Stores some.
     *
     * @param request on whose behalf
     */
    void store(List<EligibilityAssessment> judgements, RequestDetails request) {
        results.replace(
                judgements.stream()
                        .flatMap(one -> new AssessmentObservations(one, clock.instant()).all().stream())
                        .toList(),
                request);
    }

    /** The day for which the first infusion was planned when a subject was last judged; null if nobody said. */
    @Nullable
    LocalDate planned(ResearchSubject subject) {
        try {
            Extension planned = observations
                    .read(
                            new IdType(
                                    "Observation",
                                    AssessmentObservations.verdictId(
                                            subject.getIdElement().getIdPart())),
                            new SystemRequestDetails())
                    .getExtensionByUrl(AssessmentObservations.PLANNED);
            return planned == null ? null : LocalDate.parse(planned.getValue().primitiveValue());
        } catch (ResourceNotFoundException | ResourceGoneException neverJudged) {
            return null;
        }
    }
}
