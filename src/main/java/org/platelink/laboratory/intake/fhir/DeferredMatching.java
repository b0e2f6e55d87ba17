package org.platelink.laboratory.intake.fhir;

import ca.uhn.fhir.rest.api.server.RequestDetails;
import java.util.Optional;
import org.hl7.fhir.r4.model.Resource;
import org.platelink.laboratory.intake.store.LaboratoryResources;
import org.platelink.platform.server.WriteTimeChecks;
import org.platelink.security.access.Caller;
import org.platelink.security.access.Role;

/**
 * Tells {@code $validate} which checks of a laboratory's resource are made only when it is delivered.
 *
 * <p>Those are the match with a stored result and the translation by the site's ConceptMaps: maps, participants and
 * stored results may all have changed between the validation and the delivery.
 */
final class DeferredMatching implements WriteTimeChecks {

    @Override
    public Optional<String> of(Resource resource, RequestDetails request) {
        boolean isLaboratorys =
                Caller.of(request).filter(caller -> caller.role() == Role.EHR).isPresent();
        return isLaboratorys && LaboratoryResources.isOne(resource)
                ? Optional.of(
                        "Which stored result this is a state of, and what the site's maps make of its words, is looked at"
                                + " when it is delivered.")
                : Optional.empty();
    }
}
