package org.platelink.trial.subject;

import com.fasterxml.jackson.databind.JsonNode;
import java.time.DateTimeException;
import java.time.OffsetDateTime;
import java.time.ZoneId;
import java.util.Collection;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import org.platelink.platform.canonical.CanonicalUrls;
import org.platelink.platform.server.FhirErrors;

/**
 * A recorded death of a participant.
 *
 * <p>{@code Patient.deceased} holds a month or a year at most, as the guide demands; the day stands in a fatal
 * AdverseEvent. Where both are recorded, the day of the event counts if it is in the period that the Patient states.
 * An event that began before that period is not the day of the death. Of several fatal events the latest counts.
 *
 * @param reference the Patient or the AdverseEvent that records it
 * @param stated the FHIR dateTime as recorded; null if no date is recorded
 * @param day the day at the site, as exactly as it is recorded
 */
record Death(String reference, @Nullable String stated, PartialDate day) {

    private static final String GRADE = CanonicalUrls.STRUCTURE_DEFINITION + "ae-grade";
    private static final int GRADE_OF_DEATH = 5;
    private static final int LENGTH_OF_DAY = 10;

    /** How an event is ordered to the death. */
    enum Order {
        NOT_AFTER,
        AFTER,
        UNKNOWN
    }

    /**
     * The recorded death of a participant.
     *
     * @param patient the Patient
     * @param events the AdverseEvents of the Patient
     * @param zone the site's time zone
     * @throws ca.uhn.fhir.rest.server.exceptions.ResourceVersionConflictException (409) if a fatal event is dated
     *     after the death that the Patient states
     */
    static Optional<Death> of(JsonNode patient, Collection<JsonNode> events, ZoneId zone) {
        List<Death> fatal = events.stream().flatMap(event -> fatal(event, zone)).toList();
        Optional<Death> last =
                fatal.stream().max(Comparator.comparing(one -> one.day().first()));
        Optional<Death> stated = stated(patient, zone);
        if (stated.isEmpty() || stated.get().stated() == null) {
            return last.or(() -> stated);
        }
        PartialDate period = stated.get().day();
        fatal.stream()
                .filter(one -> one.day().isAfter(period.last()))
                .findFirst()
                .ifPresent(later -> {
                    throw FhirErrors.conflict(
                            "AdverseEvent.date",
                            later.reference() + " is a death of " + later.day().text() + ", and the Patient states "
                                    + period.text() + ". Correct the one that is wrong.");
                });
        return fatal.stream()
                .filter(one -> !one.day().isBefore(period.first()))
                .filter(one -> !one.day().last().isAfter(period.last()))
                .max(Comparator.comparing(one -> one.day().first()))
                .or(() -> stated);
    }

    private static Optional<Death> stated(JsonNode patient, ZoneId zone) {
        String reference = "Patient/" + patient.path("id").asText();
        String died = patient.path("deceasedDateTime").asText("");
        if (!died.isEmpty()) {
            return Optional.of(new Death(reference, died, PartialDate.of(died, zone)));
        }
        return patient.path("deceasedBoolean").asBoolean()
                ? Optional.of(new Death(reference, null, PartialDate.UNKNOWN))
                : Optional.empty();
    }

    private static Stream<Death> fatal(JsonNode event, ZoneId zone) {
        if (!isFatal(event)) {
            return Stream.empty();
        }
        String reference = "AdverseEvent/" + event.path("id").asText();
        String date = event.path("date").asText("");
        return Stream.of(
                date.isEmpty()
                        ? new Death(reference, null, PartialDate.UNKNOWN)
                        : new Death(reference, date, PartialDate.of(date, zone)));
    }

    /** Whether an AdverseEvent that took place records a death: its outcome is fatal, or its grade is 5. */
    static boolean isFatal(JsonNode event) {
        if (event.path("actuality").asText().equals("potential")) {
            return false;
        }
        for (JsonNode coding : event.path("outcome").path("coding")) {
            if (coding.path("code").asText().equals("fatal")) {
                return true;
            }
        }
        for (JsonNode extension : event.path("extension")) {
            if (extension.path("url").asText().equals(GRADE)
                    && extension.path("valueInteger").asInt() == GRADE_OF_DEATH) {
                return true;
            }
        }
        return false;
    }

    /**
     * Whether an event was after the death. What is of the same day and not exact to the time may have been before
     * it.
     *
     * @param dateTime the FHIR dateTime of the event as recorded
     * @param date the day of the event at the site
     */
    Order orderOf(String dateTime, PartialDate date) {
        if (date.isAfter(day.last())) {
            return Order.AFTER;
        }
        if (isTime(dateTime) && stated != null && isTime(stated)) {
            return time(dateTime).isAfter(time(stated)) ? Order.AFTER : Order.NOT_AFTER;
        }
        boolean sameDay = date.isDay() && day.isDay() && date.first().equals(day.first());
        return sameDay || date.isBefore(day.first()) ? Order.NOT_AFTER : Order.UNKNOWN;
    }

    /** When it was, for a sentence. */
    String when() {
        return stated == null ? "on a day that is not recorded" : "on " + day.text();
    }

    private static boolean isTime(String dateTime) {
        return dateTime.length() > LENGTH_OF_DAY;
    }

    private static OffsetDateTime time(String dateTime) {
        try {
            return OffsetDateTime.parse(dateTime);
        } catch (DateTimeException noTime) {
            throw new IllegalArgumentException("not a time", noTime);
        }
    }
}
