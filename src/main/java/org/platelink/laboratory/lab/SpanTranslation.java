package org.platelink.laboratory.lab;

import java.time.ZoneId;
import java.util.Optional;
import java.util.Set;
import java.util.function.UnaryOperator;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.hl7.fhir.r4.model.DateTimeType;
import org.hl7.fhir.r4.model.Period;
import org.hl7.fhir.r4.model.Quantity;
import org.hl7.fhir.r4.model.Range;
import org.hl7.fhir.r4.model.Ratio;
import org.hl7.fhir.r4.model.StringType;
import org.hl7.fhir.r4.model.TimeType;
import org.hl7.fhir.r4.model.Type;
import org.platelink.laboratory.hl7v2.Hl7Time;
import org.platelink.laboratory.hl7v2.Value;

/** Translates structured numerics, ranges and times to FHIR quantities, ratios, ranges, periods and times. */
final class SpanTranslation {

    private static final Set<String> COMPARATORS = Set.of("", "=", "<", "<=", ">", ">=");
    private static final Pattern TIME_OF_DAY =
            Pattern.compile("([01]\\d|2[0-3])([0-5]\\d)(?:([0-5]\\d)(\\.\\d{1,4})?)?");

    private final ZoneId zone;

    SpanTranslation(ZoneId zone) {
        this.zone = zone;
    }

    /**
     * Translates a value.
     *
     * @param unit sets the unit of the result on a quantity
     * @return empty if it cannot be read
     */
    Optional<Type> read(Value value, UnaryOperator<Quantity> unit) {
        if (value instanceof Value.StructuredNumeric number) {
            return Optional.of(structured(number, unit));
        }
        if (value instanceof Value.Moment moment) {
            return moment.type().equals("TM")
                    ? timeOfDay(moment.text())
                    : time(moment.text()).map(time -> time);
        }
        if (value instanceof Value.Range range) {
            return range.type().equals("DR") ? period(range) : range(range.from(), range.to(), unit);
        }
        return Optional.empty();
    }

    /** A value that is neither one number nor a range nor a ratio, such as {@code 2+}, becomes text. */
    private static Type structured(Value.StructuredNumeric number, UnaryOperator<Quantity> unit) {
        String separator = number.separator();
        if (COMPARATORS.contains(number.comparator())) {
            Optional<Quantity> first = Numbers.quantity(number.comparator() + number.first());
            Optional<Quantity> second = Numbers.quantity(number.second());
            if (first.isPresent() && separator.isEmpty() && number.second().isEmpty()) {
                return unit.apply(first.get());
            }
            if (first.isPresent() && second.isPresent()) {
                if (separator.equals("-") && !first.get().hasComparator()) {
                    return new Range().setLow(unit.apply(first.get())).setHigh(unit.apply(second.get()));
                }
                if (separator.equals(":") || separator.equals("/")) {
                    return new Ratio().setNumerator(first.get()).setDenominator(second.get());
                }
            }
        }
        return new StringType(words(number));
    }

    /** A structured numeric as it was sent. */
    static String words(Value.StructuredNumeric number) {
        return number.comparator() + number.first() + number.separator() + number.second();
    }

    private Optional<DateTimeType> time(String text) {
        return Hl7Time.asFhir(text, zone).map(DateTimeType::new);
    }

    /** A time of day; FHIR has none with an offset. */
    private static Optional<Type> timeOfDay(String text) {
        Matcher time = TIME_OF_DAY.matcher(text);
        if (!time.matches()) {
            return Optional.empty();
        }
        String seconds = time.group(3) == null ? "00" : time.group(3);
        String fraction = time.group(4) == null ? "" : time.group(4);
        return Optional.of(new TimeType(time.group(1) + ":" + time.group(2) + ":" + seconds + fraction));
    }

    private Optional<Type> period(Value.Range range) {
        Optional<DateTimeType> from = time(range.from());
        Optional<DateTimeType> to = time(range.to());
        if (isLost(range.from(), from) || isLost(range.to(), to) || from.isEmpty() && to.isEmpty()) {
            return Optional.empty();
        }
        Period period = new Period();
        from.ifPresent(period::setStartElement);
        to.ifPresent(period::setEndElement);
        return Optional.of(period);
    }

    private static Optional<Type> range(String from, String to, UnaryOperator<Quantity> unit) {
        Optional<Quantity> low = Numbers.quantity(from).filter(number -> !number.hasComparator());
        Optional<Quantity> high = Numbers.quantity(to).filter(number -> !number.hasComparator());
        if (isLost(from, low) || isLost(to, high) || low.isEmpty() && high.isEmpty()) {
            return Optional.empty();
        }
        Range range = new Range();
        low.map(unit).ifPresent(range::setLow);
        high.map(unit).ifPresent(range::setHigh);
        return Optional.of(range);
    }

    private static boolean isLost(String sent, Optional<?> read) {
        return !sent.isEmpty() && read.isEmpty();
    }
}
