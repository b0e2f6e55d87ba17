package org.platelink.desk.administration;

import com.fasterxml.jackson.databind.JsonNode;
import java.nio.charset.StandardCharsets;
import java.time.OffsetDateTime;
import java.time.ZoneOffset;
import java.time.format.DateTimeFormatter;
import java.util.ArrayList;
import java.util.Base64;
import java.util.List;

/**
 * Row of the audit trail page.
 *
 * @param id the number of the event
 * @param when in UTC, to the second
 * @param who the client or person
 * @param role of who
 * @param address the network address of the request
 * @param kind the code of the interaction, or of the kind of event
 * @param action C, R, U, D or E
 * @param asked the requests, as they were sent
 * @param about references to the resources concerned
 * @param outcome 0, 4, 8 or 12
 * @param said the description of the outcome
 */
record AuditLine(
        String id,
        String when,
        String who,
        String role,
        String address,
        String kind,
        String action,
        List<String> asked,
        List<String> about,
        String outcome,
        String said) {

    private static final DateTimeFormatter TIME = DateTimeFormatter.ofPattern("uuuu-MM-dd HH:mm:ss");

    /** A row shows no more resources than this; the event's own page has all. */
    private static final int MOST = 5;

    AuditLine {
        asked = List.copyOf(asked);
        about = List.copyOf(about);
    }

    String tag() {
        return switch (outcome) {
            case "0" -> "good";
            case "4" -> "warn";
            default -> "bad";
        };
    }

    /** Whether the action is shown because the kind does not say what was done. */
    boolean showsAction() {
        return kind.equals("rest") || kind.startsWith("110");
    }

    /** The description, unless it only says that the request was answered. */
    String remark() {
        return outcome.equals("0") && said.startsWith("Answered with") ? "" : said;
    }

    static AuditLine of(JsonNode event) {
        JsonNode agent = event.path("agent").path(0);
        for (JsonNode one : event.path("agent")) {
            if (one.path("requestor").asBoolean()) {
                agent = one;
                break;
            }
        }
        List<String> asked = new ArrayList<>();
        List<String> about = new ArrayList<>();
        for (JsonNode entity : event.path("entity")) {
            if (entity.hasNonNull("query")) {
                asked.add(new String(
                        Base64.getDecoder().decode(entity.get("query").asText()), StandardCharsets.UTF_8));
            } else if (entity.path("what").hasNonNull("reference")) {
                about.add(entity.path("what").get("reference").asText());
            } else if (entity.hasNonNull("name")) {
                asked.add(entity.get("name").asText());
            }
        }
        String subtype = event.path("subtype").path(0).path("code").asText();
        return new AuditLine(
                event.path("id").asText(),
                TIME.format(
                        OffsetDateTime.parse(event.path("recorded").asText()).withOffsetSameInstant(ZoneOffset.UTC)),
                name(agent.path("who")),
                agent.path("role").path(0).path("text").asText(),
                agent.path("network").path("address").asText(),
                subtype.isEmpty() ? event.path("type").path("code").asText() : subtype,
                event.path("action").asText(),
                asked,
                about,
                event.path("outcome").asText(),
                event.path("outcomeDesc").asText());
    }

    private static String name(JsonNode who) {
        String id = who.path("identifier").path("value").asText();
        return id.isEmpty() ? who.path("display").asText(who.path("reference").asText()) : id;
    }

    /** The first of the resources concerned. */
    List<String> first() {
        return about.subList(0, Math.min(MOST, about.size()));
    }

    int more() {
        return about.size() - first().size();
    }
}
