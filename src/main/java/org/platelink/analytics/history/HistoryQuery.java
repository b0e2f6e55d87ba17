package org.platelink.analytics.history;

import ca.uhn.fhir.rest.api.server.RequestDetails;
import ca.uhn.fhir.rest.param.DateParam;
import ca.uhn.fhir.rest.param.DateRangeParam;
import ca.uhn.fhir.util.UrlUtil;
import java.util.Date;
import java.util.Map;
import java.util.Optional;
import org.hl7.fhir.r4.model.DateTimeType;
import org.jspecify.annotations.Nullable;
import org.platelink.platform.server.FhirErrors;
import org.platelink.platform.server.OperationParameters;

/**
 * Parameters of a history request.
 *
 * @param type the resource type
 * @param id the id of the one resource; null for all of the type
 * @param since only versions written at this time or later; null for all
 * @param at only versions that were current at some time within this; null for all
 * @param newest when the newest version that is included was written, which keeps the pages stable; null before the
 *     first page
 */
record HistoryQuery(String type, @Nullable String id, @Nullable Date since, @Nullable Span at, @Nullable Date newest) {

    private static final String SINCE = "_since";
    private static final String AT = "_at";

    /**
     * A closed time interval.
     *
     * @param from its first millisecond
     * @param to its last
     */
    record Span(Date from, Date to) {}

    /**
     * Reads the parameters of a request.
     *
     * @throws ca.uhn.fhir.rest.server.exceptions.InvalidRequestException (400) that names what is wrong with it
     */
    static HistoryQuery of(RequestDetails request, String type, @Nullable String id) {
        OperationParameters parameters =
                OperationParameters.of(request, SINCE, AT, "_count", "_summary", "_elements", "_total");
        return new HistoryQuery(
                type,
                id,
                date(parameters, SINCE).map(Span::from).orElse(null),
                date(parameters, AT).orElse(null),
                null);
    }

    private static Optional<Span> date(OperationParameters parameters, String name) {
        // A plus sign that was not percent-encoded in the URL arrives as a space.
        return parameters.text(name).map(text -> text.replace(' ', '+')).map(text -> {
            try {
                new DateTimeType(text);
                DateRangeParam range = new DateRangeParam(new DateParam(text));
                return new Span(range.getLowerBoundAsInstant(), range.getUpperBoundAsInstant());
            } catch (RuntimeException noDate) {
                throw FhirErrors.invalid(
                        OperationParameters.place(name),
                        "The parameter " + name
                                + " is a date or an instant, such as 2026-03-05T08:00:00Z, without a prefix.");
            }
        });
    }

    HistoryQuery upTo(Date time) {
        return new HistoryQuery(type, id, since, at, time);
    }

    /** The query serialized as a query string, for the name of the answer that the paging links carry. */
    String text() {
        StringBuilder text = new StringBuilder("type=" + type);
        if (id != null) {
            text.append("&id=").append(UrlUtil.escapeUrlParam(id));
        }
        add(text, "since", since);
        add(text, "from", at == null ? null : at.from());
        add(text, "to", at == null ? null : at.to());
        add(text, "newest", newest);
        return text.toString();
    }

    private static void add(StringBuilder text, String name, @Nullable Date time) {
        if (time != null) {
            text.append('&').append(name).append('=').append(time.getTime());
        }
    }

    /** Parses what {@link #text} wrote; empty if the text is not of that form. */
    static Optional<HistoryQuery> parse(String text) {
        Map<String, String[]> parts = UrlUtil.parseQueryString(text);
        try {
            Date newest = time(parts, "newest");
            Date from = time(parts, "from");
            Date to = time(parts, "to");
            String[] type = parts.get("type");
            String[] id = parts.get("id");
            return type == null || newest == null
                    ? Optional.empty()
                    : Optional.of(new HistoryQuery(
                            type[0],
                            id == null ? null : id[0],
                            time(parts, "since"),
                            from == null || to == null ? null : new Span(from, to),
                            newest));
        } catch (NumberFormatException noTime) {
            return Optional.empty();
        }
    }

    private static @Nullable Date time(Map<String, String[]> parts, String name) {
        String[] values = parts.get(name);
        return values == null ? null : new Date(Long.parseLong(values[0]));
    }
}
