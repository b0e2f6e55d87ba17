package org.platelink.operator.erasure;

import com.fasterxml.jackson.annotation.JsonInclude;
import java.time.Instant;
import java.util.List;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/**
 * The recipients of the erased data, who must be asked to erase it too.
 *
 * @param clients the clients that were given it, according to the audit trail
 * @param exports the exports whose files were deleted
 * @param elsewhere the copies that this server cannot reach
 */
record ErasureRecipient(List<Disclosure> clients, List<Export> exports, List<String> elsewhere) {

    /**
     * A client that was given the data, or may have been.
     *
     * @param client the client's id
     * @param how {@code wrote}, {@code read}, {@code may have read} or {@code may have exported}; {@code sent} for a
     *     message
     * @param what the version, the message or the request
     * @param times how many times
     * @param first when for the first time
     * @param last when for the last time
     */
    record Disclosure(String client, String how, String what, int times, Instant first, Instant last) {}

    /**
     * An export whose files were deleted.
     *
     * @param id the id of the export
     * @param client the client for which it was made
     * @param kind the kind of export; null if there is none
     * @param url the address of the request
     * @param snapshot the time of the data that it contains
     */
    @JsonInclude(JsonInclude.Include.NON_NULL)
    record Export(UUID id, String client, @Nullable String kind, String url, Instant snapshot) {}
}
