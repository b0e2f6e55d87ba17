package org.platelink.security.access;

import ca.uhn.fhir.context.FhirContext;
import ca.uhn.fhir.util.ResourceReferenceInfo;
import java.util.HashSet;
import java.util.Set;
import org.hl7.fhir.r4.model.IdType;
import org.hl7.fhir.r4.model.Patient;
import org.hl7.fhir.r4.model.Resource;
import org.jspecify.annotations.Nullable;
import org.platelink.platform.pipeline.TransactionOrder;
import org.platelink.platform.pipeline.TransactionStep;

/**
 * Requires that what a client of a site writes belongs to its site and refers to nothing of another. All writes of a
 * transaction are checked together just before the commit, when all their resources exist.
 */
final class SiteOfReferences {

    private final FhirContext fhir;
    private final AccessRules rules;
    private final StoredSites stored;

    SiteOfReferences(FhirContext fhir, AccessRules rules, StoredSites stored) {
        this.fhir = fhir;
        this.rules = rules;
        this.stored = stored;
    }

    /**
     * Registers a resource that is about to be committed.
     *
     * @param approved references of the request that were found to belong to the site a moment ago
     * @param isDelivery whether a laboratory delivers it, which may be of a participant who was at the site once
     */
    void mustBe(String site, @Nullable Resource before, Resource after, Set<String> approved, boolean isDelivery) {
        TransactionWrites written = TransactionStep.current(
                        ReferenceStep.class,
                        () -> new ReferenceStep(stored, new TransactionWrites(site, approved, isDelivery)))
                .written;
        written.resources.add(after.fhirType() + "/" + after.getIdElement().getIdPart());
        note(after, written);
        if (before != null) {
            note(before, written);
        }
    }

    private void note(Resource resource, TransactionWrites written) {
        if (resource instanceof Patient patient) {
            written.organizations.add(
                    reference(patient.getManagingOrganization().getReference()));
            return;
        }
        String patientElement = rules.patientOf(resource.fhirType()).orElseThrow();
        boolean ofPatient = false;
        for (ResourceReferenceInfo info : fhir.newTerser().getAllResourceReferences(resource)) {
            IdType target = (IdType) info.getResourceReference().getReferenceElement();
            if (target.getResourceType() == null
                    || rules.patientOf(target.getResourceType()).isEmpty()) {
                continue;
            }
            String reference = reference(target.getValue());
            ofPatient |= target.getResourceType().equals("Patient") && patientElement.equals(info.getName());
            written.references.add(reference);
        }
        if (!ofPatient) {
            throw Refusals.forbidden(
                    resource.fhirType() + "." + patientElement + " must refer to a Patient of your site.");
        }
    }

    /** Refuses references to another site, or to a resource that does not exist. */
    static void refuseIfAny(Set<String> references) {
        references.stream().sorted().findFirst().ifPresent(reference -> {
            throw Refusals.forbidden("The resource refers to " + reference + ", which your site does not know.");
        });
    }

    /** Type and id, without server and version. */
    private static String reference(@Nullable String reference) {
        return reference == null
                ? ""
                : new IdType(reference).toUnqualifiedVersionless().getValue();
    }

    /** The writes of one transaction for a client of a site. */
    private static final class TransactionWrites {

        private final String site;
        private final Set<String> approved;
        private final boolean isDelivery;
        private final Set<String> resources = new HashSet<>();
        private final Set<String> references = new HashSet<>();
        private final Set<String> organizations = new HashSet<>();

        TransactionWrites(String site, Set<String> approved, boolean isDelivery) {
            this.site = site;
            this.approved = approved;
            this.isDelivery = isDelivery;
        }
    }

    private static final class ReferenceStep extends TransactionStep {

        private final StoredSites stored;
        private final TransactionWrites written;

        ReferenceStep(StoredSites stored, TransactionWrites written) {
            super(TransactionOrder.SITE_OF_REFERENCES);
            this.stored = stored;
            this.written = written;
        }

        @Override
        protected void complete() {
            if (written.organizations.stream().anyMatch(one -> !one.equals("Organization/" + written.site))) {
                throw Refusals.forbidden(
                        "Patient.managingOrganization must be your site, Organization/" + written.site + ".");
            }
            Set<String> others = new HashSet<>(written.references);
            others.removeAll(written.resources);
            others.removeAll(written.approved);
            refuseIfAny(
                    written.isDelivery
                            ? stored.notOfDeliveryOf(written.site, others)
                            : stored.notOf(written.site, others));
        }
    }
}
