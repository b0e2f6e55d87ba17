package org.platelink.platform.settings;

import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.function.UnaryOperator;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.springframework.boot.context.properties.source.ConfigurationPropertyName;
import org.springframework.boot.context.properties.source.ConfigurationPropertyName.Form;

/**
 * A setting of the server, as its {@code ConfigurationProperties} record declares it.
 *
 * @param path the elements of its name, with hyphens between words; {@link #CHOSEN} stands for a name that the
 *     operator chooses
 * @param isList whether its values may be numbered, one by one
 */
record Setting(List<String> path, boolean isList) {

    static final String CHOSEN = "*";

    private static final Pattern NUMBER = Pattern.compile("_\\d+$");
    private static final Pattern CHOSEN_NAME = Pattern.compile("[A-Z0-9]+(_[A-Z0-9]+)*");

    Setting {
        path = List.copyOf(path);
    }

    /** Its name as a Spring property. */
    String property() {
        return String.join(".", path);
    }

    /**
     * Its names as an environment variable: Spring Boot reads it with the hyphens left out, and with an underscore
     * for each.
     */
    List<String> variables() {
        return Stream.of("", "_").map(this::variable).distinct().toList();
    }

    private String variable(String hyphen) {
        return path.stream()
                .map(element -> element.replace("-", hyphen))
                .collect(Collectors.joining("_"))
                .toUpperCase(Locale.ROOT);
    }

    /**
     * Whether an environment variable sets it.
     *
     * @return the name that the operator chose, in capitals; an empty text if there is none to choose; an empty
     *     Optional if the variable sets another setting or none
     */
    Optional<String> chosenIn(String variable) {
        // Spring Boot also reads a variable in small letters, but never with underscores for hyphens.
        List<String> forms =
                variable.equals(upper(variable)) ? variables() : variables().subList(0, 1);
        UnaryOperator<String> plain = isList ? name -> NUMBER.matcher(name).replaceFirst("") : name -> name;
        return forms.stream()
                .flatMap(form -> Stream.of(upper(variable), plain.apply(upper(variable)))
                        .flatMap(name -> chosen(form, name).stream()))
                .findFirst();
    }

    private static Optional<String> chosen(String form, String name) {
        int at = form.indexOf(CHOSEN);
        if (at < 0) {
            return form.equals(name) ? Optional.of("") : Optional.empty();
        }
        String before = form.substring(0, at);
        String after = form.substring(at + 1);
        if (!name.startsWith(before) || !name.endsWith(after) || name.length() <= form.length() - 1) {
            return Optional.empty();
        }
        String chosen = name.substring(at, name.length() - after.length());
        return CHOSEN_NAME.matcher(chosen).matches() ? Optional.of(chosen) : Optional.empty();
    }

    /** Whether a property sets it. */
    boolean isGivenBy(ConfigurationPropertyName name) {
        int length = name.getNumberOfElements();
        if (isList && length == path.size() + 1 && name.isNumericIndex(length - 1)) {
            length--;
        }
        if (length != path.size()) {
            return false;
        }
        for (int i = 0; i < length; i++) {
            String element = path.get(i);
            if (!element.equals(CHOSEN) && !element.replace("-", "").equals(name.getElement(i, Form.UNIFORM))) {
                return false;
            }
        }
        return true;
    }

    private static String upper(String name) {
        return name.toUpperCase(Locale.ROOT);
    }
}
