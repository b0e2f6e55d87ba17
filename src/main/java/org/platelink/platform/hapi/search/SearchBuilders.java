package org.platelink.platform.hapi.search;

import ca.uhn.fhir.jpa.search.builder.SearchBuilder;
import java.lang.reflect.Field;
import java.util.HashMap;
import java.util.Map;
import org.hl7.fhir.instance.model.api.IBaseResource;
import org.jspecify.annotations.Nullable;
import org.platelink.platform.hapi.PrivateField;

/**
 * Makes HAPI's builders of searches as Spring makes them, from one that Spring has made. HAPI asks Spring for a new
 * one with each search, and to look up once more what has not changed since the start is a twentieth of the work of a
 * read.
 */
final class SearchBuilders {

    private final SearchBuilderShape shape;
    private final @Nullable Object[] arguments;
    private final Map<Field, @Nullable Object> injected = new HashMap<>();

    /** @param made by Spring, for whichever type */
    SearchBuilders(SearchBuilderShape shape, SearchBuilder made) {
        this.shape = shape;
        this.arguments = new @Nullable Object[shape.kept().size()];
        for (int i = 0; i < arguments.length; i++) {
            Field kept = shape.kept().get(i);
            arguments[i] = kept == null ? null : new PrivateField(kept).get(made);
        }
        shape.injected().forEach(field -> injected.put(field, new PrivateField(field).get(made)));
    }

    SearchBuilder of(String resourceName, Class<? extends IBaseResource> resourceType) {
        @Nullable Object[] all = arguments.clone();
        all[shape.name()] = resourceName;
        all[shape.type()] = resourceType;
        try {
            SearchBuilder builder = (SearchBuilder) shape.constructor().newInstance(all);
            for (Map.Entry<Field, @Nullable Object> one : injected.entrySet()) {
                one.getKey().set(builder, one.getValue());
            }
            return builder;
        } catch (ReflectiveOperationException failure) {
            throw new IllegalStateException("HAPI's SearchBuilder is made otherwise", failure);
        }
    }
}
