package org.platelink.trial.response;

import org.hl7.fhir.r4.model.IntegerType;
import org.jspecify.annotations.Nullable;
import org.platelink.platform.server.FhirErrors;

/**
 * Validator of the parameter {@code rescueDays}: the number of days after a rescue treatment within which a count is
 * not evaluable.
 */
final class RescueDays {

    private static final int MOST = 3660;

    private RescueDays() {}

    /**
     * Validates and reads the parameter.
     *
     * @return null if no count is left out
     * @throws ca.uhn.fhir.rest.server.exceptions.InvalidRequestException (400) if it is not a number of days from 0
     *     to 3660
     */
    static @Nullable Integer of(@Nullable IntegerType parameter) {
        if (parameter == null || parameter.isEmpty()) {
            return null;
        }
        int days = parameter.getValue();
        if (days < 0 || days > MOST) {
            throw FhirErrors.invalid("rescueDays", "rescueDays is a number of days from 0 to " + MOST + ".");
        }
        return days;
    }
}
