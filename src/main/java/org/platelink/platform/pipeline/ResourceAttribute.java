package org.platelink.platform.pipeline;

import java.util.Optional;
import org.hl7.fhir.instance.model.api.IBase;
import org.jspecify.annotations.Nullable;

/**
 * A typed value that goes with the object of a resource through HAPI, from whoever makes or checks it to an
 * interceptor of the store or to the writer of the answer. HAPI passes the object on and nothing beside it. No client
 * can set one: it is neither parsed nor written. All attributes have their names in {@link Name}; no other code uses
 * the user data of resources.
 *
 * @param <T> the type of the value
 */
public final class ResourceAttribute<T> {

    /** All attributes, with the steps that they lead from and to. */
    public enum Name {
        /** If-Match and If-None-Match of an entry, up to the comparison with the stored version. */
        PRECONDITION,

        /** The identifier of a conditional write, up to the check that no other was stored at the same moment. */
        WRITE_CONDITION,

        /** A patch, from its request through HAPI's own processing of patches to where it is applied. */
        PATCH,

        /** The stored JSON, from a read or search to the checks of the answer. */
        RAW_TEXT,

        /** The stored JSON with what is constant in its meta, from a search to the writer of its answer. */
        STORED_TEXT,

        /** That the server has derived the result itself, up to the check that nobody else did. */
        DERIVED_RESULT,

        /** That admission was checked by the operation, up to the check of every write. */
        ADMITTED_SUBJECT,

        /** That the operation has taken states of the subject back, up to the check that none is dropped. */
        CORRECTED_SUBJECT
    }

    private final Name name;
    private final Class<T> type;

    private ResourceAttribute(Name name, Class<T> type) {
        this.name = name;
        this.type = type;
    }

    public static <T> ResourceAttribute<T> of(Name name, Class<T> type) {
        return new ResourceAttribute<>(name, type);
    }

    /** The value; empty without one, and without a resource. */
    public Optional<T> of(@Nullable IBase resource) {
        return resource == null ? Optional.empty() : Optional.ofNullable(type.cast(resource.getUserData(name.name())));
    }

    public void set(IBase resource, T value) {
        resource.setUserData(name.name(), value);
    }
}
