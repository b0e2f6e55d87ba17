package org.platelink.desk;

import com.fasterxml.jackson.databind.JsonNode;
import com.github.benmanes.caffeine.cache.Caffeine;
import com.github.benmanes.caffeine.cache.LoadingCache;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.platelink.desk.api.ApiFactory;

/**
 * Cache of the list of studies, which everybody may see. It is kept for some seconds, since every page names them.
 */
public final class Studies {

    private static final Duration KEPT = Duration.ofSeconds(10);

    private final LoadingCache<Boolean, List<Page.Study>> cache;

    Studies(ApiFactory api) {
        this.cache = Caffeine.newBuilder().expireAfterWrite(KEPT).build(any -> read(api));
    }

    public List<Page.Study> all() {
        return cache.get(true);
    }

    public Optional<Page.Study> find(String id) {
        return all().stream().filter(study -> study.id().equals(id)).findFirst();
    }

    private static List<Page.Study> read(ApiFactory api) {
        List<Page.Study> studies = new ArrayList<>();
        for (JsonNode entry : api.ofAnybody()
                .fhir("/ResearchStudy?_count=100&_elements=identifier,title")
                .path("entry")) {
            JsonNode study = entry.path("resource");
            String id = study.path("id").asText();
            String title = study.path("title").asText(id);
            studies.add(new Page.Study(
                    id, study.path("identifier").path(0).path("value").asText(title), title));
        }
        return List.copyOf(studies);
    }
}
