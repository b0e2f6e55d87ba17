package org.platelink.desk.schedule;

import java.util.List;

/**
 * A protocol's schedule of activities as a table.
 *
 * @param title of the protocol
 * @param id of its PlanDefinition
 * @param version of the protocol; empty if it has none
 * @param status the code of its publication status
 * @param description of the protocol
 * @param origin the title of the visit from which days are counted; empty if there is none
 * @param visits the columns
 * @param activities the rows
 * @param notes the footnotes, in the order of their numbers, the first is 1
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
     * @param title of the visit
     * @param planned the day on which it takes place if all visits before it are on their target days; empty if that
     *     is not stated
     * @param distances the offsets from other visits, with their windows, as text; empty if it depends on none
     * @param isWindowStated whether each of the offsets has a window
     * @param marks the numbers of its footnotes
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
     * @param title of the activity
     * @param marks the numbers of its footnotes
     * @param cells one for each visit
     */
    record Activity(String title, List<Integer> marks, List<Cell> cells) {}

    /**
     * Whether an activity belongs to a visit.
     *
     * @param isPlanned whether it does
     * @param marks the numbers of the footnotes on this visit alone, such as a condition
     */
    record Cell(boolean isPlanned, List<Integer> marks) {

        static final Cell EMPTY = new Cell(false, List.of());
    }

    boolean hasNotes() {
        return !notes.isEmpty();
    }
}
