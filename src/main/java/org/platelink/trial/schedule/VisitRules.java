package org.platelink.trial.schedule;

import ca.uhn.fhir.interceptor.api.Hook;
import ca.uhn.fhir.interceptor.api.Interceptor;
import ca.uhn.fhir.interceptor.api.Pointcut;
import ca.uhn.fhir.rest.api.server.RequestDetails;
import org.hl7.fhir.instance.model.api.IBaseResource;
import org.hl7.fhir.r4.model.Encounter;
import org.hl7.fhir.r4.model.MedicationAdministration;
import org.hl7.fhir.r4.model.PlanDefinition;
import org.hl7.fhir.r4.model.Reference;
import org.hl7.fhir.r4.model.Resource;
import org.jspecify.annotations.Nullable;
import org.platelink.platform.pipeline.InterceptorOrder;
import org.platelink.platform.pipeline.TransactionOrder;
import org.platelink.platform.pipeline.TransactionStep;
import org.platelink.platform.server.FhirErrors;

/**
 * Storage interceptor that validates protocols, and recorded visits and infusions against the protocol and the
 * subject's course.
 * Everything that one transaction writes is checked together just before the commit (transaction synchronization),
 * when all of it is there.
 */
@Interceptor(order = InterceptorOrder.VISIT_RULES)
final class VisitRules {

    private static final String PROTOCOL = "clinical-protocol";

    private final TransactionVisits.Check check;

    VisitRules(TransactionVisits.Check check) {
        this.check = check;
    }

    @Hook(Pointcut.STORAGE_PRECOMMIT_RESOURCE_CREATED)
    public void created(IBaseResource resource, @Nullable RequestDetails request) {
        note(null, resource);
    }

    @Hook(Pointcut.STORAGE_PRECOMMIT_RESOURCE_UPDATED)
    public void updated(IBaseResource before, IBaseResource resource, @Nullable RequestDetails request) {
        note(before, resource);
    }

    private void note(@Nullable IBaseResource before, IBaseResource after) {
        if (after instanceof PlanDefinition plan && isProtocol(plan)) {
            mustGiveASchedule(plan);
        }
        Reference subject = subjectOf(after);
        if (subject != null) {
            TransactionVisits written = written();
            written.add((Resource) after, subject);
            if (after instanceof MedicationAdministration dose) {
                written.addDose((MedicationAdministration) before, dose);
            }
            Reference old = before == null ? null : subjectOf(before);
            if (old != null) {
                written.addSubject(old);
            }
        }
    }

    private static boolean isProtocol(PlanDefinition plan) {
        return plan.getType().getCoding().stream().anyMatch(type -> PROTOCOL.equals(type.getCode()));
    }

    /** A version that nobody can read would take the schedules of all subjects away. */
    private static void mustGiveASchedule(PlanDefinition plan) {
        try {
            ProtocolReader.read(plan, definition -> false);
        } catch (IllegalArgumentException wrong) {
            throw FhirErrors.broken(
                    "PlanDefinition.action", "No schedule can be made of the protocol: " + wrong.getMessage() + ".");
        }
    }

    private static @Nullable Reference subjectOf(IBaseResource resource) {
        if (resource instanceof Encounter visit) {
            return visit.getSubject();
        }
        return resource instanceof MedicationAdministration dose ? dose.getSubject() : null;
    }

    private TransactionVisits written() {
        return TransactionStep.current(VisitStep.class, () -> new VisitStep(check)).written;
    }

    private static final class VisitStep extends TransactionStep {

        private final TransactionVisits.Check check;
        private final TransactionVisits written = new TransactionVisits();

        VisitStep(TransactionVisits.Check check) {
            super(TransactionOrder.VISIT_RULES);
            this.check = check;
        }

        @Override
        protected void complete() {
            check.check(written);
        }
    }
}
