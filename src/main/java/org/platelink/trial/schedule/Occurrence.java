package org.platelink.trial.schedule;

import org.jspecify.annotations.Nullable;
import org.platelink.trial.subject.PartialDate;

/**
 * Something that took place: an encounter, or a dose that was given.
 *
 * @param action the visit of the protocol that it is, or is part of
 * @param date its first day
 * @param end its last day; the first one if no other is known
 * @param reference the resource that says so, such as {@code Encounter/12}
 * @param intervention whether it is a dose that was given
 * @param reason why it was not in its window, in the words of the site; null if the site gave none
 */
record Occurrence(
        String action,
        PartialDate date,
        PartialDate end,
        String reference,
        boolean intervention,
        @Nullable String reason) {}
