package org.platelink.laboratory.intake.fhir;

import org.hl7.fhir.r4.model.Bundle;
import org.hl7.fhir.r4.model.Bundle.BundleType;
import org.hl7.fhir.r4.model.Resource;

/**
 * What an EHR delivers at once: a transaction, or a single resource in a Bundle of one entry.
 *
 * @param bundle the entries; those of a transaction as they were sent
 * @param single whether it is a single resource, to which findings refer without the Bundle
 */
record DeliveryBundle(Bundle bundle, boolean single) {

    static DeliveryBundle ofTransaction(Bundle transaction) {
        return new DeliveryBundle(transaction, false);
    }

    /**
     * A delivery that was read from the journal: a transaction, a single resource that is created, or a Bundle that
     * {@link SingleResult} made of one. The last is a batch, which no client can deliver ({@link FhirDoor}).
     */
    static DeliveryBundle ofJournal(Resource sent) {
        if (sent instanceof Bundle bundle) {
            return new DeliveryBundle(bundle, bundle.getType() == BundleType.BATCH);
        }
        return SingleResult.of(sent, "POST", null, null);
    }

    /** The location of an entry's resource, as a FHIRPath. */
    String place(int entry) {
        String type = bundle.getEntry().get(entry).getResource().fhirType();
        return single ? type : "Bundle.entry[" + entry + "].resource.ofType(" + type + ")";
    }
}
