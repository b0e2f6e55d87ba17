package org.platelink.desk.schedule;

import com.fasterxml.jackson.databind.JsonNode;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.Set;
import java.util.stream.StreamSupport;
import org.platelink.desk.Words;
import org.platelink.desk.schedule.Matrix.Activity;
import org.platelink.desk.schedule.Matrix.Cell;
import org.platelink.desk.schedule.Matrix.Visit;
import org.platelink.platform.canonical.CanonicalUrls;

/** Builds the schedule table of a protocol from its PlanDefinition and the definitions that it names. */
final class MatrixBuilder {

    private static final String STAND_IN = CanonicalUrls.STRUCTURE_DEFINITION + "stand-in-anchor";
    private static final String ROLE = CanonicalUrls.CODE_SYSTEM + "visit-role";
    private static final Set<String> AFTER = Set.of("after", "after-start", "after-end");
    private static final Set<String> BEFORE = Set.of("before", "before-start", "before-end");

    private final JsonNode protocol;
    private final Definitions definitions;
    private final Words words;
    private final List<JsonNode> actions;
    private final Map<String, JsonNode> byId = new HashMap<>();
    private final Footnotes notes = new Footnotes();

    MatrixBuilder(JsonNode protocol, Definitions definitions, Words words) {
        this.protocol = protocol;
        this.definitions = definitions;
        this.words = words;
        this.actions = Definitions.actions(protocol);
        actions.forEach(action -> byId.put(action.path("id").asText(), action));
    }

    Matrix build() {
        List<Visit> visits = actions.stream().map(this::visit).toList();
        return new Matrix(
                protocol.path("title").asText(protocol.path("name").asText()),
                protocol.path("id").asText(),
                protocol.path("version").asText(),
                protocol.path("status").asText(),
                protocol.path("description").asText(),
                actions.stream()
                        .filter(MatrixBuilder::isIndex)
                        .map(MatrixBuilder::title)
                        .findFirst()
                        .orElse(""),
                visits,
                activities(),
                notes.all());
    }

    private Visit visit(JsonNode action) {
        List<String> remarks =
                new ArrayList<>(List.of(action.path("description").asText()));
        List<String> distances = new ArrayList<>();
        boolean isWindowStated = true;
        for (JsonNode relation : action.path("relatedAction")) {
            distances.add(distance(relation));
            isWindowStated &= !Distance.window(relation).isMissingNode();
            standIn(relation).ifPresent(remarks::add);
        }
        remarks.addAll(conditions(action));
        remarks.add(definitions
                .of(Definitions.canonical(action))
                .path("description")
                .asText());
        return new Visit(
                label(action),
                title(action),
                planned(action, new HashSet<>()).map(sum -> sum.in(words)).orElse(""),
                distances.isEmpty() && !isIndex(action) ? List.of(words.of("schedule.unscheduled")) : distances,
                distances.isEmpty() || isWindowStated,
                notes.of(remarks));
    }

    private String distance(JsonNode relation) {
        String other = label(byId.getOrDefault(relation.path("actionId").asText(), relation));
        String relationship = relation.path("relationship").asText();
        JsonNode target = relation.path("offsetDuration");
        JsonNode window = Distance.window(relation);
        String direction = AFTER.contains(relationship)
                ? "schedule.after"
                : BEFORE.contains(relationship) ? "schedule.before" : "schedule.with";
        if (target.isMissingNode() && window.isMissingNode()) {
            return words.of(direction, other);
        }
        if (window.isMissingNode()) {
            return words.of(direction + ".by", Distance.in(words, target), other);
        }
        if (target.isMissingNode()) {
            return words.of(direction + ".by", Distance.range(words, window), other);
        }
        return words.of(direction + ".window", Distance.in(words, target), other, Distance.range(words, window));
    }

