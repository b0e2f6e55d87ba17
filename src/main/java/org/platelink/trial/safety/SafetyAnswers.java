package org.platelink.trial.safety;

import ca.uhn.fhir.rest.api.server.RequestDetails;
import java.util.List;
import org.hl7.fhir.instance.model.api.IBaseResource;
import org.hl7.fhir.r4.model.IntegerType;
import org.hl7.fhir.r4.model.StringType;
import org.jspecify.annotations.Nullable;
import org.platelink.platform.server.FhirErrors;
import org.platelink.platform.table.Table;
import org.platelink.trial.schedule.SubjectVisits;

/** Builds the answers of the safety operations, as Parameters or as CSV. */
final class SafetyAnswers {

    private static final int GRAVEST = 4;

    private final Suggestions suggestions;
    private final ReportedEvents events;

    SafetyAnswers(Suggestions suggestions, ReportedEvents events) {
        this.suggestions = suggestions;
        this.events = events;
    }

    /**
     * The grades that the results of subjects suggest.
     *
     * @param least the lowest grade to list; 1 if null
     * @param table the table to return if CSV is requested
     */
    IBaseResource grades(
            RequestDetails request,
            String study,
            List<SubjectVisits> subjects,
            @Nullable IntegerType least,
            @Nullable StringType table) {
        int from = least == null || least.isEmpty() ? 1 : least.getValue();
        if (from < 0 || from > GRAVEST) {
            throw FhirErrors.invalid("least", "least is a grade from 0 to " + GRAVEST + ".");
        }
        GradeTables tables = new GradeTables(suggestions.of(study, subjects), from);
        Table csv =
                switch (wanted(table, "suggestions")) {
                    case "suggestions" -> tables.suggestions();
                    case "ungraded" -> tables.ungraded();
                    case "worst" -> tables.worst();
                    default -> throw FhirErrors.invalid("table", "The table is suggestions, ungraded or worst.");
                };
        return Table.isWantedAsCsv(request) ? csv.asCsv() : tables.asParameters();
    }

    /** The adverse events of subjects. */
    IBaseResource events(
            RequestDetails request, String study, List<SubjectVisits> subjects, @Nullable StringType table) {
        EventTables tables = new EventTables(events.of(study, subjects));
        Table csv =
                switch (wanted(table, "events")) {
                    case "events" -> tables.events();
                    case "counts" -> tables.counts();
                    default -> throw FhirErrors.invalid("table", "The table is events or counts.");
                };
        return Table.isWantedAsCsv(request) ? csv.asCsv() : tables.asParameters();
    }

    private static String wanted(@Nullable StringType table, String usual) {
        return table == null || table.isEmpty() ? usual : table.getValue();
    }
}
