package org.platelink.study.trds;

import java.util.List;
import java.util.Locale;
import org.jspecify.annotations.Nullable;

/**
 * How an item stands in a study.
 *
 * @param values what is there, as text
 * @param stated what the study says of the item: {@code present}, {@code partial}, {@code unknown}; null if it says nothing
 * @param notes what the study remarks on it, and where its word and its elements differ
 */
record ItemState(
        TrdsItem item, Availability availability, List<String> values, @Nullable String stated, List<String> notes) {

    /** Whether a study has an item. */
    enum Availability {
        /** One of its elements is there. */
        PRESENT,
        /** No element is there, and the study says that it is not known. */
        UNKNOWN,
        /** No element is there, and the study does not say that it is not known. */
        MISSING;

        String code() {
            return name().toLowerCase(Locale.ROOT);
        }
    }
}
