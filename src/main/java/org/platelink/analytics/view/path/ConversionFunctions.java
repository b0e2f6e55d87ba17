package org.platelink.analytics.view.path;

import java.math.BigDecimal;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;
import org.platelink.analytics.view.path.Compiler.Part;
import org.platelink.analytics.view.path.Functions.Signature;
import org.platelink.platform.number.NumberBounds;

/** FHIRPath conversion functions (FHIRPath, 5.5). What cannot be converted results in the empty collection. */
final class ConversionFunctions {

    private ConversionFunctions() {}

    static void addTo(Map<String, Signature> signatures) {
        add(signatures, "String", ElementTypes.STRING, item -> item.value() == null ? null : Item.text(text(item)));
        add(signatures, "Boolean", ElementTypes.BOOLEAN, ConversionFunctions::truth);
        add(signatures, "Integer", ElementTypes.INTEGER, ConversionFunctions::whole);
        add(signatures, "Decimal", ElementTypes.DECIMAL, ConversionFunctions::decimal);
        add(signatures, "Date", ElementTypes.DATE, item -> moment(item, ElementTypes.DATE));
        add(signatures, "DateTime", ElementTypes.DATE_TIME, item -> moment(item, ElementTypes.DATE_TIME));
        add(signatures, "Time", ElementTypes.TIME, item -> moment(item, ElementTypes.TIME));
    }

    private static void add(
            Map<String, Signature> signatures,
            String name,
            ElementType type,
            Function<Item, @Nullable Item> conversion) {
        String to = "to" + name;
        signatures.put(to, new Signature(0, 0, (at, none) -> Functions.ofOne(Types.of(type), to, conversion)));
        String converts = "convertsTo" + name;
        signatures.put(
                converts,
                new Signature(
                        0,
                        0,
                        (at, none) -> new Part(
                                (input, scope) -> input.isEmpty()
                                        ? List.of()
                                        : List.of(Item.truth(
                                                conversion.apply(Operators.single(input, converts + "()")) != null)),
                                Types.of(ElementTypes.BOOLEAN))));
    }

    /** A value as text. */
    static String text(Item item) {
        return item.value() instanceof BigDecimal number ? number.toPlainString() : String.valueOf(item.value());
    }

    private static @Nullable Item truth(Item item) {
        if (item.value() instanceof Boolean truth) {
            return Item.truth(truth);
        }
        return switch (item.value() == null ? "" : text(item).toLowerCase(Locale.ROOT)) {
            case "true", "t", "yes", "y", "1", "1.0" -> Item.TRUE;
            case "false", "f", "no", "n", "0", "0.0" -> Item.FALSE;
            default -> null;
        };
    }

    private static @Nullable Item whole(Item item) {
        if (item.value() instanceof Boolean truth) {
            return Item.whole(truth ? 1 : 0);
        }
        if (item.value() instanceof Integer number) {
            return Item.whole(number);
        }
        return item.value() instanceof String text && text.matches("[+-]?\\d{1,9}")
                ? Item.whole(Integer.parseInt(text))
                : null;
    }

    private static @Nullable Item decimal(Item item) {
        if (item.isNumber()) {
            return Item.decimal(item.number());
        }
        if (item.value() instanceof Boolean truth) {
            return Item.decimal(truth ? BigDecimal.ONE : BigDecimal.ZERO);
        }
        return item.value() instanceof String text
                        && text.matches("[+-]?\\d{1,60}(\\.\\d{1,60})?")
                        && NumberBounds.objection(text).isEmpty()
                ? Item.decimal(new BigDecimal(text))
                : null;
    }

    private static @Nullable Item moment(Item item, ElementType type) {
        if (!(item.value() instanceof String text)) {
            return null;
        }
        Temporal moment = Temporal.of(text);
        if (moment == null || moment.time() != (type == ElementTypes.TIME)) {
            return null;
        }
        int t = text.indexOf('T');
        return new Item(type, type == ElementTypes.DATE && t > 0 ? text.substring(0, t) : text, null);
    }
}
