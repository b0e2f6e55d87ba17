package org.platelink.hl7v2;

import java.util.function.IntFunction;

/** Data types that stand in a field or, one level lower, in a component. */
final class DataTypes {

    private DataTypes() {}

    /**
     * A coded element.
     *
     * @param parts by their number
     */
    static Coded coded(IntFunction<Part> parts) {
        return new Coded(
                parts.apply(1).text(),
                parts.apply(2).text(),
                parts.apply(3).text(),
                parts.apply(4).text(),
                parts.apply(5).text(),
                parts.apply(6).text(),
                parts.apply(9).text());
    }

    /**
     * An identifier with its assigner.
     *
     * @param parts by their number
     */
    static EntityIdentifier entity(IntFunction<Part> parts) {
        return new EntityIdentifier(
                parts.apply(1).text(),
                parts.apply(2).text(),
                parts.apply(3).text(),
                parts.apply(4).text());
    }
}
