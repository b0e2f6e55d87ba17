package org.platelink.desk.intake;

import jakarta.servlet.http.HttpServletRequest;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;
import org.platelink.desk.api.Api;

/** Filter of the message list; an empty text does not restrict. */
record MessageFilter(String status, String reason, String door, String text) {

    static final List<String> STATUSES =
            List.of("received", "applied", "partial", "parked", "rejected", "duplicate", "superseded");
    static final List<String> DOORS = List.of("https", "mllp", "fhir");

    /** In the journal's order: first the reasons that a site corrects itself. */
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
            "subject-locked",
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

    /** The filter as query parameters, which are the same for pages and the API. */
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

    /** The filter with additional parameters. */
    String query(String more) {
        return isEmpty() ? more : query() + "&" + more;
    }
}
