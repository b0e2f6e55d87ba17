package org.platelink.laboratory.lab;

import java.math.BigDecimal;
import java.util.Map;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.hl7.fhir.r4.model.Quantity;
import org.hl7.fhir.r4.model.Quantity.QuantityComparator;
import org.platelink.platform.number.NumberBounds;

/** Parses numbers as laboratories write them: digits and a decimal point, with an optional comparator before them. */
final class Numbers {

    private static final Pattern NUMBER =
            Pattern.compile("\\h*(<=|>=|<|>|=)?\\h*([+-]?\\d{1,60}(?:\\.\\d{1,60})?|[+-]?\\.\\d{1,60})\\h*");
    private static final Map<String, QuantityComparator> COMPARATORS = Map.of(
            "<", QuantityComparator.LESS_THAN,
            "<=", QuantityComparator.LESS_OR_EQUAL,
            ">", QuantityComparator.GREATER_THAN,
            ">=", QuantityComparator.GREATER_OR_EQUAL);

    private Numbers() {}

    /** A Quantity with exactly the digits that were sent; empty if the text is anything but one number. */
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

    /** Whether the text contains a digit, so that it may be a number that cannot be parsed. */
    static boolean hasDigit(String text) {
        return text.chars().anyMatch(Character::isDigit);
    }
}
