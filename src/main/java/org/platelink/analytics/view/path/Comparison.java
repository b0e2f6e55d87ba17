package org.platelink.analytics.view.path;

import com.fasterxml.jackson.databind.JsonNode;
import java.math.BigDecimal;
import java.math.RoundingMode;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/** Equality, equivalence and ordering of FHIRPath values (FHIRPath, 6.1 and 6.2). */
final class Comparison {

    private Comparison() {}

    /** The operator {@code =}; null if either side is empty, or equality cannot be determined. */
    static @Nullable Boolean equal(List<Item> left, List<Item> right, StepBudget steps) {
        if (left.isEmpty() || right.isEmpty()) {
            return null;
        }
        if (left.size() != right.size()) {
            return false;
        }
        for (int i = 0; i < left.size(); i++) {
            Boolean same = equal(left.get(i), right.get(i), steps);
            if (same == null || !same) {
                return same;
            }
        }
        return true;
    }

    /** The operator {@code ~}. */
    static boolean equivalent(List<Item> left, List<Item> right, StepBudget steps) {
        if (left.size() != right.size()) {
            return false;
        }
        List<Item> rest = new ArrayList<>(right);
        for (Item item : left) {
            boolean found = false;
            for (int i = 0; i < rest.size() && !found; i++) {
                if (equivalent(item, rest.get(i), steps)) {
                    rest.remove(i);
                    found = true;
                }
            }
            if (!found) {
                return false;
            }
        }
        return true;
    }

    /** Equality of two items; null if it cannot be determined. */
    static @Nullable Boolean equal(Item left, Item right, StepBudget steps) {
        steps.spend(1);
        if (left.value() != null && right.value() != null) {
            return equalValues(left, right);
        }
        if (left.isQuantity() && right.isQuantity()) {
            Integer order = compareQuantities(left, right);
            return order == null ? null : Boolean.valueOf(order == 0);
        }
        if (left.value() != null || right.value() != null || left.json() == null || right.json() == null) {
            return false;
        }
        return equal(left.json(), right.json(), steps);
    }

    private static @Nullable Boolean equalValues(Item left, Item right) {
        if (left.isNumber() && right.isNumber()) {
            return left.number().compareTo(right.number()) == 0;
        }
        if (left.isTemporal() || right.isTemporal()) {
            Temporal one = temporal(left);
            Temporal other = temporal(right);
            if (one != null && other != null) {
                Integer order = one.compare(other);
                return order == null ? null : Boolean.valueOf(order == 0);
            }
        }
        return Objects.equals(left.value(), right.value());
    }

    /**
     * Counts each comparison against the budget, because an element may be a whole resource of which much is equal
     * before something differs.
     */
    private static boolean equal(JsonNode left, JsonNode right, StepBudget steps) {
        return left.equals(
                (one, other) -> {
                    steps.spend(1);
                    return one.isNumber() && other.isNumber()
                            ? one.decimalValue().compareTo(other.decimalValue())
                            : one.equals(other) ? 0 : 1;
                },
                right);
    }

    private static boolean equivalent(Item left, Item right, StepBudget steps) {
        if (left.value() instanceof String one && right.value() instanceof String other && !left.isTemporal()) {
            steps.spend(1 + (one.length() + other.length()) / 8L);
            return folded(one).equals(folded(other));
        }
        if (left.isNumber() && right.isNumber()) {
            int scale = Math.min(left.number().scale(), right.number().scale());
            BigDecimal one = left.number().setScale(scale, RoundingMode.HALF_UP);
            return one.compareTo(right.number().setScale(scale, RoundingMode.HALF_UP)) == 0;
        }
        return Boolean.TRUE.equals(equal(left, right, steps));
    }

    private static String folded(String text) {
        return text.strip().replaceAll("\\s+", " ").toLowerCase(Locale.ROOT);
    }

    /**
     * Compares two values: negative, zero or positive; null if either is empty, or the order cannot be determined.
     *
     * @throws PathRefused if the values have no order
     */
    static @Nullable Integer compare(List<Item> left, List<Item> right) {
        if (left.isEmpty() || right.isEmpty()) {
            return null;
        }
        if (left.size() > 1 || right.size() > 1) {
            throw new PathRefused("Only one value can be compared with another by <, <=, > or >=.");
        }
        return compare(left.get(0), right.get(0));
    }

    private static @Nullable Integer compare(Item left, Item right) {
        if (left.isNumber() && right.isNumber()) {
            return left.number().compareTo(right.number());
        }
        if (left.isTemporal() || right.isTemporal()) {
            Temporal one = temporal(left);
            Temporal other = temporal(right);
            return one == null || other == null ? null : one.compare(other);
        }
        if (left.value() instanceof String one && right.value() instanceof String other) {
            return one.compareTo(other);
        }
        if (left.isQuantity() && right.isQuantity()) {
            return compareQuantities(left, right);
        }
        if ((left.value() == null && !left.type().isComplex())
                || (right.value() == null && !right.type().isComplex())) {
            return null;
        }
        throw new PathRefused(
                "A " + left.typeName() + " cannot be compared with a " + right.typeName() + " by <, <=, > or >=.");
    }

    /** Compares quantities of the same unit only: values are not converted. */
    private static @Nullable Integer compareQuantities(Item left, Item right) {
        JsonNode one = left.json();
        JsonNode other = right.json();
        if (one == null
                || other == null
                || !one.path("value").isNumber()
                || !other.path("value").isNumber()) {
            return null;
        }
        return unit(one).equals(unit(other))
                ? one.path("value").decimalValue().compareTo(other.path("value").decimalValue())
                : null;
    }

    private static String unit(JsonNode quantity) {
        return quantity.path("code").asText(quantity.path("unit").asText("1"));
    }

    private static @Nullable Temporal temporal(Item item) {
        return item.value() instanceof String text ? Temporal.of(text) : null;
    }
}
