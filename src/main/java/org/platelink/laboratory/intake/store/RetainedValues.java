package org.platelink.laboratory.intake.store;

import ca.uhn.fhir.jpa.api.dao.IFhirResourceDao;
import ca.uhn.fhir.rest.api.server.SystemRequestDetails;
import org.hl7.fhir.r4.model.IdType;
import org.hl7.fhir.r4.model.Observation;
import org.platelink.laboratory.lab.ResultSpecimen;

/** Copies the stored value to a result whose new state was sent without its value. */
final class RetainedValues {

    private final IFhirResourceDao<Observation> results;

    RetainedValues(IFhirResourceDao<Observation> results) {
        this.results = results;
    }

    /**
     * Copies value and data absent reason of the stored result, and what else was not sent: reference range,
     * interpretation and origin.
     */
    void keep(Observation result) {
        Observation stored = results.read(new IdType("Observation", result.getIdPart()), new SystemRequestDetails());
        result.setValue(stored.getValue());
        result.setDataAbsentReason(stored.getDataAbsentReason());
        if (!result.hasReferenceRange()) {
            result.setReferenceRange(stored.getReferenceRange());
        }
        if (!result.hasInterpretation()) {
            result.setInterpretation(stored.getInterpretation());
        }
        keepOrigin(result, stored);
    }

    /**
     * Copies performer, device, body site and specimen of the stored result where they were not sent: a change of the
     * state alone says nothing new of them.
     */
    private static void keepOrigin(Observation result, Observation stored) {
        boolean isSent = result.hasPerformer() || result.hasDevice() || result.hasContained();
        if (!isSent) {
            result.setContained(stored.getContained());
            result.setPerformer(stored.getPerformer());
            result.setDevice(stored.getDevice());
        }
        if (!result.hasBodySite()) {
            result.setBodySite(stored.getBodySite());
        }
        if (!result.hasSpecimen() && !result.hasExtension(ResultSpecimen.URL)) {
            result.setSpecimen(stored.getSpecimen());
            stored.getExtensionsByUrl(ResultSpecimen.URL).forEach(result::addExtension);
        }
    }
}
