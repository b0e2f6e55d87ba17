package org.platelink.desk.intake;

import jakarta.servlet.http.HttpServletRequest;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;
import org.platelink.desk.api.Api;

/** Which messages somebody wants to see; an empty text asks for nothing. */
record MessageFilter(String status, String reason, String door, String text) {

    static final List<String> STATUSES =
            List.of("received", "applied", "partial", "parked", "rejected", "duplicate", "superseded");
    static final List<String> DOORS = List.of("https", "mllp", "fhir");

    /** As they stand in the journal's order: those that a site mends first. */
    static final List<String> REASONS = List.of(
            "unknown-subject",
            "ambiguous-subject",
            "subject-mismatch",
            "unmapped-code",
            "unmapped-unit",
            "unmapped-answer",
            "unmapped-namespace",
            "unknown-status",
            "wrong-unit",
            "implausible-value",
            "unreadable-value",
            "unreadable-time",
            "unsupported-value",
            "number-of-another-subject",
            "number-used-again",
            "status-regression",
            "correction-sent-again",
            "results-not-accounted",
            "identifier-in-text",
            "breaks-guide",
            "message-type",
            "processing-id",
            "batch",
            "no-header",
            "character-set",
            "control-character",
            "too-large",
            "no-control-id",
            "control-id-reused",
            "not-parsed",
            "no-order-number",
            "no-order-code",
            "status",
            "no-results");

    static MessageFilter of(HttpServletRequest request) {
        return new MessageFilter(
                known(request, "status", STATUSES),
                known(request, "reason", REASONS),
                known(request, "door", DOORS),
                text(request, "text"));
    }

    private static String known(HttpServletRequest request, String name, List<String> all) {
        String value = text(request, name);
        return all.contains(value) ? value : "";
    }

    private static String text(HttpServletRequest request, String name) {
        String value = request.getParameter(name);
        return value == null ? "" : value.strip();
    }

    boolean isEmpty() {
        return query().isEmpty();
    }

    /** As it stands in a query, of pages and of the API alike. */
    String query() {
        Map<String, String> all = new LinkedHashMap<>();
        all.put("status", status);
        all.put("reason", reason);
        all.put("door", door);
        all.put("text", text);
        return all.entrySet().stream()
                .filter(one -> !one.getValue().isEmpty())
                .map(one -> one.getKey() + "=" + Api.encoded(one.getValue()))
                .collect(Collectors.joining("&"));
    }

    /** With something more. */
    String query(String more) {
        return isEmpty() ? more : query() + "&" + more;
    }
}
