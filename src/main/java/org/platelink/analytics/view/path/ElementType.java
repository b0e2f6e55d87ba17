package org.platelink.analytics.view.path;

import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * A type of FHIR, such as {@code Patient}, {@code HumanName}, {@code code} or the part {@code Patient.contact}, or one of
 * FHIRPath's own, such as {@code System.String}.
 */
final class ElementType {

    /** What a value without parts is, whatever its type is called. */
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
     * An element that a type has.
     *
     * @param type of it, if there is one only
     * @param choices the name in JSON and the type of each, if there is a choice; empty if there is none
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

    /** Whether it is the type of this name, or one of its kinds. */
    boolean is(String typeName) {
        return name.equals(typeName) || above.contains(typeName);
    }

    void children(Map<String, Child> elements) {
        this.children = elements;
    }

    /** The element of a name; null if there is none. */
    @Nullable
    Child child(String element) {
        return children == null ? null : children.get(element);
    }

    /** Whether it is not known which elements it has. */
    boolean isOpen() {
        return children == null;
    }

    @Override
    public String toString() {
        return name;
    }
}
