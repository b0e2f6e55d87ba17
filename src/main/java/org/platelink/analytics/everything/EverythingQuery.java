package org.platelink.analytics.everything;

import ca.uhn.fhir.rest.api.server.RequestDetails;
import ca.uhn.fhir.util.UrlUtil;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.hl7.fhir.r4.model.BaseDateTimeType;
import org.hl7.fhir.r4.model.DateTimeType;
import org.hl7.fhir.r4.model.DateType;
import org.jspecify.annotations.Nullable;
import org.platelink.platform.server.FhirErrors;
import org.platelink.platform.server.OperationParameters;

/**
 * Parameters of an {@code $everything} request.
 *
 * @param patient the id of the Patient
 * @param types the resource types to include; empty for all
 * @param since include only resources created or changed at this time or later; null for all
 * @param start include only what was done on this day or later; null for all
 * @param end include only what was done on this day or earlier; null for all
 * @param newest the highest primary key in HAPI's tables that is included, which keeps the pages stable; null before
 *     the first page
 */
record EverythingQuery(
        String patient,
        List<String> types,
        @Nullable String since,
        @Nullable String start,
        @Nullable String end,
        @Nullable Long newest) {

    private static final String SINCE = "_since";
    private static final String TYPE = "_type";
    private static final String START = "start";
    private static final String END = "end";
    private static final String COUNT = "_count";
    private static final String PATIENT = "patient";
    private static final String NEWEST = "newest";

    EverythingQuery {
        types = List.copyOf(types);
    }

    /**
     * Reads the parameters of a request.
     *
     * @throws ca.uhn.fhir.rest.server.exceptions.InvalidRequestException (400) that names what is wrong with it
     */
    static EverythingQuery of(RequestDetails request, String patient) {
        OperationParameters parameters = OperationParameters.of(
                        request, START, END, SINCE, TYPE, COUNT, "_summary", "_elements")
                .withoutOtherBody(request);
        // HAPI reads the page size from the URL only, not from a Parameters body.
        parameters.number(COUNT, 0).ifPresent(count -> request.addParameter(COUNT, new String[] {count.toString()}));
        return new EverythingQuery(
                patient,
                parameters.texts(TYPE).stream()
                        .flatMap(text -> Arrays.stream(text.split(",")))
                        .map(String::trim)
                        .filter(type -> !type.isEmpty())
                        .distinct()
                        .toList(),
                date(parameters, SINCE, new DateTimeType()),
                date(parameters, START, new DateType()),
                date(parameters, END, new DateType()),
                null);
    }

    private static @Nullable String date(OperationParameters parameters, String name, BaseDateTimeType form) {
        // A plus sign that was not percent-encoded in the URL arrives as a space.
        Optional<String> text = parameters.text(name).map(value -> value.replace(' ', '+'));
        text.ifPresent(value -> {
            try {
                form.setValueAsString(value);
            } catch (RuntimeException noDate) {
                throw FhirErrors.invalid(
                        OperationParameters.place(name),
                        name.equals(SINCE)
                                ? "The parameter _since is an instant, such as 2026-03-05T08:00:00Z."
                                : "The parameter " + name + " is a date, such as 2026-03-05.");
            }
        });
        return text.orElse(null);
    }

    EverythingQuery upTo(long number) {
        return new EverythingQuery(patient, types, since, start, end, number);
    }

    /** The query serialized as a query string, for the name of the answer that the paging links carry. */
    String text() {
        StringBuilder text = new StringBuilder(PATIENT + "=" + UrlUtil.escapeUrlParam(patient));
        add(text, TYPE, types.isEmpty() ? null : String.join(",", types));
        add(text, SINCE, since);
        add(text, START, start);
        add(text, END, end);
        add(text, NEWEST, newest == null ? null : newest.toString());
        return text.toString();
    }

    private static void add(StringBuilder text, String name, @Nullable String value) {
        if (value != null) {
            text.append('&').append(name).append('=').append(UrlUtil.escapeUrlParam(value));
        }
    }

    /** Parses what {@link #text} wrote; empty if the text is not of that form. */
    static Optional<EverythingQuery> parse(String text) {
        Map<String, String[]> parts = UrlUtil.parseQueryString(text);
        String patient = first(parts, PATIENT);
        String newest = first(parts, NEWEST);
        if (patient == null || newest == null || !newest.matches("\\d{1,18}")) {
            return Optional.empty();
        }
        String types = first(parts, TYPE);
        return Optional.of(new EverythingQuery(
                patient,
                types == null ? List.of() : List.of(types.split(",")),
                first(parts, SINCE),
                first(parts, START),
                first(parts, END),
                Long.valueOf(newest)));
    }

    private static @Nullable String first(Map<String, String[]> parts, String name) {
        String[] values = parts.get(name);
        return values == null || values.length != 1 ? null : values[0];
    }
}
