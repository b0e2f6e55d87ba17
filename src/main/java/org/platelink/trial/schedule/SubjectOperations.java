package org.platelink.trial.schedule;

import ca.uhn.fhir.model.valueset.BundleTypeEnum;
import ca.uhn.fhir.rest.annotation.IdParam;
import ca.uhn.fhir.rest.annotation.Operation;
import ca.uhn.fhir.rest.annotation.OperationParam;
import ca.uhn.fhir.rest.api.server.IBundleProvider;
import ca.uhn.fhir.rest.api.server.RequestDetails;
import ca.uhn.fhir.rest.server.IResourceProvider;
import ca.uhn.fhir.rest.server.exceptions.ResourceNotFoundException;
import org.hl7.fhir.instance.model.api.IBaseResource;
import org.hl7.fhir.r4.model.CarePlan;
import org.hl7.fhir.r4.model.DateType;
import org.hl7.fhir.r4.model.IdType;
import org.hl7.fhir.r4.model.ResearchSubject;
import org.hl7.fhir.r4.model.StringType;
import org.jspecify.annotations.Nullable;
import org.platelink.platform.server.FhirErrors;
import org.platelink.platform.server.OperationParameters;
import org.platelink.security.access.OwnSite;

/** Operation provider for {@code ResearchSubject/[id]/$schedule} and {@code $visit-labs}. */
class SubjectOperations implements IResourceProvider {

    private final Schedules schedules;
    private final VisitLabs labs;

    SubjectOperations(Schedules schedules, VisitLabs labs) {
        this.schedules = schedules;
        this.labs = labs;
    }

    @Override
    public Class<? extends IBaseResource> getResourceType() {
        return ResearchSubject.class;
    }

    @Operation(name = "$schedule", idempotent = true)
    public CarePlan schedule(
            RequestDetails request,
            @IdParam IdType id,
            @OperationParam(name = "asOf", max = 1) @Nullable DateType asOf) {
        OperationParameters.check(request, "asOf", "_summary", "_elements");
        return ScheduleCarePlan.of(schedules.of(subject(request, id), AsOfParameter.day(asOf)));
    }

    @Operation(name = "$visit-labs", idempotent = true, bundleType = BundleTypeEnum.SEARCHSET)
    public IBundleProvider visitLabs(
            RequestDetails request,
            @IdParam IdType id,
            @OperationParam(name = "visit", max = 1) @Nullable StringType visit,
            @OperationParam(name = "code", max = 1) @Nullable StringType code) {
        OperationParameters.check(request, "visit", "code", "_count", "_summary", "_elements");
        SubjectRecord subject = subject(request, id);
        SubjectSchedule schedule = schedules.of(subject, null);
        if (visit == null || visit.isEmpty()) {
            throw FhirErrors.invalid(
                    "visit", "Name the visit: one of " + schedule.protocol().actions() + ".");
        }
        return labs.of(schedule, visit.getValue(), code == null ? null : code.getValue());
    }

    private SubjectRecord subject(RequestDetails request, IdType id) {
        SubjectRecord subject = schedules.subject(id.getIdPart()).orElseThrow(() -> new ResourceNotFoundException(id));
        OwnSite.mustBe(request, subject.site(), id);
        return subject;
    }
}
