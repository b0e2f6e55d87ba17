package org.platelink.analytics.view.path;

import java.util.LinkedHashSet;
import java.util.Map;
import java.util.Set;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/**
 * Static types that an expression may result in, as far as they can be told without data.
 *
 * @param known the types; empty if it cannot be told
 */
public record Types(Set<ElementType> known) {

    static final Types UNKNOWN = new Types(Set.of());

    private static final Map<ElementType, String> FHIR_NAMES = Map.of(
            ElementTypes.STRING, "string",
            ElementTypes.BOOLEAN, "boolean",
            ElementTypes.INTEGER, "integer",
            ElementTypes.DECIMAL, "decimal",
            ElementTypes.DATE, "date",
            ElementTypes.DATE_TIME, "dateTime",
            ElementTypes.TIME, "time");

    /**
     * The type of a resource.
     *
     * @return null if R4 has none of that name
     */
    public static @Nullable Types resource(String type) {
        ElementType resource = ElementTypes.r4().resource(type);
        return resource == null ? null : of(resource);
    }

    /** The types of a result that cannot be told without data. */
    public static Types unknown() {
        return UNKNOWN;
    }

    static Types of(ElementType type) {
        return new Types(Set.of(type));
    }

    /** Narrows the types to those that are of a type. */
    Types only(ElementType type) {
        Set<ElementType> left = known.stream()
                .filter(one -> one.is(type.name()) || one.kind() == type.kind())
                .collect(Collectors.toSet());
        return left.isEmpty() ? of(type) : new Types(left);
    }

    Types or(Types other) {
        if (known.isEmpty() || other.known.isEmpty()) {
            return UNKNOWN;
        }
        Set<ElementType> both = new LinkedHashSet<>(known);
        both.addAll(other.known);
        return new Types(both);
    }

    /** The types of a child element; null if none of the types has it. */
    @Nullable
    Types child(String element) {
        if (known.isEmpty()) {
            return UNKNOWN;
        }
        Set<ElementType> reached = new LinkedHashSet<>();
        boolean found = false;
        for (ElementType type : known) {
            if (type.isOpen()) {
                return UNKNOWN;
            }
            ElementType.Child child = type.child(element);
            if (child != null) {
                found = true;
                reached.addAll(child.type() == null ? child.choices().values() : Set.of(child.type()));
            }
        }
        return found ? new Types(reached) : null;
    }

    /** The FHIR type, if there is only one; null if there are several or it is not known. */
    public @Nullable String one() {
        if (known.size() != 1) {
            return null;
        }
        ElementType only = known.iterator().next();
        return only.name().startsWith("System.") ? FHIR_NAMES.get(only) : only.name();
    }

    @Override
    public String toString() {
        return known.stream().map(ElementType::name).sorted().collect(Collectors.joining(" or "));
    }
}
