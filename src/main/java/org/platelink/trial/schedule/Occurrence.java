package org.platelink.trial.schedule;

import org.jspecify.annotations.Nullable;
import org.platelink.trial.subject.PartialDate;

/**
 * A recorded event of a visit that took place: an Encounter, or a dose that was given.
 *
 * @param action the id of the planned visit that it is, or is part of
 * @param date its first day
 * @param end its last day; the first day if no other is known
 * @param reference the reference of the resource that records it, such as {@code Encounter/12}
 * @param intervention whether it is a dose that was given
 * @param namedVersion the version of the protocol that the record names; null if it names none
 * @param reason why it was not in its window, in the words of the site; null if the site gave no reason
 */
record Occurrence(
        String action,
        PartialDate date,
        PartialDate end,
        String reference,
        boolean intervention,
        @Nullable String namedVersion,
        @Nullable String reason) {}
