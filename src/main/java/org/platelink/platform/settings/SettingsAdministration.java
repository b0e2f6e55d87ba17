package org.platelink.platform.settings;

import java.util.ArrayList;
import java.util.Comparator;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;
import org.springframework.beans.factory.config.ConfigurableListableBeanFactory;
import org.springframework.boot.context.properties.source.ConfigurationPropertyName;
import org.springframework.core.env.ConfigurableEnvironment;
import org.springframework.core.env.EnumerablePropertySource;
import org.springframework.core.env.PropertySource;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.RequestMapping;
import org.springframework.web.bind.annotation.RestController;

/** REST controller that shows an admin which settings there are and which were given, without secrets. */
@RestController
@RequestMapping("/admin/settings")
class SettingsAdministration {

    /** Matches the names of settings whose values are never shown. */
    private static final Pattern SECRET =
            Pattern.compile("password|secret|token|credential|passphrase|key", Pattern.CASE_INSENSITIVE);

    /** The user info of a URL; it is masked, and so is the query. */
    private static final Pattern USER_OF_ADDRESS = Pattern.compile("://[^/@\\s]*@");

    private static final Pattern QUERY_OF_ADDRESS = Pattern.compile("(://[^?\\s]*\\?)[^\\s,]*");

    private final ConfigurableEnvironment environment;
    private final SettingNames settingNames;

    SettingsAdministration(ConfigurableEnvironment environment, ConfigurableListableBeanFactory beans) {
        this.environment = environment;
        this.settingNames = SettingNames.of(SettingsConfiguration.records(beans));
    }

    /**
     * One setting.
     *
     * @param name its name as a property
     * @param variable its name as an environment variable
     * @param given whether it was given; if not, its default is in force
     * @param value null if it was not given, or is a secret
     */
    record Line(String name, String variable, boolean given, @Nullable String value) {}

    /** Lists all settings, those that were given first. */
    @GetMapping
    List<Line> list() {
        List<Line> lines = new ArrayList<>();
        for (Setting setting : settingNames.all()) {
            Set<String> names = given(setting);
            if (names.isEmpty()) {
                lines.add(new Line(setting.property(), setting.variables().get(0), false, null));
            }
            for (String name : names) {
                lines.add(new Line(name, setting.variables().get(0), true, shown(name)));
            }
        }
        lines.sort(Comparator.comparing(line -> !line.given()));
        return lines;
    }

    /**
     * The names by which a setting was given: several if the operator chooses a part of its name, or it is a list.
     */
    private Set<String> given(Setting setting) {
        Set<String> names = new LinkedHashSet<>();
        if (!setting.path().contains(Setting.CHOSEN) && environment.containsProperty(setting.property())) {
            names.add(setting.property());
        }
        for (PropertySource<?> source : environment.getPropertySources()) {
            if (names.isEmpty() && source instanceof EnumerablePropertySource<?> all) {
                for (String name : all.getPropertyNames()) {
                    if (setting.chosenIn(name).isPresent()
                            || name.startsWith(SettingNames.ROOT + ".")
                                    && setting.isGivenBy(ConfigurationPropertyName.adapt(name, '.'))) {
                        names.add(name);
                    }
                }
            }
        }
        return names;
    }

    private @Nullable String shown(String name) {
        if (SECRET.matcher(name).find()) {
            return null;
        }
        String value;
        try {
            value = environment.getProperty(name);
        } catch (IllegalArgumentException unresolved) {
            return null;
        }
        return value == null
                ? null
                : QUERY_OF_ADDRESS
                        .matcher(USER_OF_ADDRESS.matcher(value).replaceAll("://…@"))
                        .replaceAll("$1…");
    }
}
