package org.platelink.analytics.view.path;

import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * A FHIR type, such as {@code Patient}, {@code HumanName}, {@code code} or the backbone element
 * {@code Patient.contact}, or a FHIRPath system type, such as {@code System.String}.
 */
final class ElementType {

    /**
     * Representation of a value without parts, whatever its type is called; {@code COMPLEX} for a type with parts.
     */
    enum Kind {
        COMPLEX,
        TEXT,
        TRUTH,
        INTEGER,
        DECIMAL,
        DATE,
        DATE_TIME,
        TIME
    }

    /**
     * A child element of a type.
     *
     * @param type its type; null for a choice element
     * @param choices for a choice element the JSON name and the type of each choice; otherwise empty
     */
    record Child(@Nullable ElementType type, Map<String, ElementType> choices) {}

    private final String name;
    private final Kind kind;
    private final Set<String> above;
    private final boolean temporal;
    private @Nullable Map<String, Child> children;

    ElementType(String name, Kind kind, Set<String> above) {
        this.name = name;
        this.kind = kind;
        this.above = above;
        this.temporal = kind == Kind.DATE || kind == Kind.DATE_TIME || kind == Kind.TIME;
    }

    String name() {
        return name;
    }

    Kind kind() {
        return kind;
    }

    /** Whether its values are dates, times or both. */
    boolean isTemporal() {
        return temporal;
    }

    boolean isComplex() {
        return kind == Kind.COMPLEX;
    }

    /** Whether it has this name, or is a subtype of the type of this name. */
    boolean is(String typeName) {
        return name.equals(typeName) || above.contains(typeName);
    }

    void children(Map<String, Child> elements) {
        this.children = elements;
    }

    /** The child element of a name; null if there is none. */
    @Nullable
    Child child(String element) {
        return children == null ? null : children.get(element);
    }

    /** Whether its child elements are unknown. */
    boolean isOpen() {
        return children == null;
    }

    @Override
    public String toString() {
        return name;
    }
}
