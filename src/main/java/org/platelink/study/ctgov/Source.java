package org.platelink.study.ctgov;

import com.fasterxml.jackson.databind.JsonNode;
import java.math.BigDecimal;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/** A JSON node of a record that tracks which values were read, so that the unread ones can be reported. */
final class Source {

    private final JsonNode node;
    private final String place;
    private final Set<String> taken;

    private Source(JsonNode node, String place, Set<String> taken) {
        this.node = node;
        this.place = place;
        this.taken = taken;
    }

    static Source of(JsonNode record) {
        return new Source(record, "", new HashSet<>());
    }

    /** The node at a path, such as {@code protocolSection.statusModule}; a missing node if there is none. */
    Source at(String path) {
        JsonNode found = node;
        StringBuilder where = new StringBuilder(place);
        for (String name : path.split("\\.")) {
            found = found.path(name);
            where.append('/').append(name);
        }
        return new Source(found, where.toString(), taken);
    }

    /** The elements of an array. */
    List<Source> each(String path) {
        Source array = at(path);
        List<Source> elements = new ArrayList<>();
        for (int i = 0; i < array.node.size(); i++) {
            elements.add(new Source(array.node.get(i), array.place + "/" + i, taken));
        }
        return elements;
    }

    /** A string or a number as text; null if it is missing or blank. */
    @Nullable
    String text(String path) {
        return at(path).text();
    }

    /** This node itself as text. */
    @Nullable
    String text() {
        if (!node.isValueNode() || node.isNull()) {
            return null;
        }
        taken.add(place);
        return node.asText().isBlank() ? null : node.asText();
    }

    /** The texts of an array. */
    List<String> texts(String path) {
        List<String> texts = new ArrayList<>();
        each(path).forEach(element -> {
            String text = element.text();
            if (text != null) {
                texts.add(text);
            }
        });
        return texts;
    }

    @Nullable
    Boolean truth(String path) {
        Source found = at(path);
        if (!found.node.isBoolean()) {
            return null;
        }
        taken.add(found.place);
        return found.node.booleanValue();
    }

    /** An integer of zero or more; null if it is missing or not one. */
    @Nullable
    Integer number(String path) {
        Source found = at(path);
        if (!found.node.canConvertToInt() || !found.node.isIntegralNumber() || found.node.intValue() < 0) {
            return null;
        }
        taken.add(found.place);
        return found.node.intValue();
    }

    /** A number with its decimals; null if it is missing or not one. */
    @Nullable
    BigDecimal decimal(String path) {
        Source found = at(path);
        if (!found.node.isNumber()) {
            return null;
        }
        taken.add(found.place);
        return found.node.decimalValue();
    }

    boolean exists() {
        return !node.isMissingNode() && !node.isNull();
    }

    /** Marks a node as read although it is not converted, because its content follows from others. */
    void follows(String path) {
        markAll(at(path));
    }

    /** Marks a value as read if it is the one that follows from others. */
    void followsIf(String path, String value) {
        if (value.equals(at(path).node.asText())) {
            follows(path);
        }
    }

    private void markAll(Source part) {
        if (part.node.isValueNode()) {
            taken.add(part.place);
        }
        part.children().forEach(this::markAll);
    }

    private List<Source> children() {
        List<Source> children = new ArrayList<>();
        node.fields()
                .forEachRemaining(
                        field -> children.add(new Source(field.getValue(), place + "/" + field.getKey(), taken)));
        if (node.isArray()) {
            for (int i = 0; i < node.size(); i++) {
                children.add(new Source(node.get(i), place + "/" + i, taken));
            }
        }
        return children;
    }

    /** The paths of which nothing was read, each as close to the root as possible; array elements share one path. */
    List<String> notTaken() {
        List<String> places = new ArrayList<>();
        collect(places);
        return places.stream()
                .map(one -> one.substring(1).replaceAll("/\\d+(?=/|$)", "[]").replace('/', '.'))
                .distinct()
                .toList();
    }

    private void collect(List<String> places) {
        if (!anythingTaken()) {
            places.add(place);
            return;
        }
        children().stream().filter(Source::hasContent).forEach(child -> child.collect(places));
    }

    private boolean anythingTaken() {
        return taken.contains(place) || children().stream().anyMatch(Source::anythingTaken);
    }

    private boolean hasContent() {
        return node.isValueNode() ? !node.isNull() : children().stream().anyMatch(Source::hasContent);
    }
}
