package org.platelink.laboratory.lab;

import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;
import org.platelink.laboratory.hl7v2.Order;
import org.platelink.laboratory.hl7v2.Result;
import org.platelink.laboratory.journal.Reason;

/** Adds findings about the status of results and reports. */
final class StateFindings {

    /** What a status word may look like. Anything else may contain patient data, and is not repeated in findings. */
    private static final Pattern WORD = Pattern.compile("[\\p{L}\\d][\\p{L}\\d _-]{0,19}");

    private final SiteMaps maps;
    private final PatientFindings found;

    StateFindings(SiteMaps maps, PatientFindings found) {
        this.maps = maps;
        this.found = found;
    }

    void unknown(Result result, String place) {
        String word = key(result.status());
        found.add(
                Reason.UNKNOWN_STATUS,
                place + "-11",
                word,
                unknown("result", word, "0085", Statuses.OF_RESULTS, "OBX-11", SiteUris.STATES_OF_RESULTS));
    }

    void unknown(Order order, String place) {
        String word = key(order.status());
        found.add(
                Reason.UNKNOWN_STATUS,
                place + "-25",
                word,
                unknown("report", word, "0123", Statuses.OF_REPORTS, "OBR-25", SiteUris.STATES_OF_REPORTS));
    }

    /** Adds the finding that status O was sent with a value of an analyte of the study. */
    void contradicted(String place) {
        found.add(
                Reason.UNKNOWN_STATUS,
                place + "-11",
                "O",
                "OBX-11 says that this is a detail of the order (O) and no result, and it is a value of an analyte of the"
                        + " study. Send the state that it has, or say in the group " + group()
                        + " of the site's ConceptMap, with the target " + SiteUris.STATES_OF_RESULTS
                        + ", what O means: O leaves it out, another code of the table takes it.");
    }

    void missingOfResult(String place) {
        found.add(
                Reason.STATUS,
                place + "-11",
                null,
                "The result has no status, nor its order one that tells it; send one of " + Statuses.OF_RESULTS
                        + " (HL7 table 0085) in OBX-11.");
    }

    void missing(String place) {
        found.add(
                Reason.STATUS,
                place + "-25",
                null,
                "The report has no status that says whether it is final, nor have its results; send one of O, I, S, P, C, R, F,"
                        + " X (HL7 table 0123) in OBR-25.");
    }

    private String unknown(
            String what, @Nullable String word, String table, String codes, String field, String target) {
        return "The status of the " + what + (word == null ? "" : ", " + word + ",") + " is none of HL7 table " + table
                + ": "
                + codes + ". Send one of these in " + field + ", or say what the word means in the group " + group()
                + " of the site's ConceptMap, with the target " + target + ".";
    }

    private String group() {
        return new SiteUris(maps.site()).answers();
    }

    private static @Nullable String key(String status) {
        String word = status.strip();
        return WORD.matcher(word).matches() ? word : null;
    }
}
