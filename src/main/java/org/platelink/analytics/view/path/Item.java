package org.platelink.analytics.view.path;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.math.BigDecimal;
import java.util.List;
import java.util.Objects;
import org.jspecify.annotations.Nullable;
import org.platelink.platform.number.NumberBounds;

/**
 * An item of a FHIRPath collection.
 *
 * @param type its type
 * @param value the value of a type without parts, a String, Integer, BigDecimal or Boolean, with dates as they are
 *     written; null if the item has parts, or has extensions and no value
 * @param json the element with its parts, or the id and extensions that accompany a value; null if there are none
 */
public record Item(ElementType type, @Nullable Object value, @Nullable JsonNode json) {

    static final Item TRUE = new Item(ElementTypes.BOOLEAN, true, null);
    static final Item FALSE = new Item(ElementTypes.BOOLEAN, false, null);
    private static final List<Item> ONLY_TRUE = List.of(TRUE);
    private static final List<Item> ONLY_FALSE = List.of(FALSE);

    /**
     * Creates the item of a resource.
     *
     * @return null if it has no resourceType, or R4 has no such resource
     */
    public static @Nullable Item resource(JsonNode resource) {
        ElementType type =
                ElementTypes.r4().resource(resource.path("resourceType").asText());
        return type == null || !resource.isObject() ? null : new Item(type, null, resource);
    }

    /** The name of its type, such as {@code Patient} or {@code code}. */
    public String typeName() {
        return type.name();
    }

    /** Whether it has parts, rather than a value. */
    public boolean isComplex() {
        return type.isComplex();
    }

    /** Whether it is a date, a time or both. */
    boolean isTemporal() {
        return type.isTemporal() && value != null;
    }

    boolean isNumber() {
        return value instanceof Integer || value instanceof BigDecimal;
    }

    boolean isQuantity() {
        return type.is("Quantity") && json != null;
    }

    BigDecimal number() {
        return value instanceof Integer whole ? BigDecimal.valueOf(whole) : (BigDecimal) Objects.requireNonNull(value);
    }

    static Item truth(boolean value) {
        return value ? TRUE : FALSE;
    }

    static List<Item> list(@Nullable Boolean value) {
        if (value == null) {
            return List.of();
        }
        return value ? ONLY_TRUE : ONLY_FALSE;
    }

    static Item text(String value) {
        return new Item(ElementTypes.STRING, value, null);
    }

    static Item whole(int value) {
        return new Item(ElementTypes.INTEGER, value, null);
    }

    /** A number without a fraction: an integer if it is small enough to be one. */
    static Item whole(BigDecimal value) {
        boolean small = value.abs().compareTo(BigDecimal.valueOf(Integer.MAX_VALUE)) <= 0;
        return small ? whole(value.intValueExact()) : decimal(value);
    }

    static Item decimal(BigDecimal value) {
        return new Item(ElementTypes.DECIMAL, value, null);
    }

    static Item quantity(BigDecimal value, String unit) {
        ObjectNode json = JsonNodeFactory.withExactBigDecimals(true).objectNode();
        json.put("value", value);
        json.put("code", unit);
        ElementType quantity = ElementTypes.r4().named("Quantity");
        return new Item(quantity == null ? ElementTypes.RESOURCE : quantity, null, json);
    }

    /** Creates the item of a JSON value as an element of a type. */
    static Item of(ElementType type, JsonNode json, @Nullable JsonNode beside) {
        if (type == ElementTypes.RESOURCE) {
            Item resource = resource(json);
            return resource == null ? new Item(type, null, json) : resource;
        }
        return type.isComplex() ? new Item(type, null, json) : new Item(type, plain(json), beside);
    }

    private static BigDecimal bounded(JsonNode json) {
        NumberBounds.objection(json.numberValue()).ifPresent(sentence -> {
            throw new PathRefused(sentence);
        });
        return json.decimalValue();
    }

    private static @Nullable Object plain(JsonNode json) {
        return switch (json.getNodeType()) {
            case STRING -> json.textValue();
            case BOOLEAN -> json.booleanValue();
            case NUMBER -> json.isInt() ? (Object) json.intValue() : bounded(json);
            default -> null;
        };
    }
}
