package org.platelink.desk.registry;

import com.fasterxml.jackson.databind.JsonNode;
import java.time.Instant;
import java.time.LocalDate;
import java.time.OffsetDateTime;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.List;

/**
 * Version of the study record with its changes.
 *
 * @param number of the version
 * @param written when
 * @param isFirst whether there is none before it
 * @param changes from the one before it
 */
record Version(String number, Instant written, boolean isFirst, List<Change> changes) {

    /**
     * The versions of a history, newest first.
     *
     * @param history a Bundle, newest first, as FHIR has it
     * @param since the day, in UTC, from which on they are wanted
     */
    static List<Version> of(JsonNode history, LocalDate since) {
        List<JsonNode> all = new ArrayList<>();
        history.path("entry").forEach(entry -> {
            if (entry.has("resource")) {
                all.add(entry.get("resource"));
            }
        });
        boolean isWhole = history.path("total").asInt() <= all.size();
        List<Version> versions = new ArrayList<>();
        for (int i = 0; i < all.size(); i++) {
            JsonNode study = all.get(i);
            boolean isLast = i + 1 == all.size();
            Instant written = OffsetDateTime.parse(
                            study.path("meta").path("lastUpdated").asText())
                    .toInstant();
            if (written.isBefore(since.atStartOfDay().toInstant(ZoneOffset.UTC)) || isLast && !isWhole) {
                break;
            }
            versions.add(new Version(
                    study.path("meta").path("versionId").asText(),
                    written,
                    isLast,
                    isLast ? List.of() : Change.between(all.get(i + 1), study)));
        }
        return versions;
    }
}
