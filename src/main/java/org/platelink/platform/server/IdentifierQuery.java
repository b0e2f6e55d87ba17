package org.platelink.platform.server;

import java.net.URLDecoder;
import java.net.URLEncoder;
import java.nio.charset.StandardCharsets;
import java.util.Optional;
import org.hl7.fhir.r4.model.Identifier;
import org.hl7.fhir.r4.model.Property;
import org.hl7.fhir.r4.model.Resource;

/**
 * A search for the resource with a given identifier, {@code identifier=system|value}, with R4's escapes for a comma,
 * a bar, a dollar and a backslash in either part.
 *
 * @see <a href="https://hl7.org/fhir/R4/search.html#escaping">FHIR R4, escaping search parameters</a>
 */
public record IdentifierQuery(String system, String value) {

    private static final String PREFIX = "identifier=";
    private static final String SPECIAL = ",|$\\";

    /**
     * Parses a search.
     *
     * @param query with or without {@code Type?} before it, encoded as in a URL
     * @return empty if it is not a search for one identifier
     */
    public static Optional<IdentifierQuery> of(String query) {
        String search = query.substring(query.indexOf('?') + 1);
        return search.startsWith(PREFIX) && !search.contains("&")
                ? read(decoded(search.substring(PREFIX.length())))
                : Optional.empty();
    }

    /**
     * Parses a search for the identifier of a resource that is sent with it. An unencoded plus is a space in a URL,
     * but many senders mean a plus. It is read as a plus if only then the resource has the identifier.
     *
     * @return empty if it is not a search for one identifier
     */
    public static Optional<IdentifierQuery> of(String query, Resource resource) {
        Optional<IdentifierQuery> plain = of(query);
        return query.contains("+") && plain.filter(one -> one.isOf(resource)).isEmpty()
                ? of(query.replace("+", "%2B"))
                        .filter(literal -> literal.isOf(resource))
                        .or(() -> plain)
                : plain;
    }

    /** Whether a resource has the identifier. */
    public boolean isOf(Resource resource) {
        Property identifiers = resource.getNamedProperty("identifier");
        return identifiers != null
                && identifiers.getValues().stream()
                        .anyMatch(one -> one instanceof Identifier identifier
                                && system.equals(identifier.getSystem())
                                && value.equals(identifier.getValue()));
    }

    /** The search for it among resources of a type, in a canonical form that is read alike everywhere. */
    public String written(String type) {
        return type + "?" + PREFIX
                + URLEncoder.encode(escaped(system) + "|" + escaped(value), StandardCharsets.UTF_8)
                        .replace("+", "%20");
    }

    private static Optional<IdentifierQuery> read(String text) {
        StringBuilder part = new StringBuilder();
        String system = null;
        for (int i = 0; i < text.length(); i++) {
            char character = text.charAt(i);
            if (character == '\\' && i + 1 < text.length() && SPECIAL.indexOf(text.charAt(i + 1)) >= 0) {
                part.append(text.charAt(++i));
            } else if (character == '|' && system == null) {
                system = part.toString();
                part.setLength(0);
            } else if (character == ',' || character == '|' || character == '$') {
                return Optional.empty();
            } else {
                part.append(character);
            }
        }
        return system == null || system.isEmpty() || part.length() == 0
                ? Optional.empty()
                : Optional.of(new IdentifierQuery(system, part.toString()));
    }

    private static String escaped(String text) {
        StringBuilder escaped = new StringBuilder();
        text.chars().forEach(character -> {
            if (SPECIAL.indexOf(character) >= 0) {
                escaped.append('\\');
            }
            escaped.append((char) character);
        });
        return escaped.toString();
    }

    private static String decoded(String text) {
        try {
            return URLDecoder.decode(text, StandardCharsets.UTF_8);
        } catch (IllegalArgumentException broken) {
            return "";
        }
    }
}
