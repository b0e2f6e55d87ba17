package org.platelink.laboratory.intake.store;

import java.util.Objects;
import org.jspecify.annotations.Nullable;

/**
 * A row of the ledger.
 *
 * @param id the id of the resource
 * @param lead the id of the first resource with the same number; its own id if it is that one
 * @param report the id of the report that it belongs to; null if to none
 * @param stored the stored state; null if there is none
 * @param subject the id of its Patient; null in a row that was written before this column was added, and without
 *     a state
 * @param effective its clinically relevant time, as a FHIR dateTime; null if it was not sent
 * @param sender who assigned its number; null if the number itself says so, or nobody did
 * @param codes what was measured, one code on each line; null if the number depends on it
 * @param shared whether other results may have its number
 */
record LedgerRow(
        String id,
        String lead,
        @Nullable String report,
        @Nullable StoredState stored,
        @Nullable String subject,
        @Nullable String effective,
        @Nullable String sender,
        @Nullable String codes,
        boolean shared) {

    /** The stored state, of a row that has one. */
    StoredState state() {
        return Objects.requireNonNull(stored);
    }
}
