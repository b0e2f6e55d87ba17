package org.platelink.platform.pipeline;

import ca.uhn.fhir.rest.api.server.RequestDetails;
import java.util.Optional;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;

/**
 * A typed value in a HAPI request: one step of the request pipeline sets it, and a later one reads it. HAPI calls
 * interceptors and providers with the request alone, so that a request's user data is the only way from one to the
 * other. All attributes have their names in {@link Name}; no other code uses the user data of requests.
 *
 * @param <T> the type of the value. Where other code must not set it, it is a type that other code cannot make
 */
public final class RequestAttribute<T> {

    /** All attributes, with the steps that they lead from and to. */
    public enum Name {
        /** The refused entries of a batch, from the checks of its entries to the provider, which answers them. */
        ENTRY_REFUSALS,

        /** If-Match and If-None-Match, from the reading of the headers to the parsed resource or the applied patch. */
        PRECONDITION,

        /** The parameters that a lenient search does without, from the search to its answer, which names them. */
        IGNORED_PARAMETERS,

        /** What was authorized before the transaction, up to the checks within it. */
        AUTHORIZED_WRITES,

        /** The findings for each resource, from the validation of the request to that of the store. */
        VALIDATED_RESOURCES,

        /** The resources without identifiers of persons, from the screening of the request to that of the store. */
        SCREENED_RESOURCES,

        /** A laboratory's delivery, from the interceptor that reads it to the provider that stores it. */
        LABORATORY_DELIVERY,

        /** For whom the server works by itself, from whoever makes the request to the audit of the changes. */
        ACTING_AGENT
    }

    private final Name name;
    private final Class<T> type;

    private RequestAttribute(Name name, Class<T> type) {
        this.name = name;
        this.type = type;
    }

    public static <T> RequestAttribute<T> of(Name name, Class<T> type) {
        return new RequestAttribute<>(name, type);
    }

    /** The value; empty without one, and without a request. */
    public Optional<T> of(@Nullable RequestDetails request) {
        return request == null
                ? Optional.empty()
                : Optional.ofNullable(type.cast(request.getUserData().get(name)));
    }

    public void set(RequestDetails request, T value) {
        request.getUserData().put(name, value);
    }

    /** The value, which is made if there is none. */
    public T of(RequestDetails request, Supplier<T> otherwise) {
        return type.cast(request.getUserData().computeIfAbsent(name, absent -> otherwise.get()));
    }
}
