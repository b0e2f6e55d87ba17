package org.platelink.platform.server;

import ca.uhn.fhir.rest.api.Constants;
import ca.uhn.fhir.rest.api.PreferHandlingEnum;
import ca.uhn.fhir.rest.api.PreferReturnEnum;
import jakarta.servlet.http.HttpServletRequest;
import java.util.ArrayList;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Collectors;

/**
 * The preferences in a client's {@code Prefer} headers. Names are case-insensitive, values may have quotes, and there
 * may be one header or several. The first preference of a name counts; unknown ones are ignored.
 *
 * @param all the preferences that are known here, with their values; the value of {@code respond-async} is empty
 * @see <a href="https://www.rfc-editor.org/rfc/rfc7240">RFC 7240, Prefer Header for HTTP</a>
 * @see <a href="https://hl7.org/fhir/R4/http.html#ops">FHIR R4, managing return content</a>
 */
record Preferences(Map<String, String> all) {

    static final String APPLIED = "Preference-Applied";

    Preferences {
        all = Collections.unmodifiableMap(new LinkedHashMap<>(all));
    }

    static Preferences of(HttpServletRequest request) {
        return of(String.join(",", Collections.list(request.getHeaders(Constants.HEADER_PREFER))));
    }

    static Preferences of(String headers) {
        Map<String, String> all = new LinkedHashMap<>();
        for (String one : split(headers, ',')) {
            String[] parts = split(one, ';').get(0).split("=", 2);
            String name = parts[0].trim().toLowerCase(Locale.ROOT);
            String value = parts.length == 2 ? unquoted(parts[1].trim()) : "";
            if (isKnown(name, value)) {
                all.putIfAbsent(name, value);
            }
        }
        return new Preferences(all);
    }

    /** Splits at a character outside of quotes. */
    private static List<String> split(String text, char at) {
        List<String> parts = new ArrayList<>();
        int begin = 0;
        boolean isQuoted = false;
        for (int i = 0; i < text.length(); i++) {
            char character = text.charAt(i);
            if (character == '"') {
                isQuoted = !isQuoted;
            } else if (character == '\\' && isQuoted) {
                i++;
            } else if (character == at && !isQuoted) {
                parts.add(text.substring(begin, i));
                begin = i + 1;
            }
        }
        parts.add(text.substring(begin));
        return parts;
    }

    private static String unquoted(String value) {
        return value.length() > 1 && value.startsWith("\"") && value.endsWith("\"")
                ? value.substring(1, value.length() - 1)
                : value;
    }

    private static boolean isKnown(String name, String value) {
        return switch (name) {
            case Constants.HEADER_PREFER_RETURN -> PreferReturnEnum.fromHeaderValue(value) != null;
            case Constants.HEADER_PREFER_HANDLING -> PreferHandlingEnum.fromHeaderValue(value) != null;
            case Constants.HEADER_PREFER_RESPOND_ASYNC -> value.isEmpty() || value.equals("true");
            default -> false;
        };
    }

    boolean isEmpty() {
        return all.isEmpty();
    }

    /** A preference as it is written, such as {@code return=minimal}. */
    Optional<String> written(String name) {
        return Optional.ofNullable(all.get(name)).map(value -> written(name, value));
    }

    boolean has(String name, String value) {
        return value.equals(all.get(name));
    }

    private static String written(String name, String value) {
        return value.isEmpty() ? name : name + "=" + value;
    }

    /** The header in the one form that HAPI reads. */
    @Override
    public String toString() {
        return all.entrySet().stream()
                .map(one -> written(one.getKey(), one.getValue()))
                .collect(Collectors.joining(", "));
    }
}
