package org.platelink.platform.hapi.search.quantity;

import ca.uhn.fhir.jpa.model.util.UcumServiceUtil;
import org.fhir.ucum.UcumEssenceService;
import org.platelink.platform.hapi.PrivateField;

/** Puts a UCUM service in the place of the one that HAPI keeps in a private static field, without a setter for it. */
final class UcumReplacement {

    private UcumReplacement() {}

    static void install(UcumEssenceService service) {
        PrivateField.of(UcumServiceUtil.class, "myUcumEssenceService", UcumEssenceService.class)
                .set(null, service);
    }
}
