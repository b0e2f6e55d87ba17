package org.platelink.trial.eligibility;

import ca.uhn.fhir.jpa.api.dao.IFhirResourceDao;
import ca.uhn.fhir.jpa.searchparam.SearchParameterMap;
import ca.uhn.fhir.rest.annotation.IdParam;
import ca.uhn.fhir.rest.annotation.Operation;
import ca.uhn.fhir.rest.annotation.ResourceParam;
import ca.uhn.fhir.rest.api.server.RequestDetails;
import ca.uhn.fhir.rest.api.server.SystemRequestDetails;
import ca.uhn.fhir.rest.param.ReferenceParam;
import ca.uhn.fhir.rest.server.IResourceProvider;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import org.hl7.fhir.instance.model.api.IBaseResource;
import org.hl7.fhir.r4.model.IdType;
import org.hl7.fhir.r4.model.Parameters;
import org.hl7.fhir.r4.model.Parameters.ParametersParameterComponent;
import org.hl7.fhir.r4.model.Reference;
import org.hl7.fhir.r4.model.ResearchStudy;
import org.hl7.fhir.r4.model.ResearchSubject;
import org.hl7.fhir.r4.model.StringType;
import org.jspecify.annotations.Nullable;
import org.platelink.platform.canonical.CanonicalUrls;
import org.platelink.security.access.Caller;

/**
 * Operation provider for {@code ResearchStudy/[id]/$evaluate-eligibility}, by POST only: evaluates every subject of
 * the study at the caller's site in one pass.
 *
 * @see <a href="https://platelink.org/ig/msc-itp/OperationDefinition/evaluate-eligibility">$evaluate-eligibility</a>
 */
class StudyOperation implements IResourceProvider {

    private final IFhirResourceDao<ResearchStudy> studies;
    private final IFhirResourceDao<ResearchSubject> subjects;
    private final EligibilityEvaluator judge;
    private final StoredAssessments judgements;

    StudyOperation(
            IFhirResourceDao<ResearchStudy> studies,
            IFhirResourceDao<ResearchSubject> subjects,
            EligibilityEvaluator judge,
            StoredAssessments judgements) {
        this.studies = studies;
        this.subjects = subjects;
        this.judge = judge;
        this.judgements = judgements;
    }

    @Override
    public Class<? extends IBaseResource> getResourceType() {
        return ResearchStudy.class;
    }

    @Operation(
            name = "$evaluate-eligibility",
            canonicalUrl = CanonicalUrls.OPERATION_DEFINITION + "evaluate-eligibility")
    public Parameters evaluate(
            RequestDetails request, @IdParam IdType id, @ResourceParam @Nullable IBaseResource body) {
        EvaluationRequest evaluation = EvaluationRequest.of(request, body);
        studies.read(new IdType("ResearchStudy", id.getIdPart()), new SystemRequestDetails());
        List<ResearchSubject> cohort = ofCallersSite(id.getIdPart(), Caller.of(request));
        List<EligibilityAssessment> judged = judge.of(
                cohort,
                evaluation.asOf(),
                one -> evaluation.planned() == null ? judgements.planned(one) : evaluation.planned());
        Parameters answer = new Parameters();
        for (int i = 0; i < cohort.size(); i++) {
            // One transaction per subject, so that a failure does not roll back the others.
            judgements.store(List.of(judged.get(i)), request);
            add(answer, cohort.get(i), judged.get(i));
        }
        return answer;
    }

    private List<ResearchSubject> ofCallersSite(String study, Optional<Caller> caller) {
        SearchParameterMap search = SearchParameterMap.newSynchronous()
                .add(ResearchSubject.SP_STUDY, new ReferenceParam("ResearchStudy/" + study));
        caller.map(Caller::site)
                .ifPresent(site -> search.add(
                        ResearchSubject.SP_INDIVIDUAL,
                        new ReferenceParam("Patient", "organization", "Organization/" + site)));
        return subjects.search(search, new SystemRequestDetails()).getAllResources().stream()
                .map(ResearchSubject.class::cast)
                .sorted(Comparator.comparing(StudyOperation::number))
                .toList();
    }

    private static void add(Parameters answer, ResearchSubject subject, EligibilityAssessment judgement) {
        ParametersParameterComponent row = answer.addParameter().setName("subject");
        row.addPart()
                .setName("reference")
                .setValue(new Reference(
                        "ResearchSubject/" + subject.getIdElement().getIdPart()));
        row.addPart().setName("number").setValue(new StringType(number(subject)));
        row.addPart().setName("verdict").setValue(AssessmentObservations.verdict(judgement));
        judgement.missing().forEach(one -> row.addPart().setName("missing").setValue(new StringType(one)));
        row.addPart()
                .setName("observation")
                .setValue(new Reference("Observation/" + AssessmentObservations.verdictId(judgement.subject())));
    }

    /** The subject number in the study; the resource id if there is none. */
    private static String number(ResearchSubject subject) {
        return subject.getIdentifier().stream()
                .filter(identifier -> String.valueOf(identifier.getSystem()).endsWith("/subject-number"))
                .map(identifier -> String.valueOf(identifier.getValue()))
                .findFirst()
                .orElse(subject.getIdElement().getIdPart());
    }
}
