package org.platelink.laboratory.intake;

import ca.uhn.fhir.rest.api.server.RequestDetails;
import java.util.Optional;
import org.hl7.fhir.r4.model.Resource;
import org.platelink.platform.server.WriteTimeChecks;
import org.platelink.security.access.Caller;
import org.platelink.security.access.Role;

/** Of what laboratories ask beforehand, words, participants and stored results may all be others when it is delivered. */
final class DeferredMatching implements WriteTimeChecks {

    @Override
    public Optional<String> of(Resource resource, RequestDetails request) {
        boolean isLaboratorys =
                Caller.of(request).filter(caller -> caller.role() == Role.EHR).isPresent();
        return isLaboratorys && FhirDeliveries.isDelivered(resource)
                ? Optional.of(
                        "Which stored result this is a state of, and what the site's maps make of its words, is looked at"
                                + " when it is delivered.")
                : Optional.empty();
    }
}
