package org.platelink.trial.subject;

import ca.uhn.fhir.interceptor.api.Hook;
import ca.uhn.fhir.interceptor.api.Interceptor;
import ca.uhn.fhir.interceptor.api.Pointcut;
import ca.uhn.fhir.rest.api.server.RequestDetails;
import org.hl7.fhir.instance.model.api.IBaseResource;
import org.hl7.fhir.r4.model.AdverseEvent;
import org.hl7.fhir.r4.model.Consent;
import org.hl7.fhir.r4.model.Encounter;
import org.hl7.fhir.r4.model.MedicationAdministration;
import org.hl7.fhir.r4.model.Patient;
import org.hl7.fhir.r4.model.ResearchSubject;
import org.jspecify.annotations.Nullable;
import org.platelink.platform.pipeline.InterceptorOrder;
import org.platelink.platform.pipeline.TransactionOrder;
import org.platelink.platform.pipeline.TransactionStep;

/**
 * Storage interceptor that collects what a transaction writes about deaths, consents and infusions, on every write
 * path. {@link ParticipationCheck} looks at it just before the commit, when all of the transaction is there.
 */
@Interceptor(order = InterceptorOrder.PARTICIPATION_RULES)
final class ParticipationRules {

    private final ParticipationCheck check;

    ParticipationRules(ParticipationCheck check) {
        this.check = check;
    }

    @Hook(Pointcut.STORAGE_PRECOMMIT_RESOURCE_CREATED)
    public void created(IBaseResource resource, @Nullable RequestDetails request) {
        note(null, resource, request);
    }

    @Hook(Pointcut.STORAGE_PRECOMMIT_RESOURCE_UPDATED)
    public void updated(IBaseResource before, IBaseResource resource, @Nullable RequestDetails request) {
        note(before, resource, request);
    }

    private void note(@Nullable IBaseResource before, IBaseResource after, @Nullable RequestDetails request) {
        if (after instanceof Patient patient) {
            if (isDeathChanged(before instanceof Patient old ? old : new Patient(), patient)) {
                written().addDeath("Patient/" + patient.getIdPart());
            }
        } else if (after instanceof AdverseEvent event) {
            written().addDeath(event.getSubject().getReference());
            if (before instanceof AdverseEvent old) {
                written().addDeath(old.getSubject().getReference());
            }
        } else if (after instanceof Consent consent) {
            written().addConsent(consent.getPatient().getReference());
            if (before instanceof Consent old) {
                written().addConsent(old.getPatient().getReference());
            }
        } else if (after instanceof ResearchSubject subject && !StateRules.isServer(request)) {
            note(before instanceof ResearchSubject old ? old : null, subject);
        } else if (after instanceof MedicationAdministration infusion) {
            written().add(infusion.getSubject().getReference());
        } else if (after instanceof Encounter visit) {
            written().add(visit.getSubject().getReference());
        }
    }

    private void note(@Nullable ResearchSubject before, ResearchSubject subject) {
        String patient = subject.getIndividual().getReference();
        if (before == null) {
            written().addSubject(subject.getIdPart());
            written().add(patient);
        } else if (before.getConsent().equalsDeep(subject.getConsent())) {
            written().add(patient);
        } else {
            written().addConsent(patient);
        }
    }

    private static boolean isDeathChanged(Patient before, Patient after) {
        return before.hasDeceased() ? !before.getDeceased().equalsDeep(after.getDeceased()) : after.hasDeceased();
    }

    private WrittenParticipation written() {
        return TransactionStep.current(ParticipationStep.class, () -> new ParticipationStep(check)).written;
    }

    private static final class ParticipationStep extends TransactionStep {

        private final ParticipationCheck check;
        private final WrittenParticipation written = new WrittenParticipation();

        ParticipationStep(ParticipationCheck check) {
            super(TransactionOrder.PARTICIPATION);
            this.check = check;
        }

        @Override
        protected void complete() {
            check.check(written);
        }
    }
}
