package org.platelink.platform.search;

import ca.uhn.fhir.jpa.search.builder.SearchBuilder;
import jakarta.persistence.PersistenceContext;
import java.lang.reflect.Constructor;
import java.lang.reflect.Field;
import java.lang.reflect.Modifier;
import java.util.Arrays;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.hl7.fhir.instance.model.api.IBaseResource;
import org.jspecify.annotations.Nullable;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.util.ReflectionUtils;

/**
 * Makes HAPI's builders of searches as Spring makes them, from one that Spring has made. HAPI asks Spring for a new
 * one with each search, and to look up once more what has not changed since the start is a twentieth of the work of a
 * read.
 */
final class SearchBuilders {

    /** What Spring puts in after the constructor: fields, and setters by the fields that they set. */
    static final Map<String, String> SETTERS = Map.of("setFullTextSearch", "myFulltextSearchSvc");

    private final Constructor<?> constructor;
    private final @Nullable Object[] arguments;
    private final int name;
    private final int type;
    private final Map<Field, @Nullable Object> injected;

    /** @param made by Spring, for whichever type */
    SearchBuilders(SearchBuilder made) {
        this.constructor = only(SearchBuilder.class.getConstructors());
        Map<Class<?>, Object> known = new HashMap<>();
        for (Field field : SearchBuilder.class.getDeclaredFields()) {
            if (Modifier.isFinal(field.getModifiers()) && !Modifier.isStatic(field.getModifiers())) {
                known.put(field.getType(), value(field, made));
            }
        }
        Class<?>[] types = constructor.getParameterTypes();
        this.name = place(types, String.class);
        this.type = place(types, Class.class);
        this.arguments = new @Nullable Object[types.length];
        for (int i = 0; i < types.length; i++) {
            if (i != name && i != type) {
                if (!known.containsKey(types[i])) {
                    throw new IllegalStateException("HAPI's SearchBuilder does not keep its " + types[i].getName());
                }
                arguments[i] = known.get(types[i]);
            }
        }
        this.injected = new HashMap<>();
        injectedFields().forEach(field -> injected.put(field, value(field, made)));
    }

    SearchBuilder of(String resourceName, Class<? extends IBaseResource> resourceType) {
        @Nullable Object[] all = arguments.clone();
        all[name] = resourceName;
        all[type] = resourceType;
        try {
            SearchBuilder builder = (SearchBuilder) constructor.newInstance(all);
            for (Map.Entry<Field, @Nullable Object> one : injected.entrySet()) {
                one.getKey().set(builder, one.getValue());
            }
            return builder;
        } catch (ReflectiveOperationException failure) {
            throw new IllegalStateException("HAPI's SearchBuilder is made otherwise", failure);
        }
    }

    /** The fields that Spring fills. */
    static List<Field> injectedFields() {
        return Arrays.stream(SearchBuilder.class.getDeclaredFields())
                .filter(field -> field.isAnnotationPresent(Autowired.class)
                        || field.isAnnotationPresent(PersistenceContext.class)
                        || SETTERS.containsValue(field.getName()))
                .toList();
    }

    private static Constructor<?> only(Constructor<?>[] constructors) {
        if (constructors.length != 1) {
            throw new IllegalStateException("HAPI's SearchBuilder has " + constructors.length + " constructors");
        }
        return constructors[0];
    }

    private static int place(Class<?>[] types, Class<?> wanted) {
        int place = Arrays.asList(types).indexOf(wanted);
        if (place < 0) {
            throw new IllegalStateException("HAPI's SearchBuilder takes no " + wanted.getName());
        }
        return place;
    }

    private static @Nullable Object value(Field field, SearchBuilder of) {
        ReflectionUtils.makeAccessible(field);
        return ReflectionUtils.getField(field, of);
    }
}
