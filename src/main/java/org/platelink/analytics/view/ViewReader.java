package org.platelink.analytics.view;

import com.fasterxml.jackson.databind.JsonNode;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.Iterator;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import org.jspecify.annotations.Nullable;
import org.platelink.analytics.view.SelectClause.Cell;
import org.platelink.analytics.view.SelectClause.Iteration;
import org.platelink.analytics.view.View.WhereClause;
import org.platelink.analytics.view.path.Expressions;
import org.platelink.analytics.view.path.FhirPath;
import org.platelink.analytics.view.path.Item;
import org.platelink.analytics.view.path.PathRefused;
import org.platelink.analytics.view.path.Types;

/** Compiles a ViewDefinition into a {@link View} and refuses at once what cannot be run. */
final class ViewReader {

    private static final Set<String> OF_SELECT =
            Set.of("column", "select", "forEach", "forEachOrNull", "repeat", "unionAll");
    private static final Set<String> OF_COLUMN =
            Set.of("name", "path", "description", "collection", "type", "tag", "tags");
    private static final Set<String> OF_WHERE = Set.of("path", "description");
    private static final int DEEPEST = 50;
    private static final int MOST_SELECTS = 1_000;
    private static final int MOST_PATHS = 5_000;

    private final JsonNode definition;
    private final Map<String, Item> constants = new HashMap<>();
    private final Expressions expressions = new Expressions(constants);
    private final Columns columns = new Columns();
    private final List<String> doubts = new ArrayList<>();
    private int selectsRead;
    private int pathsRead;

    ViewReader(JsonNode definition) {
        this.definition = definition;
    }

    View read() {
        if (!definition.isObject()) {
            throw new ViewRefused("ViewDefinition", "A ViewDefinition is a JSON object.");
        }
        String resourceType = definition.path("resourceType").asText("ViewDefinition");
        if (!resourceType.equals("ViewDefinition")) {
            throw new ViewRefused("ViewDefinition", "This is a " + resourceType + " and no ViewDefinition.");
        }
        String resource = DefinitionParts.text(definition, "resource", "ViewDefinition");
        Types types = Types.resource(resource);
        if (types == null) {
            throw new ViewRefused("ViewDefinition.resource", "FHIR R4 has no resource " + resource + ".");
        }
        readConstants();
        List<WhereClause> where = new ArrayList<>();
        for (JsonNode condition : DefinitionParts.array(definition, "where", "ViewDefinition")) {
            String place = "ViewDefinition.where[" + where.size() + "]";
            DefinitionParts.knows(condition, OF_WHERE, place);
            where.add(new WhereClause(
                    place + ".path", path(DefinitionParts.text(condition, "path", place), types, place + ".path")));
        }
        JsonNode selects = DefinitionParts.array(definition, "select", "ViewDefinition");
        if (selects.isEmpty()) {
            throw new ViewRefused("ViewDefinition.select", "A ViewDefinition has at least one select.");
        }
        SelectClause whole = new SelectClause(
                Iteration.NONE,
                List.of(),
                "ViewDefinition",
                List.of(),
                selections(selects, types, "ViewDefinition.select", 0),
                List.of());
        if (columns.size() == 0) {
            throw new ViewRefused("ViewDefinition.select", "The view has no column.");
        }
        String name = definition.path("name").asText("");
        return new View(name.isEmpty() ? null : name, resource, expressions, columns.since(0), where, whole, doubts);
    }

    private void readConstants() {
        int index = 0;
        for (JsonNode constant : DefinitionParts.array(definition, "constant", "ViewDefinition")) {
            String place = "ViewDefinition.constant[" + index++ + "]";
            String name = DefinitionParts.sqlName(constant, place);
            Item value = null;
            int values = 0;
            for (Iterator<String> names = constant.fieldNames(); names.hasNext(); ) {
                String field = names.next();
                if (field.startsWith("value") && field.length() > 5) {
                    values++;
                    value = constantOf(field.substring(5), constant.get(field));
                } else if (!field.equals("name") && !DefinitionParts.OF_ANY.contains(field)) {
                    throw new ViewRefused(place, "A constant has a name and a value[x], and no " + field + ".");
                }
            }
            if (values != 1 || value == null) {
                throw new ViewRefused(
                        place,
                        "The constant " + name + " needs one value[x] of a type without parts, such as valueCode.");
            }
            if (constants.put(name, value) != null) {
                throw new ViewRefused(place, "There are two constants " + name + ".");
            }
        }
    }

    private static @Nullable Item constantOf(String type, JsonNode value) {
        return FhirPath.constant(Character.toLowerCase(type.charAt(0)) + type.substring(1), value);
    }

    private List<SelectClause> selections(JsonNode selects, Types types, String place, int depth) {
        List<SelectClause> read = new ArrayList<>();
        for (JsonNode select : selects) {
            read.add(selection(select, types, place + "[" + read.size() + "]", depth));
        }
        return read;
    }

