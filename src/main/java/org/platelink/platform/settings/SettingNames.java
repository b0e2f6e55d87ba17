package org.platelink.platform.settings;

import java.lang.reflect.RecordComponent;
import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.springframework.boot.context.properties.ConfigurationProperties;
import org.springframework.boot.context.properties.bind.DataObjectPropertyName;
import org.springframework.boot.context.properties.bind.Name;
import org.springframework.boot.context.properties.source.ConfigurationPropertyName;
import org.springframework.core.ResolvableType;

/**
 * All settings below {@code platelink.}, read from the records that are bound to them.
 *
 * @param all the settings, each once
 */
record SettingNames(List<Setting> all) {

    static final String ROOT = "platelink";

    SettingNames {
        all = List.copyOf(all);
    }

    /** The settings of records that are annotated with {@link ConfigurationProperties}. */
    static SettingNames of(Collection<Class<?>> records) {
        List<Setting> all = new ArrayList<>();
        for (Class<?> record : records) {
            String prefix = record.getAnnotation(ConfigurationProperties.class).value();
            addComponents(List.of(prefix.split("\\.")), record, all);
        }
        return new SettingNames(all);
    }

    private static void addComponents(List<String> path, Class<?> record, List<Setting> all) {
        for (RecordComponent component : record.getRecordComponents()) {
            Name named = component.getAccessor().getAnnotation(Name.class);
            String name = named == null ? DataObjectPropertyName.toDashedForm(component.getName()) : named.value();
            add(below(path, name), ResolvableType.forType(component.getGenericType()), all);
        }
    }

    private static void add(List<String> path, ResolvableType type, List<Setting> all) {
        Class<?> raw = type.resolve(Object.class);
        if (raw.isRecord()) {
            addComponents(path, raw, all);
        } else if (Map.class.isAssignableFrom(raw)) {
            add(below(path, Setting.CHOSEN), type.asMap().getGeneric(1), all);
        } else {
            all.add(new Setting(path, raw.isArray() || Collection.class.isAssignableFrom(raw)));
        }
    }

    private static List<String> below(List<String> path, String name) {
        List<String> longer = new ArrayList<>(path);
        longer.add(name);
        return longer;
    }

    /** The setting that an environment variable sets. */
    Optional<Setting> ofVariable(String variable) {
        return all.stream()
                .filter(setting -> setting.chosenIn(variable).isPresent())
                .findFirst();
    }

    /** Whether a property sets a setting. */
    boolean knowsProperty(String name) {
        ConfigurationPropertyName read = ConfigurationPropertyName.adapt(name, '.');
        return all.stream().anyMatch(setting -> setting.isGivenBy(read));
    }
}
