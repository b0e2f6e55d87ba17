package org.platelink.platform.server;

import java.net.URI;
import java.time.Duration;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import org.springframework.boot.context.properties.bind.BindException;
import org.springframework.boot.context.properties.source.ConfigurationProperty;
import org.springframework.boot.origin.PropertySourceOrigin;
import org.springframework.util.unit.DataSize;

/**
 * Error message for a setting whose value cannot be read: its name as it was given and what is expected, without the
 * value.
 */
final class UnreadableSetting {

    private UnreadableSetting() {}

    static String sentence(BindException failure) {
        return name(failure) + " cannot be used as it stands; give "
                + wanted(Optional.ofNullable(failure.getTarget().getType().resolve())) + ".";
    }

    private static String name(BindException failure) {
        @Nullable ConfigurationProperty property = failure.getProperty();
        if (property == null) {
            return failure.getName().toString();
        }
        return property.getOrigin() instanceof PropertySourceOrigin typed
                ? typed.getPropertyName()
                : property.getName().toString();
    }

    private static String wanted(Optional<Class<?>> type) {
        return type.map(UnreadableSetting::wanted).orElse("another value");
    }

    private static String wanted(Class<?> type) {
        if (type == boolean.class || type == Boolean.class) {
            return "true or false";
        }
        if (type == Duration.class) {
            return "a time, such as 30s";
        }
        if (type == DataSize.class) {
            return "a size, such as 1MB";
        }
        if (type == URI.class) {
            return "an address, such as https://fhir.example.org";
        }
        return type == int.class || type == long.class || Number.class.isAssignableFrom(type)
                ? "a whole number"
                : "another value";
    }
}
