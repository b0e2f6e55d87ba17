package org.platelink.laboratory.intake;

import ca.uhn.fhir.jpa.api.dao.IFhirResourceDao;
import ca.uhn.fhir.rest.api.server.SystemRequestDetails;
import org.hl7.fhir.r4.model.IdType;
import org.hl7.fhir.r4.model.Observation;
import org.platelink.laboratory.lab.ResultSpecimen;

/** Results whose state changes without their value being sent again: what is stored stays, in its new state. */
final class RetainedValues {

    private final IFhirResourceDao<Observation> results;

    RetainedValues(IFhirResourceDao<Observation> results) {
        this.results = results;
    }

    /** Gives a result the value that is stored of it. */
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

    /** Where, with what and in which specimen it was measured: the state alone says nothing new of that. */
    private static void keepOrigin(Observation result, Observation stored) {
        boolean told = result.hasPerformer() || result.hasDevice() || result.hasContained();
        if (!told) {
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
