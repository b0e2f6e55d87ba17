package org.platelink.trial.response;

import ca.uhn.fhir.interceptor.api.Hook;
import ca.uhn.fhir.interceptor.api.Interceptor;
import ca.uhn.fhir.interceptor.api.Pointcut;
import java.util.LinkedHashSet;
import java.util.Set;
import org.hl7.fhir.instance.model.api.IBaseResource;
import org.hl7.fhir.r4.model.Encounter;
import org.hl7.fhir.r4.model.MedicationAdministration;
import org.hl7.fhir.r4.model.MedicationStatement;
import org.hl7.fhir.r4.model.Observation;
import org.hl7.fhir.r4.model.Procedure;
import org.hl7.fhir.r4.model.Reference;
import org.hl7.fhir.r4.model.ResearchSubject;
import org.jspecify.annotations.Nullable;
import org.platelink.platform.pipeline.InterceptorOrder;
import org.platelink.platform.pipeline.TransactionOrder;
import org.platelink.platform.pipeline.TransactionStep;
import org.platelink.study.rules.DerivedResults;

/**
 * Storage interceptor that tells {@link ResponseUpkeep}, after commit, the Patients whose records changed in a
 * resource that a response may depend on, and changes of the rules.
 */
@Interceptor(order = InterceptorOrder.RECORD_CHANGES)
final class RecordChanges {

    private static final Set<String> RULES = Set.of("Library", "ResearchStudy", "PlanDefinition");

    private final ResponseUpkeep upkeep;

    RecordChanges(ResponseUpkeep upkeep) {
        this.upkeep = upkeep;
    }

    @Hook(Pointcut.STORAGE_PRECOMMIT_RESOURCE_CREATED)
    public void created(IBaseResource resource) {
        note(resource);
    }

    @Hook(Pointcut.STORAGE_PRECOMMIT_RESOURCE_UPDATED)
    public void updated(@Nullable IBaseResource before, IBaseResource resource) {
        if (before != null) {
            note(before);
        }
        note(resource);
    }

    private void note(IBaseResource resource) {
        if (RULES.contains(resource.fhirType())) {
            changes().all = true;
        } else if (!DerivedResults.isDerived(resource)) {
            Reference patient = patient(resource);
            if (patient != null && patient.getReferenceElement().getIdPart() != null) {
                changes().patients.add(patient.getReferenceElement().getIdPart());
            }
        }
    }

    private static @Nullable Reference patient(IBaseResource resource) {
        if (resource instanceof Observation result) {
            return result.getSubject();
        } else if (resource instanceof Encounter visit) {
            return visit.getSubject();
        } else if (resource instanceof MedicationAdministration dose) {
            return dose.getSubject();
        } else if (resource instanceof MedicationStatement taken) {
            return taken.getSubject();
        } else if (resource instanceof Procedure procedure) {
            return procedure.getSubject();
        }
        return resource instanceof ResearchSubject subject ? subject.getIndividual() : null;
    }

    /** The changes of the running transaction. */
    private ChangeStep changes() {
        return TransactionStep.current(ChangeStep.class, () -> new ChangeStep(upkeep));
    }

    private static final class ChangeStep extends TransactionStep {

        private final ResponseUpkeep upkeep;
        private final Set<String> patients = new LinkedHashSet<>();
        private boolean all;

        ChangeStep(ResponseUpkeep upkeep) {
            super(TransactionOrder.RESPONSES);
            this.upkeep = upkeep;
        }

        @Override
        public void afterCommit() {
            if (all) {
                upkeep.allChanged();
            }
            upkeep.changed(patients);
        }
    }
}
