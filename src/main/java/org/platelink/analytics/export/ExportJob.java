package org.platelink.analytics.export;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.time.Instant;
import java.util.Objects;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.platelink.security.access.Caller;

/**
 * An export job and its current status.
 *
 * @param id the job id
 * @param kind the name of the {@link ExportKind} that runs it, such as {@code $export}
 * @param caller who requested it, with the rights at that time
 * @param request the request, serialized in a form that its kind knows
 * @param url the URL of the request
 * @param state the state of the job
 * @param progress the progress, in words
 * @param problem why it failed, for the requester; null if it did not
 * @param created when it was requested
 * @param snapshot the moment of which its data are; null while it has not begun
 * @param ended when it ended; null while it has not
 * @param expires when its files are deleted; null while it has not ended
 */
public record ExportJob(
        UUID id,
        String kind,
        Caller caller,
        String request,
        String url,
        State state,
        String progress,
        @Nullable String problem,
        Instant created,
        @Nullable Instant snapshot,
        @Nullable Instant ended,
        @Nullable Instant expires) {

    private static final ObjectMapper JSON = new ObjectMapper();

    /** Serializes a request to the JSON that is stored in the database. */
    public static String written(Object request) {
        try {
            return JSON.writeValueAsString(request);
        } catch (JsonProcessingException impossible) {
            throw new IllegalStateException(impossible);
        }
    }

    /** The request, deserialized as the type of record that was {@link #written}. */
    public <T> T request(Class<T> kind) {
        try {
            return JSON.readValue(request, kind);
        } catch (JsonProcessingException impossible) {
            throw new IllegalStateException(impossible);
        }
    }

    /** Whether the caller is the client that requested the job and still has the same role and site. */
    boolean isOf(Caller other) {
        return caller.client().equals(other.client())
                && caller.role() == other.role()
                && Objects.equals(caller.site(), other.site());
    }

    /** State of an export job. */
    public enum State {
        ACCEPTED,
        RUNNING,
        COMPLETED,
        FAILED
    }
}
