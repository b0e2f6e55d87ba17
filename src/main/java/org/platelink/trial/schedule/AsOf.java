package org.platelink.trial.schedule;

import java.time.DateTimeException;
import java.time.LocalDate;
import org.hl7.fhir.r4.model.DateType;
import org.jspecify.annotations.Nullable;
import org.platelink.platform.server.FhirErrors;

/** The day that a question is to be seen from. */
public final class AsOf {

    private AsOf() {}

    /**
     * The day.
     *
     * @return null if none was asked for
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
