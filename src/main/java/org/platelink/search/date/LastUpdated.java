package org.platelink.search.date;

import ca.uhn.fhir.jpa.searchparam.SearchParameterMap;
import ca.uhn.fhir.rest.param.DateParam;
import ca.uhn.fhir.rest.param.DateRangeParam;
import ca.uhn.fhir.rest.param.ParamPrefixEnum;
import java.time.Instant;
import java.util.Date;
import org.jspecify.annotations.Nullable;
import org.platelink.search.SearchRewriting;

/**
 * Says {@code _lastUpdated} by moments. HAPI holds it against the table of resources itself, and takes a day from where it
 * begins first on earth to where it ends last: two days long, with results of a day that was not asked for.
 */
final class LastUpdated implements SearchRewriting {

    /** Nothing is updated so late. */
    private static final Date NEVER = Date.from(Instant.parse("9999-12-31T00:00:00Z"));

    @Override
    public void rewrite(String type, SearchParameterMap search) {
        DateRangeParam asked = search.getLastUpdated();
        if (asked != null) {
            search.setLastUpdated(byMoments(asked));
        }
    }

    static DateRangeParam byMoments(DateRangeParam asked) {
        DateParam lower = asked.getLowerBound();
        DateParam upper = asked.getUpperBound();
        if (isAbsent(lower) && isAbsent(upper)) {
            return asked;
        }
        if (!isAbsent(lower) && lower.getPrefix() == ParamPrefixEnum.NOT_EQUAL) {
            DateSpan span = DateSpan.of(lower);
            return new DateRangeParam(
                    new DateParam(ParamPrefixEnum.NOT_EQUAL, Date.from(span.first())),
                    new DateParam(ParamPrefixEnum.NOT_EQUAL, Date.from(span.last())));
        }
        Instant first = isAbsent(lower) ? null : first(lower);
        Instant last = isAbsent(upper) ? null : last(upper);
        if (first != null && last != null && first.isAfter(last)) {
            return new DateRangeParam(new DateParam(ParamPrefixEnum.GREATERTHAN_OR_EQUALS, NEVER), null);
        }
        return new DateRangeParam(
                first == null ? null : new DateParam(ParamPrefixEnum.GREATERTHAN_OR_EQUALS, Date.from(first)),
                last == null ? null : new DateParam(ParamPrefixEnum.LESSTHAN_OR_EQUALS, Date.from(last)));
    }

    private static boolean isAbsent(@Nullable DateParam bound) {
        return bound == null || bound.getMissing() != null || bound.isEmpty();
    }

    private static Instant first(DateParam lower) {
        ParamPrefixEnum prefix = lower.getPrefix();
        return prefix == ParamPrefixEnum.GREATERTHAN || prefix == ParamPrefixEnum.STARTS_AFTER
                ? DateSpan.of(lower).last().plusMillis(1)
                : DateSpan.of(lower).first();
    }

    private static Instant last(DateParam upper) {
        ParamPrefixEnum prefix = upper.getPrefix();
        return prefix == ParamPrefixEnum.LESSTHAN || prefix == ParamPrefixEnum.ENDS_BEFORE
                ? DateSpan.of(upper).first().minusMillis(1)
                : DateSpan.of(upper).last();
    }
}
