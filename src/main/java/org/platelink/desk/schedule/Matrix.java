package org.platelink.desk.schedule;

import java.util.List;

/**
 * A protocol as a table.
 *
 * @param title of the protocol
 * @param id of its PlanDefinition
 * @param version of the protocol; empty if it has none
 * @param status of its publication, a code
 * @param description what it says of itself
 * @param origin the title of the visit from which days are counted; empty if there is none
 * @param visits the columns
 * @param activities the rows
 * @param notes in the order of their numbers, the first is 1
 */
record Matrix(
        String title,
        String id,
        String version,
        String status,
        String description,
        String origin,
        List<Visit> visits,
        List<Activity> activities,
        List<String> notes) {

    /**
     * A column.
     *
     * @param label such as V1; the title if it has none
     * @param title what it is
     * @param planned the day on which it is if all before it were on theirs; empty if that is not stated
     * @param distances to other visits, with their windows, in words; empty if it hangs on none
     * @param isWindowStated whether each of the distances has a window
     * @param marks of its notes
     */
    record Visit(
            String label,
            String title,
            String planned,
            List<String> distances,
            boolean isWindowStated,
            List<Integer> marks) {}

    /**
     * A row.
     *
     * @param marks of its notes
     * @param cells one for each visit
     */
    record Activity(String title, List<Integer> marks, List<Cell> cells) {}

    /**
     * Whether an activity belongs to a visit.
     *
     * @param marks of the notes that are about this visit alone, such as a condition
     */
    record Cell(boolean isPlanned, List<Integer> marks) {

        static final Cell EMPTY = new Cell(false, List.of());
    }

    boolean hasNotes() {
        return !notes.isEmpty();
    }
}
