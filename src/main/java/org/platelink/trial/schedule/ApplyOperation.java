package org.platelink.trial.schedule;

import ca.uhn.fhir.rest.annotation.IdParam;
import ca.uhn.fhir.rest.annotation.Operation;
import ca.uhn.fhir.rest.annotation.OperationParam;
import ca.uhn.fhir.rest.api.server.RequestDetails;
import ca.uhn.fhir.rest.server.IResourceProvider;
import ca.uhn.fhir.rest.server.exceptions.ResourceNotFoundException;
import java.util.Comparator;
import java.util.List;
import org.hl7.fhir.instance.model.api.IBaseResource;
import org.hl7.fhir.r4.model.CarePlan;
import org.hl7.fhir.r4.model.IdType;
import org.hl7.fhir.r4.model.PlanDefinition;
import org.hl7.fhir.r4.model.StringType;
import org.jspecify.annotations.Nullable;
import org.platelink.platform.server.FhirErrors;
import org.platelink.platform.server.OperationParameters;
import org.platelink.security.access.OwnSite;

/**
 * Operation provider for {@code PlanDefinition/[id]/$apply}: returns a subject's schedule as a CarePlan.
 *
 * @see <a href="https://hl7.org/fhir/R4/plandefinition-operation-apply.html">FHIR R4, PlanDefinition $apply</a>
 */
class ApplyOperation implements IResourceProvider {

    private final Schedules schedules;

    ApplyOperation(Schedules schedules) {
        this.schedules = schedules;
    }

    @Override
    public Class<? extends IBaseResource> getResourceType() {
        return PlanDefinition.class;
    }

    @Operation(name = "$apply", idempotent = true)
    public CarePlan apply(
            RequestDetails request,
            @IdParam IdType id,
            @OperationParam(name = "subject", max = 1) @Nullable StringType subject) {
        OperationParameters.check(request, "subject", "_summary", "_elements");
        if (subject == null || subject.isEmpty()) {
            throw FhirErrors.invalid("subject", "$apply needs the subject, such as subject=Patient/1.");
        }
        IdType subjectId = new IdType(subject.getValue());
        return ScheduleCarePlan.of(schedules.of(subjectOf(request, id, subjectId), null));
    }

    private SubjectRecord subjectOf(RequestDetails request, IdType plan, IdType subjectId) {
        List<SubjectRecord> subjects =
                switch (String.valueOf(subjectId.getResourceType())) {
                    case "Patient" -> schedules.subjectsOf(subjectId.getIdPart());
                    case "ResearchSubject" ->
                        schedules.subject(subjectId.getIdPart()).stream().toList();
                    default ->
                        throw FhirErrors.invalid(
                                "subject", "The subject is a Patient or a ResearchSubject, such as Patient/1.");
                };
        if (subjects.isEmpty()) {
            throw new ResourceNotFoundException(subjectId);
        }
        subjects.forEach(subject -> OwnSite.mustBe(request, subject.site(), subjectId));
        return subjects.stream()
                .filter(subject -> schedules.isProtocolOf(subject, plan.getIdPart()))
                // Of a participant who was screened again, the current screening.
                .max(Comparator.comparing(subject -> subject.span().isCurrent()))
                .orElseThrow(() -> FhirErrors.broken(
                        "subject",
                        "The subject is in no study whose protocol is PlanDefinition/" + plan.getIdPart() + "."));
    }
}
