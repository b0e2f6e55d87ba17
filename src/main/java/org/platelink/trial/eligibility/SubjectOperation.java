package org.platelink.trial.eligibility;

import ca.uhn.fhir.jpa.api.dao.IFhirResourceDao;
import ca.uhn.fhir.rest.annotation.IdParam;
import ca.uhn.fhir.rest.annotation.Operation;
import ca.uhn.fhir.rest.annotation.ResourceParam;
import ca.uhn.fhir.rest.api.server.RequestDetails;
import ca.uhn.fhir.rest.api.server.SystemRequestDetails;
import ca.uhn.fhir.rest.server.IResourceProvider;
import java.util.List;
import org.hl7.fhir.instance.model.api.IBaseResource;
import org.hl7.fhir.r4.model.IdType;
import org.hl7.fhir.r4.model.Parameters;
import org.hl7.fhir.r4.model.ResearchSubject;
import org.jspecify.annotations.Nullable;
import org.platelink.platform.canonical.CanonicalUrls;

/**
 * Operation provider for {@code ResearchSubject/[id]/$evaluate-eligibility}, by POST only: evaluates one subject.
 *
 * @see <a href="https://platelink.org/ig/msc-itp/OperationDefinition/evaluate-eligibility">$evaluate-eligibility</a>
 */
class SubjectOperation implements IResourceProvider {

    private final IFhirResourceDao<ResearchSubject> subjects;
    private final EligibilityEvaluator judge;
    private final StoredAssessments judgements;

    SubjectOperation(
            IFhirResourceDao<ResearchSubject> subjects, EligibilityEvaluator judge, StoredAssessments judgements) {
        this.subjects = subjects;
        this.judge = judge;
        this.judgements = judgements;
    }

    @Override
    public Class<? extends IBaseResource> getResourceType() {
        return ResearchSubject.class;
    }

    @Operation(
            name = "$evaluate-eligibility",
            canonicalUrl = CanonicalUrls.OPERATION_DEFINITION + "evaluate-eligibility")
    public Parameters evaluate(
            RequestDetails request, @IdParam IdType id, @ResourceParam @Nullable IBaseResource body) {
        EvaluationRequest evaluation = EvaluationRequest.of(request, body);
        ResearchSubject subject =
                subjects.read(new IdType("ResearchSubject", id.getIdPart()), new SystemRequestDetails());
        EligibilityAssessment judgement = judge.of(
                subject,
                evaluation.asOf(),
                evaluation.planned() == null ? judgements.planned(subject) : evaluation.planned());
        judgements.store(List.of(judgement), request);
        return AssessmentParameters.of(judgement);
    }
}
