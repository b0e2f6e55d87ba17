package org.platelink.desk;

import com.fasterxml.jackson.databind.JsonNode;
import com.github.benmanes.caffeine.cache.Caffeine;
import com.github.benmanes.caffeine.cache.LoadingCache;
import java.time.Duration;
import java.util.HashMap;
import java.util.Map;
import java.util.Objects;
import org.platelink.desk.api.Api;
import org.platelink.desk.api.ApiFactory;

/**
 * Cache of display names for codes, from the study's ActivityDefinitions or else from the guide's value sets and code
 * systems. All of these are public, so one cache that is refreshed now and then serves all users.
 */
public final class CodeNames {

    private static final Duration KEPT = Duration.ofMinutes(2);

    private final LoadingCache<Boolean, Map<String, String>> names;

    CodeNames(ApiFactory api) {
        this.names = Caffeine.newBuilder().refreshAfterWrite(KEPT).build(any -> read(api.ofAnybody()));
    }

    /**
     * All names.
     *
     * @return by system and code, such as {@code http://loinc.org|777-3}
     */
    public Map<String, String> all() {
        return Objects.requireNonNull(names.get(true));
    }

    /** The name of the first coding of a concept that has one; otherwise the concept's own text, display or code. */
    public static String of(JsonNode concept, Map<String, String> names) {
        for (JsonNode coding : concept.path("coding")) {
            String name = names.get(key(coding));
            if (name != null) {
                return name;
            }
        }
        JsonNode first = concept.path("coding").path(0);
        return concept.path("text")
                .asText(first.path("display").asText(first.path("code").asText()));
    }

    private static String key(JsonNode coding) {
        return coding.path("system").asText() + "|" + coding.path("code").asText();
    }

    private static Map<String, String> read(Api api) {
        Map<String, String> names = new HashMap<>();
        for (JsonNode entry :
                api.fhir("/ActivityDefinition?_count=500&_elements=code,title").path("entry")) {
            JsonNode activity = entry.path("resource");
            for (JsonNode coding : activity.path("code").path("coding")) {
                names.putIfAbsent(
                        key(coding),
                        activity.path("title")
                                .asText(activity.path("code").path("text").asText()));
            }
        }
        for (JsonNode entry : api.fhir("/ValueSet?_count=500").path("entry")) {
            for (JsonNode include : entry.path("resource").path("compose").path("include")) {
                add(names, include.path("system").asText(), include.path("concept"));
            }
        }
        for (JsonNode entry : api.fhir("/CodeSystem?_count=500").path("entry")) {
            JsonNode system = entry.path("resource");
            add(names, system.path("url").asText(), system.path("concept"));
        }
        return Map.copyOf(names);
    }

    private static void add(Map<String, String> names, String system, JsonNode concepts) {
        for (JsonNode concept : concepts) {
            String display = concept.path("display").asText();
            if (!display.isEmpty()) {
                names.putIfAbsent(system + "|" + concept.path("code").asText(), display);
            }
            add(names, system, concept.path("concept"));
        }
    }
}
