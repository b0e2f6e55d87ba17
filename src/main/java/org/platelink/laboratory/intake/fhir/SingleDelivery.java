package org.platelink.laboratory.intake.fhir;

import ca.uhn.fhir.jpa.api.dao.DaoRegistry;
import ca.uhn.fhir.rest.api.MethodOutcome;
import ca.uhn.fhir.rest.api.server.SystemRequestDetails;
import ca.uhn.fhir.rest.server.servlet.ServletRequestDetails;
import org.hl7.fhir.r4.model.Bundle.BundleEntryResponseComponent;
import org.hl7.fhir.r4.model.IdType;

/** Delivers a single resource and answers as to a FHIR create or update. */
final class SingleDelivery {

    private final FhirTransactions transactions;
    private final DaoRegistry resources;

    SingleDelivery(FhirTransactions transactions, DaoRegistry resources) {
        this.transactions = transactions;
        this.resources = resources;
    }

    MethodOutcome deliver(FhirDelivery delivery, ServletRequestDetails request) {
        BundleEntryResponseComponent answer =
                transactions.deliver(delivery, request).getEntryFirstRep().getResponse();
        MethodOutcome outcome = new MethodOutcome(withVersion(new IdType(answer.getLocation())));
        outcome.setCreated(answer.getStatus().startsWith("201"));
        // A caller that may not read it gets a receipt in its place.
        outcome.setResource(delivery.bundle().bundle().getEntryFirstRep().getResource());
        return outcome;
    }

    /**
     * The id with a version: what was written has one in its location; for what is stored unchanged, it is looked up.
     */
    private IdType withVersion(IdType id) {
        if (id.hasVersionIdPart() || !id.hasIdPart()) {
            return id;
        }
        String version = resources
                .getResourceDao(id.getResourceType())
                .read(id, SystemRequestDetails.forAllPartitions())
                .getMeta()
                .getVersionId();
        return new IdType(id.getResourceType(), id.getIdPart(), version);
    }
}
