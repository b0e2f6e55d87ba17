package org.platelink.platform.hapi.search.date;

import static ca.uhn.fhir.rest.param.ParamPrefixEnum.GREATERTHAN;
import static ca.uhn.fhir.rest.param.ParamPrefixEnum.GREATERTHAN_OR_EQUALS;
import static ca.uhn.fhir.rest.param.ParamPrefixEnum.LESSTHAN;
import static ca.uhn.fhir.rest.param.ParamPrefixEnum.LESSTHAN_OR_EQUALS;

import ca.uhn.fhir.jpa.dao.predicate.SearchFilterParser.CompareOperation;
import ca.uhn.fhir.jpa.search.builder.predicate.DatePredicateBuilder;
import ca.uhn.fhir.jpa.search.builder.sql.SearchQueryBuilder;
import ca.uhn.fhir.model.api.IQueryParameterType;
import ca.uhn.fhir.rest.param.DateParam;
import ca.uhn.fhir.rest.param.ParamPrefixEnum;
import com.healthmarketscience.sqlbuilder.ComboCondition;
import com.healthmarketscience.sqlbuilder.Condition;
import com.healthmarketscience.sqlbuilder.dbspec.basic.DbColumn;
import java.time.Clock;
import java.util.Date;
import org.jspecify.annotations.Nullable;
import org.platelink.platform.server.DateSpan;

/**
 * SQL predicates of a search by date. HAPI's date index holds the first and the last moment of each stored date, and
 * its first and last day; the predicates compare them with the span of the date that is searched for. Each value of a
 * list has its own prefix; HAPI applies the first value's prefix to all of them.
 */
final class DatePredicates extends DatePredicateBuilder {

    private final Clock clock;

    DatePredicates(SearchQueryBuilder search, Clock clock) {
        super(search);
        this.clock = clock;
    }

    @Override
    public Condition createPredicateDateWithoutIdentityPredicate(
            IQueryParameterType parameter, @Nullable CompareOperation ofTheFirst) {
        if (!(parameter instanceof DateParam date) || date.isEmpty()) {
            return super.createPredicateDateWithoutIdentityPredicate(parameter, ofTheFirst);
        }
        ParamPrefixEnum prefix = date.getPrefix() == null ? ParamPrefixEnum.EQUAL : date.getPrefix();
        DateSpan span = DateSpan.of(date);
        return predicate(prefix, prefix == ParamPrefixEnum.APPROXIMATE ? span.approximately(clock.instant()) : span);
    }

    private Condition predicate(ParamPrefixEnum prefix, DateSpan span) {
        DateSpan.Days days = span.days();
        return days == null
                ? predicate(
                        prefix,
                        column("SP_VALUE_LOW"),
                        column("SP_VALUE_HIGH"),
                        Date.from(span.first()),
                        Date.from(span.last()))
                : predicate(
                        prefix,
                        column("SP_VALUE_LOW_DATE_ORDINAL"),
                        column("SP_VALUE_HIGH_DATE_ORDINAL"),
                        days.first(),
                        days.last());
    }

    /**
     * FHIR's table of prefixes, for a stored value from {@code low} to {@code high}. Conditions that repeat the same
     * bound for both columns are redundant, but let the database use a range of its index.
     */
    private Condition predicate(ParamPrefixEnum prefix, DbColumn low, DbColumn high, Object first, Object last) {
        return switch (prefix) {
            case EQUAL ->
                ComboCondition.and(
                        is(low, GREATERTHAN_OR_EQUALS, first),
                        is(low, LESSTHAN_OR_EQUALS, last),
                        is(high, LESSTHAN_OR_EQUALS, last),
                        is(high, GREATERTHAN_OR_EQUALS, first));
            case NOT_EQUAL -> ComboCondition.or(is(low, LESSTHAN, first), is(high, GREATERTHAN, last));
            case GREATERTHAN -> is(high, GREATERTHAN, last);
            case GREATERTHAN_OR_EQUALS -> is(high, GREATERTHAN_OR_EQUALS, first);
            case LESSTHAN -> is(low, LESSTHAN, first);
            case LESSTHAN_OR_EQUALS -> is(low, LESSTHAN_OR_EQUALS, last);
            case STARTS_AFTER -> is(low, GREATERTHAN, last);
            case ENDS_BEFORE -> is(high, LESSTHAN, first);
            case APPROXIMATE ->
                ComboCondition.and(is(low, LESSTHAN_OR_EQUALS, last), is(high, GREATERTHAN_OR_EQUALS, first));
        };
    }

    private DbColumn column(String name) {
        return getTable().findColumn(name);
    }

    private Condition is(DbColumn column, ParamPrefixEnum comparator, Object value) {
        return createConditionForValueWithComparator(comparator, column, value);
    }
}
