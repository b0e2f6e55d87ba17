package org.platelink.trial.subject;

import ca.uhn.fhir.jpa.api.dao.IFhirResourceDao;
import ca.uhn.fhir.rest.annotation.IdParam;
import ca.uhn.fhir.rest.annotation.Operation;
import ca.uhn.fhir.rest.annotation.ResourceParam;
import ca.uhn.fhir.rest.api.server.RequestDetails;
import ca.uhn.fhir.rest.api.server.SystemRequestDetails;
import ca.uhn.fhir.rest.server.IResourceProvider;
import ca.uhn.fhir.rest.server.exceptions.ResourceVersionConflictException;
import java.time.LocalDate;
import java.util.Date;
import java.util.function.Supplier;
import java.util.stream.Stream;
import org.hl7.fhir.instance.model.api.IBaseResource;
import org.hl7.fhir.r4.model.IdType;
import org.hl7.fhir.r4.model.ResearchSubject;
import org.jspecify.annotations.Nullable;
import org.platelink.platform.canonical.CanonicalUrls;
import org.platelink.platform.server.FhirErrors;
import org.platelink.platform.server.OperationParameters;
import org.platelink.security.access.Caller;

/**
 * Operation provider for {@code ResearchSubject/[id]/$transition}, by POST only. Of two concurrent calls one is
 * refused with 409.
 *
 * @see <a href="https://platelink.org/ig/msc-itp/OperationDefinition/transition">$transition</a>
 */
class TransitionOperation implements IResourceProvider {

    private final IFhirResourceDao<ResearchSubject> subjects;
    private final StateRules rules;
    private final Supplier<Stream<Admission>> admissions;

    TransitionOperation(
            IFhirResourceDao<ResearchSubject> subjects, StateRules rules, Supplier<Stream<Admission>> admissions) {
        this.subjects = subjects;
        this.rules = rules;
        this.admissions = admissions;
    }

    @Override
    public Class<? extends IBaseResource> getResourceType() {
        return ResearchSubject.class;
    }

    @Operation(name = "$transition", canonicalUrl = CanonicalUrls.OPERATION_DEFINITION + "transition")
    public ResearchSubject transition(
            RequestDetails request, @IdParam IdType id, @ResourceParam @Nullable IBaseResource body) {
        Transition transition = Transition.of(OperationParameters.ofBody(request, body, Transition.PARAMETERS));
        IdType subject = new IdType("ResearchSubject", id.getIdPart());
        ResearchSubject before = subjects.read(subject, new SystemRequestDetails());
        // Updated with its version (optimistic locking), so that a concurrent change of the subject gives a conflict.
        String caller = Caller.of(request).map(Caller::client).orElse("server");
        ResearchSubject moved = transition.of(before.copy(), caller, new Date());
        try {
            if (transition.isCorrection()) {
                StateRules.markCorrected(moved);
            } else if (transition.to() == SubjectState.ELIGIBLE) {
                rules.checkPath(moved);
                LocalDate day =
                        PartialDate.of(String.valueOf(transition.date())).last();
                admissions.get().forEach(admission -> admission.admit(before, day, request));
                StateRules.markAdmitted(moved);
            }
            return (ResearchSubject) subjects.update(moved, request).getResource();
        } catch (ResourceVersionConflictException meanwhile) {
            if (meanwhile.getOperationOutcome() != null) {
                throw meanwhile;
            }
            throw FhirErrors.conflict(
                    "ResearchSubject",
                    "The subject was changed by another request; read it and look what is still to do.");
        }
    }
}
