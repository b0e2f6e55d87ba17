package org.platelink.platform.settings;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.TreeMap;
import org.platelink.platform.server.StartUpRefused;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.core.env.ConfigurableEnvironment;
import org.springframework.core.env.EnumerablePropertySource;
import org.springframework.core.env.MapPropertySource;
import org.springframework.core.env.PropertySource;
import org.springframework.core.env.StandardEnvironment;
import org.springframework.core.env.SystemEnvironmentPropertySource;

/** Checks the operator's environment variables and properties for names that are not settings. */
final class SettingsCheck {

    private static final Logger LOG = LoggerFactory.getLogger(SettingsCheck.class);

    /** Up to so many wrong letters are a typing error, wherever they are. */
    private static final int SLIP = 2;

    private final SettingNames settingNames;
    private final Spelling variables;
    private final Spelling properties;

    SettingsCheck(SettingNames settingNames) {
        this.settingNames = settingNames;
        this.variables = new Spelling(
                settingNames.all().stream()
                        .flatMap(setting -> setting.variables().stream())
                        .toList(),
                "_",
                "NAME");
        this.properties =
                new Spelling(settingNames.all().stream().map(Setting::property).toList(), ".", "name");
    }

    /**
     * Checks an environment. An unknown name that was clearly meant to be a setting stops the start. One that only
     * begins as settings do, and may be another program's, is logged as a warning.
     */
    void look(ConfigurableEnvironment environment) {
        Map<String, Spelling.SimilarName> unknown = new TreeMap<>();
        for (PropertySource<?> source : environment.getPropertySources()) {
            if (source instanceof EnumerablePropertySource<?> names) {
                boolean isEnvironment = isEnvironment(source);
                for (String name : names.getPropertyNames()) {
                    look(name, source.getProperty(name), isEnvironment, unknown);
                }
            }
        }
        List<String> meant = new ArrayList<>();
        unknown.forEach((name, near) -> {
            if (near.letters() <= SLIP || isOfAGroup(name)) {
                meant.add("there is no setting " + name + "; the nearest is " + near.name());
            } else {
                LOG.warn("{} is no setting of this server and does nothing; the nearest is {}.", name, near.name());
            }
        });
        if (!meant.isEmpty()) {
            throw new StartUpRefused(String.join(", and ", meant) + ".");
        }
    }

    private void look(String name, Object value, boolean isEnvironment, Map<String, Spelling.SimilarName> unknown) {
        String upper = name.toUpperCase(Locale.ROOT);
        if (isEnvironment && upper.startsWith(SettingNames.ROOT.toUpperCase(Locale.ROOT) + "_")) {
            if (settingNames.ofVariable(name).isEmpty() && !OrchestratorLink.is(upper, value)) {
                unknown.put(name, variables.nearest(upper));
            }
        } else if (upper.startsWith(SettingNames.ROOT.toUpperCase(Locale.ROOT) + ".")
                && (isEnvironment || !settingNames.knowsProperty(name))) {
            unknown.put(
                    name,
                    isEnvironment
                            ? variables.nearest(upper.replace('.', '_').replace('-', '_'))
                            : properties.nearest(name));
        }
    }

    /** Whether the name is below a prefix that only this server has, such as {@code PLATELINK_INTAKE_}. */
    private boolean isOfAGroup(String name) {
        String[] written = name.toLowerCase(Locale.ROOT).replace("-", "").split("[._]");
        return settingNames.all().stream()
                .filter(setting -> setting.path().size() > 2)
                .map(setting -> setting.path().get(1))
                .anyMatch(
                        group -> startsWith(written, group.replace("-", "")) || startsWith(written, group.split("-")));
    }

    private static boolean startsWith(String[] written, String... group) {
        return written.length > group.length + 1 && Arrays.equals(written, 1, group.length + 1, group, 0, group.length);
    }

    /**
     * Adds properties for the names chosen by the operator that have an underscore in a variable, with a hyphen in
     * its place. Spring Boot takes the underscore for the end of the name, so
     * {@code PLATELINK_LAB_MLLP_PEERS_LAB_A_SITE} would be of a peer {@code lab}.
     */
    void addChosenNames(ConfigurableEnvironment environment) {
        for (PropertySource<?> source :
                List.copyOf(environment.getPropertySources().stream().toList())) {
            if (isEnvironment(source) && source instanceof EnumerablePropertySource<?> names) {
                Map<String, Object> chosen = chosenNames(names);
                if (!chosen.isEmpty()) {
                    environment
                            .getPropertySources()
                            .addAfter(
                                    source.getName(),
                                    new MapPropertySource("names chosen in " + source.getName(), chosen));
                }
            }
        }
    }

    private Map<String, Object> chosenNames(EnumerablePropertySource<?> source) {
        Map<String, Object> properties = new LinkedHashMap<>();
        for (String name : source.getPropertyNames()) {
            settingNames.ofVariable(name).ifPresent(setting -> {
                String chosen = setting.chosenIn(name).orElse("");
                if (chosen.contains("_")) {
                    String number =
                            setting.isList() && name.matches(".*_\\d+") ? "[" + name.replaceAll(".*_", "") + "]" : "";
                    properties.put(
                            setting.property()
                                            .replace(
                                                    Setting.CHOSEN,
                                                    chosen.toLowerCase(Locale.ROOT)
                                                            .replace('_', '-'))
                                    + number,
                            source.getProperty(name));
                }
            });
        }
        return properties;
    }

    /** The same test as Spring Boot's. */
    private static boolean isEnvironment(PropertySource<?> source) {
        String name = source.getName();
        return source instanceof SystemEnvironmentPropertySource
                && (name.equals(StandardEnvironment.SYSTEM_ENVIRONMENT_PROPERTY_SOURCE_NAME)
                        || name.endsWith("-" + StandardEnvironment.SYSTEM_ENVIRONMENT_PROPERTY_SOURCE_NAME));
    }
}
