package org.platelink.analytics.view;

import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.platelink.analytics.view.path.EvaluationContext;
import org.platelink.analytics.view.path.FhirPath;
import org.platelink.analytics.view.path.Item;
import org.platelink.analytics.view.path.PathRefused;

/**
 * Executable form of a {@code select}. For each element that it iterates over, it fills the cells of its columns and
 * combines them with the rows of its nested selects (cross product).
 */
final class SelectClause {

    /** Maximum depth of {@code repeat}, deeper than any resource is nested. */
    private static final int DEEPEST = 100;

    /** Continuation to run when the cells so far are filled. */
    @FunctionalInterface
    interface Next {

        void go() throws IOException;
    }

    /** A cell of the row with the column and path that fill it. */
    record Cell(int index, Column column, FhirPath path, String place) {}

    /** How a select iterates. */
    enum Iteration {
        /** No iteration: the select works on its focus itself. */
        NONE,
        EACH,
        EACH_OR_NULL,
        REPEAT
    }

    private final Iteration iteration;
    private final List<FhirPath> over;
    private final String place;
    private final List<Cell> cells;
    private final List<SelectClause> selects;
    private final List<SelectClause> unions;
    private final List<Cell> allCells;

    SelectClause(
            Iteration iteration,
            List<FhirPath> over,
            String place,
            List<Cell> cells,
            List<SelectClause> selects,
            List<SelectClause> unions) {
        this.iteration = iteration;
        this.over = List.copyOf(over);
        this.place = place;
        this.cells = List.copyOf(cells);
        this.selects = List.copyOf(selects);
        this.unions = List.copyOf(unions);
        List<Cell> all = new ArrayList<>(cells);
        selects.forEach(select -> all.addAll(select.allCells()));
        unions.forEach(union -> all.addAll(union.allCells()));
        this.allCells = List.copyOf(all);
    }

    /** The cells of this select and of all selects nested in it. */
    List<Cell> allCells() {
        return allCells;
    }

    /**
     * Fills the cells and calls the continuation, once for each row of this select.
     *
     * @param focus the item that the select works on
     * @param pass the evaluation context of the resource
     * @param rowIndex the index of the focus in the enclosing iteration
     * @param row the cells of the row
     * @param next called for each row
     */
    void rows(Item focus, EvaluationContext pass, int rowIndex, @Nullable Object[] row, Next next) throws IOException {
        if (iteration == Iteration.NONE) {
            fill(focus, pass, rowIndex, row, next);
            return;
        }
        List<Item> each = iteration == Iteration.REPEAT ? repeated(focus, pass) : each(over.get(0), focus, pass);
        for (int i = 0; i < each.size(); i++) {
            fill(each.get(i), pass, i, row, next);
        }
        if (each.isEmpty() && iteration == Iteration.EACH_OR_NULL) {
            for (Cell cell : allCells) {
                row[cell.index()] = cell.path().isRowIndex() ? Integer.valueOf(0) : null;
            }
            next.go();
        }
    }

    private void fill(Item focus, EvaluationContext pass, int rowIndex, @Nullable Object[] row, Next next)
            throws IOException {
        for (Cell cell : cells) {
            row[cell.index()] = value(cell, focus, pass, rowIndex);
        }
        select(0, focus, pass, rowIndex, row, next);
    }

    /** Combines each row of one select with each row of those after it, and these with each row of the union. */
    private void select(int index, Item focus, EvaluationContext pass, int rowIndex, @Nullable Object[] row, Next next)
            throws IOException {
        if (index < selects.size()) {
            selects.get(index)
                    .rows(focus, pass, rowIndex, row, () -> select(index + 1, focus, pass, rowIndex, row, next));
        } else if (unions.isEmpty()) {
            next.go();
        } else {
            for (SelectClause union : unions) {
                union.rows(focus, pass, rowIndex, row, next);
            }
        }
    }

    private static @Nullable Object value(Cell cell, Item focus, EvaluationContext pass, int rowIndex) {
        List<Item> items;
        try {
            items = cell.path().of(focus, pass, rowIndex);
        } catch (PathRefused refused) {
            throw new ViewRefused(cell.place(), refused.getMessage() + View.of(pass.resource()));
        }
        if (cell.column().collection()) {
            return items.isEmpty()
                    ? null
                    : items.stream().map(SelectClause::plain).toList();
        }
        if (items.size() > 1) {
            throw new ViewRefused(
                    cell.place(),
                    "Column " + cell.column().name() + " has " + items.size()
                            + " values in one row. Take one of them, such as by .first(), iterate over them with forEach, "
                            + "or set collection to true." + View.of(pass.resource()));
        }
        return items.isEmpty() ? null : plain(items.get(0));
    }

    private static @Nullable Object plain(Item item) {
        return item.isComplex() ? item.json() : item.value();
    }

    private List<Item> each(FhirPath path, Item focus, EvaluationContext pass) {
        try {
            return path.of(focus, pass, 0);
        } catch (PathRefused refused) {
            throw new ViewRefused(place, refused.getMessage() + View.of(pass.resource()));
        }
    }

    /**
     * The items that the paths lead to, and recursively those that they lead to from there, parents before their
     * children.
     */
    private List<Item> repeated(Item focus, EvaluationContext pass) {
        List<Item> found = new ArrayList<>();
        walk(focus, pass, found, 0);
        return found;
    }

    private void walk(Item from, EvaluationContext pass, List<Item> found, int depth) {
        if (depth > DEEPEST) {
            throw new ViewRefused(place, "repeat goes deeper than " + DEEPEST + " levels: a path leads to itself.");
        }
        for (FhirPath path : over) {
            for (Item item : each(path, from, pass)) {
                found.add(item);
                walk(item, pass, found, depth + 1);
            }
        }
    }
}
