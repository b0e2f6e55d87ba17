package org.platelink.platform.hapi.search.quantity;

import ca.uhn.fhir.rest.param.ParamPrefixEnum;
import ca.uhn.fhir.rest.param.QuantityParam;
import com.healthmarketscience.sqlbuilder.BinaryCondition.Op;
import com.healthmarketscience.sqlbuilder.ComboCondition;
import com.healthmarketscience.sqlbuilder.Condition;
import java.math.BigDecimal;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * Comparison of stored quantities with a searched number, by FHIR's table of prefixes; a stored quantity is a span
 * with a low and a high end. For {@code gt}, {@code lt} and the like the searched number is exact; for the other
 * prefixes it has the precision with which it is written.
 *
 * @param prefix the prefix
 * @param unit the number, in canonical units where it has a unit
 * @param low the least number that is equal or near to it
 * @param high the upper bound of those, exclusive
 */
record QuantityComparison(ParamPrefixEnum prefix, CanonicalUnit unit, double low, double high) {

    /** The index, as a builder of the conditions that a comparison consists of. */
    interface Index {

        Condition named(List<String> names);

        Condition number(Op comparator, double number);
    }

    /**
     * The comparison that a search parameter asks for.
     *
     * @param system the system of its unit; null if it has none
     */
    static QuantityComparison of(QuantityParam quantity, @Nullable String system) {
        ParamPrefixEnum prefix = quantity.getPrefix() == null ? ParamPrefixEnum.EQUAL : quantity.getPrefix();
        BigDecimal number = quantity.getValue();
        ImplicitRange span =
                prefix == ParamPrefixEnum.APPROXIMATE ? ImplicitRange.about(number) : ImplicitRange.equalTo(number);
        return new QuantityComparison(
                prefix,
                canonical(number, system, quantity),
                canonical(span.low(), system, quantity).number(),
                canonical(span.high(), system, quantity).number());
    }

    private static CanonicalUnit canonical(BigDecimal number, @Nullable String system, QuantityParam quantity) {
        return system == null
                ? new CanonicalUnit(null, null, number.doubleValue())
                : CanonicalUnit.of(number, system, quantity.getUnits());
    }

    Condition predicate(IndexName name, Index rows) {
        double number = unit.number();
        return switch (prefix) {
            case LESSTHAN -> is(rows, name.exactAndLow(), Op.LESS_THAN, number);
            case LESSTHAN_OR_EQUALS -> is(rows, name.exactAndLow(), Op.LESS_THAN_OR_EQUAL_TO, number);
            case STARTS_AFTER -> is(rows, name.exactAndLow(), Op.GREATER_THAN, number);
            case GREATERTHAN -> is(rows, name.exactAndHigh(), Op.GREATER_THAN, number);
            case GREATERTHAN_OR_EQUALS -> is(rows, name.exactAndHigh(), Op.GREATER_THAN_OR_EQUAL_TO, number);
            case ENDS_BEFORE -> is(rows, name.exactAndHigh(), Op.LESS_THAN, number);
            case EQUAL ->
                ComboCondition.and(
                        rows.named(List.of(name.exact())),
                        rows.number(Op.GREATER_THAN_OR_EQUAL_TO, low),
                        rows.number(Op.LESS_THAN, high));
            case NOT_EQUAL ->
                ComboCondition.or(
                        ComboCondition.and(
                                rows.named(List.of(name.exact())),
                                ComboCondition.or(
                                        rows.number(Op.LESS_THAN, low),
                                        rows.number(Op.GREATER_THAN_OR_EQUAL_TO, high))),
                        rows.named(List.of(name.low())));
            case APPROXIMATE ->
                ComboCondition.or(
                        between(rows, name.exact(), low, high),
                        between(rows, name.high(), low, Math.nextDown(NumberSpan.HIGHEST)),
                        between(rows, name.low(), Math.nextUp(NumberSpan.LOWEST), high));
        };
    }

    private static Condition is(Index rows, List<String> names, Op comparator, double number) {
        return ComboCondition.and(rows.named(names), rows.number(comparator, number));
    }

    private static Condition between(Index rows, String name, double least, double most) {
        return ComboCondition.and(
                rows.named(List.of(name)),
                rows.number(Op.GREATER_THAN_OR_EQUAL_TO, least),
                rows.number(Op.LESS_THAN_OR_EQUAL_TO, most));
    }
}
