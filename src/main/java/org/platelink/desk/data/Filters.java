package org.platelink.desk.data;

import java.time.LocalDate;
import java.time.format.DateTimeParseException;
import org.platelink.desk.api.Api;

/**
 * Filters for the rows of a table; an invalid value is treated as empty.
 *
 * @param group the id of a Group of patients; empty for all
 * @param patient the id of one Patient; empty for all
 * @param since the day, in UTC, after whose beginning they were written; empty for all
 */
record Filters(String group, String patient, String since) {

    private static final String ID = "[A-Za-z0-9.-]{1,64}";

    Filters {
        group = group.matches(ID) ? group : "";
        patient = patient.matches(ID) ? patient : "";
        since = isDay(since) ? since : "";
    }

    boolean isEmpty() {
        return group.isEmpty() && patient.isEmpty() && since.isEmpty();
    }

    /** The filters as parameters of the API, each after an ampersand. */
    String query() {
        return (group.isEmpty() ? "" : "&group=" + Api.encoded("Group/" + group))
                + (patient.isEmpty() ? "" : "&patient=" + Api.encoded("Patient/" + patient))
                + (since.isEmpty() ? "" : "&_since=" + since + "T00:00:00Z");
    }

    /** The filters as parameters of the desk's own pages, each after an ampersand. */
    String own() {
        return (group.isEmpty() ? "" : "&group=" + group)
                + (patient.isEmpty() ? "" : "&patient=" + patient)
                + (since.isEmpty() ? "" : "&since=" + since);
    }

    private static boolean isDay(String text) {
        try {
            LocalDate.parse(text);
            return true;
        } catch (DateTimeParseException no) {
            return false;
        }
    }
}
