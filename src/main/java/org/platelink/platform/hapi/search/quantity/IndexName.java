package org.platelink.platform.hapi.search.quantity;

import java.util.List;
import org.platelink.platform.server.Fingerprint;

/**
 * The names of a parameter's rows in the quantity index. An exact number has one row; a number with a comparator has
 * one row for each end of its span instead, under names of their own, so that neither is taken for a number. All rows
 * exist twice: as written, for a search without a unit, and in canonical units.
 *
 * @param name the name of the parameter, or of a pair of a code and a value
 */
record IndexName(String name) {

    /** The name of the rows in canonical units. */
    IndexName canonical() {
        return new IndexName(name + ":canonical");
    }

    String exact() {
        return name;
    }

    String low() {
        return name + ":low";
    }

    String high() {
        return name + ":high";
    }

    List<String> exactAndLow() {
        return List.of(exact(), low());
    }

    List<String> exactAndHigh() {
        return List.of(exact(), high());
    }

    List<String> all() {
        return List.of(exact(), low(), high());
    }

    /**
     * The name of the values that belong to a code within an element.
     *
     * @param path the path of the element, such as {@code Observation.component}
     */
    static IndexName ofPairs(String path, String code, String value) {
        return new IndexName(path + " " + code + "$" + value);
    }

    /**
     * The name of a code with its system in the index: a fingerprint, because the column has no room for every code.
     */
    static String code(String system, String code) {
        return Fingerprint.hex(system + "|" + code);
    }

    /** The name of a code of any system in the index. */
    static String code(String code) {
        return Fingerprint.hex(code);
    }
}