    /**
     * The planned day, counted from the index visit along the visits in between; empty if the protocol states no
     * offset.
     */
    private Optional<Distance.Sum> planned(JsonNode action, Set<String> seen) {
        if (isIndex(action)) {
            return Optional.of(Distance.Sum.NONE);
        }
        if (!seen.add(action.path("id").asText())) {
            return Optional.empty();
        }
        for (JsonNode relation : action.path("relatedAction")) {
            JsonNode anchor = byId.get(relation.path("actionId").asText());
            JsonNode target = relation.path("offsetDuration");
            if (anchor != null && AFTER.contains(relation.path("relationship").asText()) && !target.isMissingNode()) {
                return planned(anchor, seen).flatMap(sum -> sum.plus(target));
            }
        }
        return Optional.empty();
    }

    private Optional<String> standIn(JsonNode relation) {
        return StreamSupport.stream(relation.path("extension").spliterator(), false)
                .filter(extension -> STAND_IN.equals(extension.path("url").asText()))
                .map(extension -> words.of(
                        "schedule.stand-in",
                        title(byId.getOrDefault(relation.path("actionId").asText(), relation)),
                        words.code(
                                "schedule.stand-in", extension.path("valueCode").asText())))
                .findFirst();
    }

    private List<Activity> activities() {
        Map<String, List<Cell>> rows = new LinkedHashMap<>();
        Map<String, JsonNode> first = new HashMap<>();
        for (int column = 0; column < actions.size(); column++) {
            for (JsonNode planned : at(actions.get(column))) {
                String key = key(planned);
                first.putIfAbsent(key, planned);
                List<Cell> cells = rows.computeIfAbsent(key, any -> new ArrayList<>());
                while (cells.size() < column) {
                    cells.add(Cell.EMPTY);
                }
                if (cells.size() == column) {
                    List<String> remarks = new ArrayList<>(conditions(planned));
                    remarks.add(planned.path("description").asText());
                    cells.add(new Cell(true, notes.of(remarks)));
                }
            }
        }
        List<Activity> activities = new ArrayList<>();
        rows.forEach((key, cells) -> {
            while (cells.size() < actions.size()) {
                cells.add(Cell.EMPTY);
            }
            JsonNode definition = definitions.of(key);
            JsonNode planned = Objects.requireNonNull(first.get(key));
            List<String> remarks = List.of(
                    definition.path("description").asText(),
                    definition.path("usage").asText());
            activities.add(new Activity(
                    planned.path("title").asText(definition.path("title").asText(key)),
                    notes.of(remarks),
                    List.copyOf(cells)));
        });
        return activities;
    }

    /** The activities of a visit: the actions of its definition, or the visit itself if it is an activity. */
    private List<JsonNode> at(JsonNode visit) {
        JsonNode definition = definitions.of(Definitions.canonical(visit));
        return "ActivityDefinition".equals(definition.path("resourceType").asText())
                ? List.of(visit)
                : Definitions.actions(definition);
    }

    private static String key(JsonNode planned) {
        String canonical = Definitions.canonical(planned);
        return canonical.isEmpty() ? planned.path("title").asText() : canonical;
    }

    private static List<String> conditions(JsonNode action) {
        List<String> texts = new ArrayList<>();
        for (JsonNode condition : action.path("condition")) {
            JsonNode expression = condition.path("expression");
            texts.add(expression
                    .path("description")
                    .asText(expression.path("expression").asText()));
        }
        return texts;
    }

    private static boolean isIndex(JsonNode action) {
        for (JsonNode code : action.path("code")) {
            for (JsonNode coding : code.path("coding")) {
                if (ROLE.equals(coding.path("system").asText())
                        && "index".equals(coding.path("code").asText())) {
                    return true;
                }
            }
        }
        return false;
    }

    private static String label(JsonNode action) {
        return action.path("prefix").asText(title(action));
    }

    private static String title(JsonNode action) {
        return action.path("title")
                .asText(action.path("id").asText(action.path("actionId").asText()));
    }
}
