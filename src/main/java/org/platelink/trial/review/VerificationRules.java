package org.platelink.trial.review;

import ca.uhn.fhir.context.FhirContext;
import ca.uhn.fhir.interceptor.api.Hook;
import ca.uhn.fhir.interceptor.api.Interceptor;
import ca.uhn.fhir.interceptor.api.Pointcut;
import ca.uhn.fhir.util.ResourceReferenceInfo;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
import org.hl7.fhir.instance.model.api.IBaseResource;
import org.hl7.fhir.r4.model.IdType;
import org.hl7.fhir.r4.model.Resource;
import org.platelink.platform.pipeline.InterceptorOrder;
import org.platelink.platform.pipeline.TransactionOrder;
import org.platelink.platform.pipeline.TransactionStep;

/**
 * Storage interceptor that makes verifications outdated, in the transaction that changes what they rest on or adds to
 * a visit that was signed off.
 */
@Interceptor(order = InterceptorOrder.VERIFICATIONS)
final class VerificationRules {

    private final FhirContext fhir;
    private final ReviewedSubjects subjects;
    private final Outdating outdating;

    /** Makes verifications outdated. */
    interface Outdating {

        /**
         * Marks what a transaction makes outdated.
         *
         * @param updated the resources that it changes, by reference
         * @param visits the visits that each resource refers to which it writes, by reference
         */
        void of(Set<String> updated, Map<String, Set<String>> visits);
    }

    VerificationRules(FhirContext fhir, ReviewedSubjects subjects, Outdating outdating) {
        this.fhir = fhir;
        this.subjects = subjects;
        this.outdating = outdating;
    }

    @Hook(Pointcut.STORAGE_PRECOMMIT_RESOURCE_CREATED)
    public void created(IBaseResource resource) {
        note((Resource) resource, false);
    }

    @Hook(Pointcut.STORAGE_PRECOMMIT_RESOURCE_UPDATED)
    public void updated(IBaseResource before, IBaseResource resource) {
        note((Resource) resource, true);
    }

    private void note(Resource resource, boolean updated) {
        if (!subjects.isData(resource.fhirType())) {
            return;
        }
        String reference = resource.fhirType() + "/" + resource.getIdElement().getIdPart();
        if (updated) {
            step().updated.add(reference);
        }
        for (ResourceReferenceInfo info : fhir.newTerser().getAllResourceReferences(resource)) {
            IdType target = (IdType) info.getResourceReference().getReferenceElement();
            if ("Encounter".equals(target.getResourceType()) && target.hasIdPart()) {
                step().visits
                        .computeIfAbsent(reference, first -> new TreeSet<>())
                        .add("Encounter/" + target.getIdPart());
            }
        }
    }

    private VerificationStep step() {
        return TransactionStep.current(VerificationStep.class, () -> new VerificationStep(outdating));
    }

    private static final class VerificationStep extends TransactionStep {

        private final Outdating outdating;
        private final Set<String> updated = new TreeSet<>();
        private final Map<String, Set<String>> visits = new TreeMap<>();

        VerificationStep(Outdating outdating) {
            super(TransactionOrder.VERIFICATIONS);
            this.outdating = outdating;
        }

        @Override
        protected void complete() {
            outdating.of(updated, visits);
        }
    }
}
