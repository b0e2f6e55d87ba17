package org.platelink.analytics.sqlonfhir;

import com.fasterxml.jackson.databind.JsonNode;
import java.util.LinkedHashSet;
import java.util.Set;
import org.platelink.platform.server.Fingerprint;

/**
 * Describes for the audit trail what a ViewDefinition reads: the resource type, a digest of its text (SHA-256 of its
 * JSON without white space), and every path in it, in the order in which they stand. The name that a view gives
 * itself proves nothing, so it is not used.
 */
final class ViewTrace {

    private static final Set<String> PATHS = Set.of("path", "forEach", "forEachOrNull");

    private ViewTrace() {}

    static String of(JsonNode definition) {
        Set<String> paths = new LinkedHashSet<>();
        collect(definition, paths);
        return definition.path("resource").asText() + " sha256 " + Fingerprint.hex(definition.toString()) + " reads "
                + String.join(", ", paths);
    }

    private static void collect(JsonNode node, Set<String> paths) {
        node.fields().forEachRemaining(member -> {
            if (PATHS.contains(member.getKey()) && member.getValue().isTextual()) {
                paths.add(member.getValue().textValue());
            }
            if (member.getKey().equals("repeat")) {
                member.getValue().forEach(path -> paths.add(path.asText()));
            }
            collect(member.getValue(), paths);
        });
        if (node.isArray()) {
            node.forEach(element -> collect(element, paths));
        }
    }
}
