package org.platelink.laboratory.intake.store;

import org.platelink.laboratory.journal.Finding;

/** What the match of a delivered result with the stored ones has found. */
sealed interface ResultMatch {

    /** It is a new state of a stored resource. */
    record NewVersion(String id) implements ResultMatch {}

    /** It is a new resource, under an id that is not taken. */
    record NewResource(String id) implements ResultMatch {}

    /** It is ambiguous. */
    record Conflict(Finding finding) implements ResultMatch {}
}
