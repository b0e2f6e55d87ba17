package org.platelink.operator.erasure;

import com.fasterxml.jackson.annotation.JsonInclude;
import java.time.Instant;
import java.util.List;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/**
 * Something that somebody wants to be erased, or that was.
 *
 * @param id which one
 * @param state where it stands: {@code asked}, {@code done}, {@code withdrawn} or {@code expired}
 * @param reason the code of a {@link Reason}
 * @param ticket under what it is dealt with elsewhere; null if nowhere
 * @param versions such as {@code Observation/1/_history/2}
 * @param messages ids of messages in the journal
 * @param asked who asked for it
 * @param agreed who agreed, or withdrew it; null as long as nobody did
 * @param had who was given what was erased; null as long as it was not
 */
@JsonInclude(JsonInclude.Include.NON_NULL)
record Erasure(
        UUID id,
        String state,
        String reason,
        @Nullable String ticket,
        List<String> versions,
        List<String> messages,
        Consent asked,
        @Nullable Consent agreed,
        @Nullable ErasureRecipient had) {

    static final String ASKED = "asked";
    static final String DONE = "done";
    static final String WITHDRAWN = "withdrawn";
    static final String EXPIRED = "expired";

    /**
     * That somebody wants it.
     *
     * @param client with which client's token
     * @param person who that was, by the admin's own word
     * @param at when
     */
    record Consent(String client, String person, Instant at) {

        @Override
        public String toString() {
            return person + " (client " + client + ")";
        }
    }
}
