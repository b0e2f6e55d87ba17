package org.platelink.trial.schedule;

import java.time.DateTimeException;
import java.time.LocalDate;
import org.hl7.fhir.r4.model.DateType;
import org.jspecify.annotations.Nullable;
import org.platelink.platform.server.FhirErrors;

/** Parser of the operation parameter {@code asOf}, the day as of which a question is answered. */
public final class AsOfParameter {

    private AsOfParameter() {}

    /**
     * Parses the parameter.
     *
     * @return null if it was not sent
     * @throws ca.uhn.fhir.rest.server.exceptions.InvalidRequestException (400) if it is not exact to the day
     */
    public static @Nullable LocalDate day(@Nullable DateType asOf) {
        try {
            return asOf == null || asOf.isEmpty() ? null : LocalDate.parse(asOf.getValueAsString());
        } catch (DateTimeException wrong) {
            throw FhirErrors.invalid("asOf", "asOf must be a day, such as 2026-03-10.");
        }
    }
}
