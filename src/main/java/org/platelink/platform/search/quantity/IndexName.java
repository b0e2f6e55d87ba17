package org.platelink.platform.search.quantity;

import java.util.List;
import org.platelink.platform.server.Fingerprint;

/**
 * Under which names the index holds the quantities of a parameter. A number that is exact has one row; one with a comparator
 * has its two ends instead, under names of their own, so that neither is taken for a number. All of it twice: as it was
 * written, for who asks without a unit, and in canonical units.
 *
 * @param name of the parameter, or of a pair of a code and a value
 */
record IndexName(String name) {

    /** The numbers in the units in which they were written. */
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
     * The name of the values that belong to codes within an element.
     *
     * @param path of the element, such as {@code Observation.component}
     */
    static IndexName ofPairs(String path, String code, String value) {
        return new IndexName(path + " " + code + "$" + value);
    }

    /** How the index names a code of a system; it has room for a fingerprint, and not for any code. */
    static String code(String system, String code) {
        return Fingerprint.hex(system + "|" + code);
    }

    /** How the index names a code of whatever system. */
    static String code(String code) {
        return Fingerprint.hex(code);
    }
}
