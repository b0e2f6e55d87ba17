package org.platelink.analytics.view.path;

import com.fasterxml.jackson.databind.JsonNode;
import java.util.ArrayList;
import java.util.Iterator;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import org.platelink.analytics.view.path.ElementType.Child;

/** Navigates from elements to their child elements of a name. */
final class Navigation implements Evaluation {

    private final String name;

    /**
     * The property that FHIR writes beside a value with an id or extensions: {@code _birthDate} beside
     * {@code birthDate}.
     */
    private final String beside;

    Navigation(String name) {
        this.name = name;
        this.beside = "_" + name;
    }

    @Override
    public List<Item> of(List<Item> input, Scope scope) {
        if (input.isEmpty()) {
            return input;
        }
        if (input.size() == 1) {
            List<Item> reached = new ArrayList<>(2);
            add(input.get(0), reached);
            return reached;
        }
        List<Item> reached = new ArrayList<>();
        for (Item item : input) {
            add(item, reached);
        }
        return reached;
    }

    private void add(Item item, List<Item> reached) {
        JsonNode json = item.json();
        Child child = json == null ? null : item.type().child(name);
        if (json == null || child == null) {
            return;
        }
        if (child.type() != null) {
            JsonNode more = child.type().isComplex() ? null : json.get(beside);
            add(child.type(), json.get(name), more, reached);
        } else {
            addChoice(child.choices(), json, reached);
        }
    }

    /**
     * Looks through the properties of the resource, since an element has many choices and a resource few properties.
     */
    private void addChoice(Map<String, ElementType> choices, JsonNode json, List<Item> reached) {
        for (Iterator<String> written = json.fieldNames(); written.hasNext(); ) {
            String field = written.next();
            boolean isBeside = field.startsWith(beside);
            if (!isBeside && !field.startsWith(name)) {
                continue;
            }
            String value = isBeside ? field.substring(1) : field;
            ElementType type = choices.get(value);
            if (type != null && !(isBeside && type.isComplex())) {
                add(type, json.get(value), type.isComplex() ? null : json.get("_" + value), reached);
                return;
            }
        }
    }

    private static void add(ElementType type, @Nullable JsonNode value, @Nullable JsonNode beside, List<Item> reached) {
        if ((value != null && value.isArray()) || (beside != null && beside.isArray())) {
            int size = Math.max(value == null ? 0 : value.size(), beside == null ? 0 : beside.size());
            for (int i = 0; i < size; i++) {
                addOne(type, value == null ? null : value.get(i), beside == null ? null : beside.get(i), reached);
            }
        } else {
            addOne(type, value, beside, reached);
        }
    }

    private static void addOne(
            ElementType type, @Nullable JsonNode value, @Nullable JsonNode beside, List<Item> reached) {
        JsonNode more = beside == null || beside.isNull() ? null : beside;
        if (value != null && !value.isNull()) {
            reached.add(Item.of(type, value, more));
        } else if (more != null) {
            reached.add(new Item(type, null, more));
        }
    }
}
