package org.platelink.desk.schedule;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.MissingNode;
import java.util.ArrayList;
import java.util.Collection;
import java.util.HashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.Collectors;
import org.platelink.desk.api.Api;

/** PlanDefinitions and ActivityDefinitions, indexed by canonical URL. */
final class Definitions {

    /** Canonicals per request, so that the URL stays short enough for every server on the way. */
    private static final int AT_ONCE = 25;

    private final Map<String, JsonNode> found = new HashMap<>();

    /** Adds a definition; the first version added also answers the canonical without a version. */
    void add(JsonNode definition) {
        String url = definition.path("url").asText();
        found.putIfAbsent(url, definition);
        found.putIfAbsent(url + "|" + definition.path("version").asText(), definition);
    }

    /** Loads the definitions that are not indexed yet. */
    void ask(Api api, String type, Collection<String> canonicals) {
        List<String> urls = new ArrayList<>(canonicals.stream()
                .filter(canonical -> !found.containsKey(canonical))
                .map(canonical -> canonical.split("\\|", 2)[0])
                .collect(Collectors.toCollection(LinkedHashSet::new)));
        for (int begin = 0; begin < urls.size(); begin += AT_ONCE) {
            String some = urls.subList(begin, Math.min(urls.size(), begin + AT_ONCE)).stream()
                    .map(url -> url.replace("\\", "\\\\").replace(",", "\\,"))
                    .collect(Collectors.joining(","));
            api.fhir("/" + type + "?_count=200&_sort=-_lastUpdated&url=" + Api.encoded(some))
                    .path("entry")
                    .forEach(entry -> add(entry.path("resource")));
        }
    }

    JsonNode of(String canonical) {
        return found.getOrDefault(canonical, MissingNode.getInstance());
    }

    /** The canonicals that the actions of a definition name, at any depth, in their order. */
    static Set<String> named(JsonNode definition) {
        return actions(definition).stream()
                .map(Definitions::canonical)
                .filter(canonical -> !canonical.isEmpty())
                .collect(Collectors.toCollection(LinkedHashSet::new));
    }

    /** The leaf actions: those without actions of their own. */
    static List<JsonNode> actions(JsonNode definition) {
        List<JsonNode> leaves = new ArrayList<>();
        for (JsonNode action : definition.path("action")) {
            if (action.path("action").isEmpty()) {
                leaves.add(action);
            } else {
                leaves.addAll(actions(action));
            }
        }
        return leaves;
    }

    static String canonical(JsonNode action) {
        return action.path("definitionCanonical")
                .asText(action.path("definitionUri").asText());
    }
}
