package org.platelink.platform.hapi.search;

import jakarta.persistence.PersistenceContext;
import java.lang.reflect.Constructor;
import java.lang.reflect.Field;
import java.lang.reflect.Modifier;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import org.springframework.beans.factory.annotation.Autowired;

/**
 * How HAPI's builder of searches is made: its constructor, the fields that keep the constructor's arguments, and those
 * that Spring fills afterwards. Looked up when the server starts, so that an upgrade that changes the class stops the
 * start with a sentence.
 *
 * @param constructor the only one
 * @param name the place of the type's name among the arguments
 * @param type the place of the type's class among the arguments
 * @param kept the field that keeps each argument, by place; null for name and type
 * @param injected the fields that Spring fills
 */
record SearchBuilderShape(
        Constructor<?> constructor, int name, int type, List<@Nullable Field> kept, List<Field> injected) {

    /** Setters that Spring calls, by the fields that they set. */
    static final Map<String, String> SETTERS = Map.of("setFullTextSearch", "myFulltextSearchSvc");

    /**
     * Looks up the shape of a class.
     *
     * @throws IllegalStateException if it is made otherwise than HAPI 8.8's
     */
    static SearchBuilderShape of(Class<?> builder) {
        Constructor<?> constructor = only(builder);
        Class<?>[] types = constructor.getParameterTypes();
        int name = place(builder, types, String.class);
        int type = place(builder, types, Class.class);
        List<@Nullable Field> kept = new ArrayList<>();
        for (int i = 0; i < types.length; i++) {
            kept.add(i == name || i == type ? null : keeping(builder, types[i]));
        }
        return new SearchBuilderShape(constructor, name, type, kept, injected(builder));
    }

    private static Constructor<?> only(Class<?> builder) {
        Constructor<?>[] constructors = builder.getConstructors();
        if (constructors.length != 1) {
            throw changed(builder, "has " + constructors.length + " constructors, not one");
        }
        return constructors[0];
    }

    private static int place(Class<?> builder, Class<?>[] types, Class<?> wanted) {
        int place = Arrays.asList(types).indexOf(wanted);
        if (place < 0) {
            throw changed(builder, "is not made with a " + wanted.getName() + " any more");
        }
        return place;
    }

    private static Field keeping(Class<?> builder, Class<?> type) {
        return Arrays.stream(builder.getDeclaredFields())
                .filter(field -> Modifier.isFinal(field.getModifiers()) && !Modifier.isStatic(field.getModifiers()))
                .filter(field -> field.getType() == type)
                // SearchBuildersIT compares every field with what Spring makes, should there be several of one type.
                .reduce((first, second) -> second)
                .map(SearchBuilderShape::opened)
                .orElseThrow(() -> changed(builder, "does not keep its " + type.getName() + " any more"));
    }

    private static List<Field> injected(Class<?> builder) {
        List<Field> injected = Arrays.stream(builder.getDeclaredFields())
                .filter(field -> field.isAnnotationPresent(Autowired.class)
                        || field.isAnnotationPresent(PersistenceContext.class)
                        || SETTERS.containsValue(field.getName()))
                .map(SearchBuilderShape::opened)
                .toList();
        SETTERS.values().forEach(name -> {
            if (injected.stream().noneMatch(field -> field.getName().equals(name))) {
                throw changed(builder, "has no field " + name + " any more");
            }
        });
        return injected;
    }

    private static Field opened(Field field) {
        field.setAccessible(true);
        return field;
    }

    private static IllegalStateException changed(Class<?> builder, String how) {
        return new IllegalStateException("HAPI's " + builder.getSimpleName() + " " + how + ".");
    }
}
