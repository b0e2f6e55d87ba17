package org.platelink.analytics.export;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.time.Instant;
import java.util.Objects;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.platelink.security.access.Caller;

/**
 * An export as it stands.
 *
 * @param id which one
 * @param kind what does it, such as {@code $export}
 * @param caller for whom, with what rights
 * @param request what was asked for, in a form that its kind knows
 * @param url the address at which it was asked for
 * @param state where it stands
 * @param progress how far it is, in words
 * @param problem why it failed, for the one who asked; null if it did not
 * @param created when it was asked for
 * @param snapshot the moment of which its data are; null while it has not begun
 * @param ended when it was done; null while it is not
 * @param expires when its files go; null while it is not done
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

    /** A request in the form in which it stands in the database. */
    public static String written(Object request) {
        try {
            return JSON.writeValueAsString(request);
        } catch (JsonProcessingException impossible) {
            throw new IllegalStateException(impossible);
        }
    }

    /** The request, as the kind of record that was {@link #written}. */
    public <T> T request(Class<T> kind) {
        try {
            return JSON.readValue(request, kind);
        } catch (JsonProcessingException impossible) {
            throw new IllegalStateException(impossible);
        }
    }

    /** Whether somebody is who asked for it, and still is to the trial what it was then. */
    boolean isOf(Caller other) {
        return caller.client().equals(other.client())
                && caller.role() == other.role()
                && Objects.equals(caller.site(), other.site());
    }

    /** Where an export can stand. */
    public enum State {
        ACCEPTED,
        RUNNING,
        COMPLETED,
        FAILED
    }
}
