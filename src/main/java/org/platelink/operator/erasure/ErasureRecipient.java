package org.platelink.operator.erasure;

import com.fasterxml.jackson.annotation.JsonInclude;
import java.time.Instant;
import java.util.List;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/**
 * Who was given what was erased, and must be asked to erase it too.
 *
 * @param clients by the trail
 * @param exports whose files were taken back
 * @param elsewhere what this server cannot reach
 */
record ErasureRecipient(List<Given> clients, List<Export> exports, List<String> elsewhere) {

    /**
     * A client that had it.
     *
     * @param client the client's id
     * @param how {@code wrote}, {@code read}, {@code may have read} or {@code may have exported}
     * @param what the version, or what was asked for
     * @param times how often
     * @param first when for the first time
     * @param last when for the last time
     */
    record Given(String client, String how, String what, int times, Instant first, Instant last) {}

    /**
     * An export whose files were taken back.
     *
     * @param client for whom it was made
     * @param url the address at which it was asked for
     */
    @JsonInclude(JsonInclude.Include.NON_NULL)
    record Export(UUID id, String client, @Nullable String kind, String url, Instant snapshot) {}
}
