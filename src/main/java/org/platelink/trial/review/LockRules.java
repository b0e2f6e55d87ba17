package org.platelink.trial.review;

import ca.uhn.fhir.interceptor.api.Hook;
import ca.uhn.fhir.interceptor.api.Interceptor;
import ca.uhn.fhir.interceptor.api.Pointcut;
import java.util.LinkedHashSet;
import java.util.Set;
import org.hl7.fhir.instance.model.api.IBaseResource;
import org.hl7.fhir.r4.model.Resource;
import org.platelink.platform.pipeline.InterceptorOrder;
import org.platelink.platform.pipeline.TransactionOrder;
import org.platelink.platform.pipeline.TransactionStep;
import org.platelink.security.access.SearchRestrictions;

/**
 * Storage interceptor that refuses changes of locked data on every write path, with 423. All that a transaction writes
 * is checked together just before the commit, the server's own writes too. Reviews and alerts are no data: they go on.
 */
@Interceptor(order = InterceptorOrder.LOCKS)
final class LockRules {

    private static final Set<String> NO_DATA = Set.of("Task", "VerificationResult", "Flag");

    private final SearchRestrictions types;
    private final Check check;

    /** Check that runs at the end of the transaction, with the ids of the Patients whose data it writes. */
    interface Check {
        void check(Set<String> patients);
    }

    LockRules(SearchRestrictions types, Check check) {
        this.types = types;
        this.check = check;
    }

    @Hook(Pointcut.STORAGE_PRECOMMIT_RESOURCE_CREATED)
    public void created(IBaseResource resource) {
        note(resource);
    }

    @Hook(Pointcut.STORAGE_PRECOMMIT_RESOURCE_UPDATED)
    public void updated(IBaseResource before, IBaseResource resource) {
        note(before);
        note(resource);
    }

    @Hook(Pointcut.STORAGE_PRECOMMIT_RESOURCE_DELETED)
    public void deleted(IBaseResource resource) {
        note(resource);
    }

    private void note(IBaseResource written) {
        if (written instanceof Resource resource
                && types.typesOfPatients().contains(resource.fhirType())
                && !NO_DATA.contains(resource.fhirType())) {
            ReviewedSubjects.patientOf(resource)
                    .ifPresent(patient -> TransactionStep.current(LockStep.class, () -> new LockStep(check))
                            .patients
                            .add(patient.substring("Patient/".length())));
        }
    }

    private static final class LockStep extends TransactionStep {

        private final Check check;
        private final Set<String> patients = new LinkedHashSet<>();

        LockStep(Check check) {
            super(TransactionOrder.LOCKS);
            this.check = check;
        }

        @Override
        protected void complete() {
            check.check(patients);
        }
    }
}
