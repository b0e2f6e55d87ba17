package org.platelink.platform.server;

import ca.uhn.fhir.parser.DataFormatException;
import ca.uhn.fhir.rest.api.Constants;
import ca.uhn.fhir.rest.param.DateParam;
import ca.uhn.fhir.rest.param.ParamPrefixEnum;
import ca.uhn.fhir.rest.server.exceptions.InvalidRequestException;
import ca.uhn.fhir.util.UrlUtil;
import java.time.Instant;
import java.util.Arrays;
import java.util.EnumSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/**
 * Merges all {@code _lastUpdated} parameters of a search into one range, since HAPI reads this parameter as a range
 * only: it knows no {@code ap}, and of two lower bounds drops one.
 */
public final class LastUpdatedRange {

    private static final String NAME = Constants.PARAM_LASTUPDATED;

    private static final Set<ParamPrefixEnum> LOWER = EnumSet.of(
            ParamPrefixEnum.GREATERTHAN, ParamPrefixEnum.GREATERTHAN_OR_EQUALS, ParamPrefixEnum.STARTS_AFTER);
    private static final Set<ParamPrefixEnum> UPPER =
            EnumSet.of(ParamPrefixEnum.LESSTHAN, ParamPrefixEnum.LESSTHAN_OR_EQUALS, ParamPrefixEnum.ENDS_BEFORE);

    private LastUpdatedRange() {}

    /**
     * The parameters of a search with one range for {@code _lastUpdated}.
     *
     * @throws ca.uhn.fhir.rest.server.exceptions.BaseServerResponseException (400) if one range cannot express them
     */
    public static Map<String, String[]> in(Map<String, String[]> parameters, Instant now) {
        String[] values = parameters.get(NAME);
        if (values == null) {
            return parameters;
        }
        Map<String, String[]> ranged = new LinkedHashMap<>(parameters);
        ranged.put(NAME, range(values, now));
        return ranged;
    }

    /** The same for a search in a URL: the text after the question mark. */
    public static String in(String query, Instant now) {
        if (!query.contains(NAME)) {
            return query;
        }
        return in(UrlUtil.parseQueryStrings(query), now).entrySet().stream()
                .flatMap(parameter -> Arrays.stream(parameter.getValue())
                        .map(value -> UrlUtil.escapeUrlParam(parameter.getKey()) + "=" + UrlUtil.escapeUrlParam(value)))
                .collect(Collectors.joining("&"));
    }

    private static String[] range(String[] values, Instant now) {
        List<DateParam> dates =
                Arrays.stream(values).map(LastUpdatedRange::date).toList();
        boolean isRange = dates.size() == 2 && count(dates, LOWER) == 1 && count(dates, UPPER) == 1;
        boolean isOne = dates.size() == 1 && dates.get(0).getPrefix() != ParamPrefixEnum.APPROXIMATE;
        if (isRange || isOne) {
            return values;
        }
        Instant first = null;
        Instant last = null;
        for (DateParam date : dates) {
            ParamPrefixEnum prefix = prefix(date);
            if (prefix == ParamPrefixEnum.NOT_EQUAL) {
                throw FhirErrors.unsupported(
                        NAME, "The parameter " + NAME + " takes ne alone, and not beside another " + NAME + ".");
            }
            DateSpan span = DateSpan.of(date);
            DateSpan meant = prefix == ParamPrefixEnum.APPROXIMATE ? span.approximately(now) : span;
            if (!UPPER.contains(prefix)) {
                Instant from = prefix == ParamPrefixEnum.GREATERTHAN || prefix == ParamPrefixEnum.STARTS_AFTER
                        ? meant.last().plusMillis(1)
                        : meant.first();
                first = first == null || from.isAfter(first) ? from : first;
            }
            if (!LOWER.contains(prefix)) {
                Instant to = prefix == ParamPrefixEnum.LESSTHAN || prefix == ParamPrefixEnum.ENDS_BEFORE
                        ? meant.first().minusMillis(1)
                        : meant.last();
                last = last == null || to.isBefore(last) ? to : last;
            }
        }
        return written(first, last);
    }

    private static String[] written(@Nullable Instant first, @Nullable Instant last) {
        if (first != null && last != null) {
            return first.isAfter(last)
                    ? new String[] {"ge" + DateSpan.NEVER}
                    : new String[] {"ge" + first, "le" + last};
        }
        return new String[] {first != null ? "ge" + first : "le" + last};
    }

    private static long count(List<DateParam> dates, Set<ParamPrefixEnum> prefixes) {
        return dates.stream().filter(date -> prefixes.contains(prefix(date))).count();
    }

    private static ParamPrefixEnum prefix(DateParam date) {
        return date.getPrefix() == null ? ParamPrefixEnum.EQUAL : date.getPrefix();
    }

    private static DateParam date(String value) {
        if (value.indexOf(',') >= 0) {
            throw FhirErrors.unsupported(
                    NAME,
                    "The parameter " + NAME + " takes no list; ask for one range, such as " + NAME + "=ge2026-03&"
                            + NAME + "=lt2026-05.");
        }
        try {
            DateParam date = new DateParam(value);
            if (!date.isEmpty()) {
                return date;
            }
        } catch (DataFormatException | InvalidRequestException noDate) {
            // Rejected below, with a message that names the parameter.
        }
        throw FhirErrors.invalid(
                NAME,
                "The parameter " + NAME + " needs a date, such as " + NAME + "=ge2026-03 or " + NAME
                        + "=lt2026-03-01T12:00:00Z.");
    }
}
