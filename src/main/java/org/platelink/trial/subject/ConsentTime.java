package org.platelink.trial.subject;

import java.time.Clock;
import java.time.LocalDate;
import java.time.ZoneId;
import java.util.regex.Pattern;
import org.hl7.fhir.r4.model.DateTimeType;
import org.platelink.platform.server.FhirErrors;
import org.platelink.platform.server.OperationParameters;

/**
 * The date or time at which a person consented or assented.
 *
 * @param stated the value as sent: a day, or a time with its offset
 * @param day the calendar day of it in the site's time zone
 */
record ConsentTime(DateTimeType stated, LocalDate day) {

    private static final int LENGTH_OF_DAY = 10;
    private static final Pattern WITH_OFFSET = Pattern.compile(".*(Z|[+-]\\d\\d:\\d\\d)");

    /**
     * Validates and parses a value as sent.
     *
     * @param name the name of the parameter that holds it
     * @param site the site's time zone
     * @throws ca.uhn.fhir.rest.server.exceptions.UnprocessableEntityException (422) if it is less exact than a day,
     *     has a time without an offset, or is in the future
     */
    static ConsentTime of(String name, DateTimeType stated, ZoneId site, Clock clock) {
        String text = stated.getValueAsString();
        if (text.length() < LENGTH_OF_DAY) {
            throw FhirErrors.broken(
                    OperationParameters.place(name), name + " must be exact to the day at least, such as 2026-03-01.");
        }
        if (!isDay(text) && !WITH_OFFSET.matcher(text).matches()) {
            throw FhirErrors.broken(
                    OperationParameters.place(name),
                    name + " needs the offset of its time, such as +08:00; or send the day alone.");
        }
        LocalDate day = dayOf(stated, site);
        boolean future = isDay(text)
                ? day.isAfter(LocalDate.now(clock.withZone(site)))
                : stated.getValue().toInstant().isAfter(clock.instant());
        if (future) {
            throw FhirErrors.broken(
                    OperationParameters.place(name), name + " is in the future; send it when it has happened.");
        }
        return new ConsentTime(stated, day);
    }

    /** The calendar day of it at a site; for a value that is exact to the month only, the first day that it may be. */
    static LocalDate dayOf(DateTimeType stated, ZoneId site) {
        return PartialDate.of(stated.getValueAsString(), site).first();
    }

    private static boolean isDay(String text) {
        return text.length() == LENGTH_OF_DAY;
    }
}