    private SelectClause selection(JsonNode select, Types types, String place, int depth) {
        if (depth > DEEPEST) {
            throw new ViewRefused(place, "The view is nested deeper than " + DEEPEST + " levels.");
        }
        if (++selectsRead > MOST_SELECTS) {
            throw new ViewRefused(place, "The view has more than " + MOST_SELECTS + " selects.");
        }
        DefinitionParts.knows(select, OF_SELECT, place);
        Iteration iteration = iteration(select, place);
        List<FhirPath> over = over(select, iteration, types, place);
        Types on = types;
        if (iteration != Iteration.NONE) {
            on = over.size() == 1 ? over.get(0).types() : Types.unknown();
        }
        List<Cell> cells = new ArrayList<>();
        for (JsonNode column : DefinitionParts.array(select, "column", place)) {
            cells.add(cell(column, on, place + ".column[" + cells.size() + "]"));
        }
        List<SelectClause> selects =
                selections(DefinitionParts.array(select, "select", place), on, place + ".select", depth + 1);
        List<SelectClause> unions =
                unions(DefinitionParts.array(select, "unionAll", place), on, place + ".unionAll", depth + 1);
        return new SelectClause(iteration, over, place, cells, selects, unions);
    }

    private static Iteration iteration(JsonNode select, String place) {
        Map<String, Iteration> iterations =
                Map.of("forEach", Iteration.EACH, "forEachOrNull", Iteration.EACH_OR_NULL, "repeat", Iteration.REPEAT);
        List<String> given =
                iterations.keySet().stream().filter(select::has).sorted().toList();
        if (given.size() > 1) {
            throw new ViewRefused(place, "A select has only one of " + String.join(" and ", given) + ".");
        }
        return given.isEmpty() ? Iteration.NONE : Objects.requireNonNull(iterations.get(given.get(0)));
    }

    private List<FhirPath> over(JsonNode select, Iteration iteration, Types types, String place) {
        return switch (iteration) {
            case NONE -> List.of();
            case EACH -> List.of(path(DefinitionParts.text(select, "forEach", place), types, place + ".forEach"));
            case EACH_OR_NULL ->
                List.of(path(DefinitionParts.text(select, "forEachOrNull", place), types, place + ".forEachOrNull"));
            case REPEAT -> repeat(DefinitionParts.array(select, "repeat", place), types, place + ".repeat");
        };
    }

    /**
     * The types that a repeated path is evaluated on are known for its first step only; they are used if it is the
     * only path.
     */
    private List<FhirPath> repeat(JsonNode paths, Types types, String place) {
        if (paths.isEmpty()) {
            throw new ViewRefused(place, "repeat needs at least one path.");
        }
        List<FhirPath> over = new ArrayList<>();
        for (JsonNode path : paths) {
            if (!path.isTextual()) {
                throw new ViewRefused(place, "repeat is a list of paths.");
            }
            over.add(path(path.textValue(), paths.size() == 1 ? types : Types.unknown(), place));
        }
        return over;
    }

    private Cell cell(JsonNode column, Types types, String place) {
        DefinitionParts.knows(column, OF_COLUMN, place);
        String name = DefinitionParts.sqlName(column, place);
        FhirPath path = path(DefinitionParts.text(column, "path", place), types, place + ".path");
        JsonNode type = column.path("type");
        String said = type.isTextual() ? type.textValue() : path.types().one();
        Column read = new Column(
                name,
                said == null ? null : bare(said),
                column.path("collection").asBoolean(),
                sqlType(column));
        return new Cell(columns.add(read, place), read, path, place + ".path");
    }

    /** The name of a FHIR type, which may also be given as the URL of its definition. */
    private static String bare(String type) {
        return type.substring(type.lastIndexOf('/') + 1);
    }

    private static @Nullable String sqlType(JsonNode column) {
        for (String field : List.of("tag", "tags")) {
            for (JsonNode tag : column.path(field)) {
                if (tag.path("name").asText().equals("ansi/type")) {
                    return tag.path("value").asText();
                }
            }
        }
        return null;
    }

    /** Each branch of a union has the columns of the first, and fills the same cells. */
    private List<SelectClause> unions(JsonNode unions, Types types, String place, int depth) {
        List<SelectClause> read = new ArrayList<>();
        int from = columns.size();
        List<Column> first = List.of();
        for (JsonNode union : unions) {
            String here = place + "[" + read.size() + "]";
            columns.forget(from);
            read.add(selection(union, types, here, depth));
            if (read.size() > 1) {
                columns.join(from, first, here);
            }
            first = columns.since(from);
        }
        return read;
    }

    private FhirPath path(String expression, Types types, String place) {
        if (++pathsRead > MOST_PATHS) {
            throw new ViewRefused(place, "The view has more than " + MOST_PATHS + " paths.");
        }
        try {
            FhirPath path = expressions.read(expression, types);
            path.doubts().forEach(doubt -> doubts.add(place + ": " + doubt));
            return path;
        } catch (PathRefused refused) {
            throw new ViewRefused(place, refused.getMessage() + " The expression is: " + expression);
        }
    }
}
