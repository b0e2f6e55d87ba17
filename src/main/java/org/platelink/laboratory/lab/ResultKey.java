package org.platelink.laboratory.lab;

import java.util.ArrayList;
import java.util.List;

/**
 * The identifying key of an Observation, a DiagnosticReport or a Specimen of a site's laboratory. The same resource
 * has the same key, and therefore the same id, whether it is received in a message or as FHIR.
 */
public final class ResultKey {

    private final List<String> parts;

    private ResultKey(List<String> parts) {
        this.parts = List.copyOf(parts);
    }

    /**
     * The key of an Observation with an identifier of its own.
     *
     * @param site the id of the site's Organization
     */
    public static ResultKey observation(String site, String system, String value) {
        return new ResultKey(List.of("observation", site, system, value));
    }

    /**
     * The key of an Observation without an identifier of its own.
     *
     * @param report the key of the report that it belongs to
     * @param code its code, as {@link #code} writes it
     * @param subId OBX-4; empty if there is none
     * @param occurrence its number among those of the report that are alike in all this, from 1 on
     */
    public static ResultKey observation(ResultKey report, String code, String subId, int occurrence) {
        List<String> parts = new ArrayList<>(report.parts);
        parts.set(0, "observation");
        parts.addAll(List.of(code, subId, String.valueOf(occurrence)));
        return new ResultKey(parts);
    }

    /**
     * The key of a DiagnosticReport.
     *
     * @param site the id of the site's Organization
     * @param system the namespace of the laboratory's order number
     * @param number the laboratory's order number; the orderer's if the laboratory gave none
     * @param code its code, as {@link #code} writes it
     */
    public static ResultKey report(String site, String system, String number, String code) {
        return new ResultKey(List.of("report", site, system, number, code));
    }

    /**
     * The key of a Specimen with an identifier.
     *
     * @param site the id of the site's Organization
     */
    public static ResultKey specimen(String site, String system, String value) {
        return new ResultKey(List.of("specimen", site, system, value));
    }

    /**
     * The key of a Specimen without an identifier of its own.
     *
     * @param report the key of the report that names it
     * @param occurrence its number among those of the report, from 1 on
     */
    static ResultKey specimen(ResultKey report, int occurrence) {
        ResultKey alike = report.occurrence(occurrence);
        List<String> parts = new ArrayList<>(alike.parts);
        parts.set(0, "specimen");
        return new ResultKey(parts);
    }

    /** A code as it is written in a key: the LOINC code if one is known, else the local one. */
    public static String code(String system, String code) {
        return system + "|" + code;
    }

    /**
     * The key of the second, third and further resource with this key in one message; the first keeps it unchanged.
     */
    ResultKey occurrence(int occurrence) {
        if (occurrence == 1) {
            return this;
        }
        List<String> more = new ArrayList<>(parts);
        more.add(String.valueOf(occurrence));
        return new ResultKey(more);
    }

    /** The key as one text; different keys have different texts. */
    public String text() {
        return ResultId.joined(parts.toArray(String[]::new));
    }

    /** The resource id. */
    public String id() {
        return ResultId.of(text());
    }
}
