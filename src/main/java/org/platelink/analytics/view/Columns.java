package org.platelink.analytics.view;

import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Set;

/** Collects the columns of a view while it is read, and checks that their names are unique. */
final class Columns {

    private static final int MOST_COLUMNS = 1_000;

    private final List<Column> columns = new ArrayList<>();
    private final Set<String> names = new HashSet<>();

    int size() {
        return columns.size();
    }

    /** The columns from an index on. */
    List<Column> since(int from) {
        return List.copyOf(columns.subList(from, columns.size()));
    }

    /**
     * Adds a column.
     *
     * @return its index
     * @throws ViewRefused if another has its name, or there are too many
     */
    int add(Column column, String place) {
        if (names.contains(column.name())) {
            throw new ViewRefused(
                    place + ".name", "There are two columns " + column.name() + "; give each its own name.");
        }
        if (columns.size() >= MOST_COLUMNS) {
            throw new ViewRefused(place, "The view has more than " + MOST_COLUMNS + " columns.");
        }
        names.add(column.name());
        columns.add(column);
        return columns.size() - 1;
    }

    /** Removes the columns from an index on, so that another branch of a union can fill the same cells. */
    void forget(int from) {
        while (columns.size() > from) {
            names.remove(columns.remove(columns.size() - 1).name());
        }
    }

    /**
     * Widens the last columns so that they also take the values of the earlier branches of a union.
     *
     * @param from the index at which the last columns begin
     * @param before the columns of those branches
     * @throws ViewRefused if the last columns are not the same in the same order
     */
    void join(int from, List<Column> before, String place) {
        List<String> wanted = names(before);
        List<String> given = names(since(from));
        if (!given.equals(wanted)) {
            throw new ViewRefused(
                    place,
                    "Each part of a unionAll has the same columns in the same order: the first has " + wanted
                            + " and this one " + given + ".");
        }
        for (int i = 0; i < before.size(); i++) {
            columns.set(from + i, wider(before.get(i), columns.get(from + i)));
        }
    }

    private static Column wider(Column one, Column other) {
        boolean same = one.type() != null && one.type().equals(other.type());
        return new Column(
                one.name(),
                same ? one.type() : null,
                one.collection() || other.collection(),
                one.sqlType() == null ? other.sqlType() : one.sqlType());
    }

    private static List<String> names(List<Column> columns) {
        return columns.stream().map(Column::name).toList();
    }
}
