package org.platelink.operator.erasure;

import com.fasterxml.jackson.annotation.JsonInclude;
import java.time.Instant;
import java.util.List;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/**
 * An erasure: the request of one administrator, and its outcome.
 *
 * @param id the id of the erasure
 * @param state the state: {@code asked}, {@code done}, {@code withdrawn} or {@code expired}
 * @param reason the code of a {@link Reason}
 * @param ticket the id under which the case is handled elsewhere; null if there is none
 * @param versions the resource versions, such as {@code Observation/1/_history/2}
 * @param messages the ids of messages in the journal
 * @param asked who requested it
 * @param agreed who agreed to it, or withdrew it; null while it is open
 * @param had who had been given the erased data; null unless it was done
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
     * The declared will of an administrator: a request, an agreement or a withdrawal.
     *
     * @param client the id of the client whose token was used
     * @param person the administrator's name, as stated by the administrator
     * @param at when
     */
    record Consent(String client, String person, Instant at) {

        @Override
        public String toString() {
            return person + " (client " + client + ")";
        }
    }
}
