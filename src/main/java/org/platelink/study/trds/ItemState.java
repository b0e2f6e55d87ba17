package org.platelink.study.trds;

import java.util.List;
import java.util.Locale;
import org.jspecify.annotations.Nullable;

/**
 * The state of a registry item in a study.
 *
 * @param values the values of its elements, as text
 * @param stated what the study states about the item: {@code present}, {@code partial}, {@code unknown}; null if
 *     nothing
 * @param notes the study's remarks on it, and contradictions between its statement and its elements
 */
record ItemState(
        TrdsItem item, Availability availability, List<String> values, @Nullable String stated, List<String> notes) {

    /** Whether a study has an item. */
    enum Availability {
        /** At least one of its elements has a value. */
        PRESENT,
        /** No element has a value, and the study states that the item is unknown. */
        UNKNOWN,
        /** No element has a value, and the study does not state that the item is unknown. */
        MISSING;

        String code() {
            return name().toLowerCase(Locale.ROOT);
        }
    }
}
