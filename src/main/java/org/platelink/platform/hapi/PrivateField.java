package org.platelink.platform.hapi;

import java.lang.reflect.Field;
import org.jspecify.annotations.Nullable;

/**
 * A field of a class of HAPI that has no accessor. It is looked up when the server starts, so that an upgrade that
 * renames it or changes its type stops the start with a sentence.
 *
 * @param field the field, accessible
 */
public record PrivateField(Field field) {

    /**
     * Looks up a field.
     *
     * @throws IllegalStateException if the class has no field of this name, or it holds something else
     */
    public static PrivateField of(Class<?> owner, String name, Class<?> type) {
        try {
            Field field = owner.getDeclaredField(name);
            if (!type.isAssignableFrom(field.getType())) {
                throw new IllegalStateException("The field " + name + " of HAPI's " + owner.getName() + " holds a "
                        + field.getType().getName() + ", not a " + type.getName() + " any more.");
            }
            field.setAccessible(true);
            return new PrivateField(field);
        } catch (NoSuchFieldException renamed) {
            throw new IllegalStateException(
                    "HAPI's " + owner.getName() + " has no field " + name + " any more.", renamed);
        }
    }

    /** The value in an object; null as the object for a static field. */
    public @Nullable Object get(@Nullable Object of) {
        try {
            return field.get(of);
        } catch (IllegalAccessException closed) {
            throw new IllegalStateException(field + " cannot be read.", closed);
        }
    }

    /** Sets the value in an object; null as the object for a static field. */
    public void set(@Nullable Object of, @Nullable Object value) {
        try {
            field.set(of, value);
        } catch (IllegalAccessException closed) {
            throw new IllegalStateException(field + " cannot be set.", closed);
        }
    }
}
