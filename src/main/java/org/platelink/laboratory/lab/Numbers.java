package org.platelink.laboratory.lab;

import java.math.BigDecimal;
import java.util.Map;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.hl7.fhir.r4.model.Quantity;
import org.hl7.fhir.r4.model.Quantity.QuantityComparator;
import org.platelink.platform.number.NumberBounds;

/** Numbers as laboratories write them: digits and a point, with a comparator before them where only a bound is known. */
final class Numbers {

    private static final Pattern NUMBER =
            Pattern.compile("\\h*(<=|>=|<|>|=)?\\h*([+-]?\\d{1,60}(?:\\.\\d{1,60})?|[+-]?\\.\\d{1,60})\\h*");
    private static final Map<String, QuantityComparator> COMPARATORS = Map.of(
            "<", QuantityComparator.LESS_THAN,
            "<=", QuantityComparator.LESS_OR_EQUAL,
            ">", QuantityComparator.GREATER_THAN,
            ">=", QuantityComparator.GREATER_OR_EQUAL);

    private Numbers() {}

    /** A quantity with the number exactly as it was sent; empty if the text is anything else than one number. */
    static Optional<Quantity> quantity(String text) {
        Matcher matcher = NUMBER.matcher(text);
        if (!matcher.matches()) {
            return Optional.empty();
        }
        if (NumberBounds.objection(matcher.group(2)).isPresent()) {
            return Optional.empty();
        }
        Quantity quantity = new Quantity().setValue(new BigDecimal(matcher.group(2)));
        String comparator = matcher.group(1);
        if (comparator != null && COMPARATORS.containsKey(comparator)) {
            quantity.setComparator(COMPARATORS.get(comparator));
        }
        return Optional.of(quantity);
    }

    /** Whether there is a digit in a text, so that it may be a number that cannot be read. */
    static boolean hasDigit(String text) {
        return text.chars().anyMatch(Character::isDigit);
    }
}
