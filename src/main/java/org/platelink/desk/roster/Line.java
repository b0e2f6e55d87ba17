package org.platelink.desk.roster;

import java.math.BigDecimal;
import java.time.LocalDate;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * Row of the subject list, as {@code $subject-list} returns it.
 *
 * @param id of the ResearchSubject
 * @param number the study number; the id if there is none
 * @param site the id of the site's Organization
 * @param state a code of the guide's code system of subjects' states
 * @param since when the state began, as recorded
 * @param consented when the consent was given, as recorded
 * @param infusions how many were given
 * @param nextTitle the title of the next visit; empty if there is none
 * @param nextTarget its target day; null if it has none yet
 * @param nextEarliest the first day of its window; null if it has none
 * @param nextLatest the last day of its window; null if it has none
 * @param nextStatus a code of the guide's code system of visits' statuses
 * @param overdue the number of visits whose window is over and that have not taken place
 * @param missed the number of visits that were missed
 * @param outOfWindow the number of visits that took place out of their window
 * @param value the last result of the study's measure, as sent; empty if there is none
 * @param unit its unit
 * @param measured when it was measured
 * @param result the reference of the Observation; empty if there is none
 * @param course the last results by their days, in the study's unit
 * @param response a code of the response; empty if the subject was not treated
 * @param worstGrade the worst grade that results suggest; empty if there is none
 * @param alerts the number of results that suggest grade 3 or worse
 * @param deceased whether a death is recorded
 */
public record Line(
        String id,
        String number,
        String site,
        String state,
        String since,
        String consented,
        int infusions,
        String nextTitle,
        @Nullable LocalDate nextTarget,
        @Nullable LocalDate nextEarliest,
        @Nullable LocalDate nextLatest,
        String nextStatus,
        int overdue,
        int missed,
        int outOfWindow,
        String value,
        String unit,
        String measured,
        String result,
        List<Point> course,
        String response,
        String worstGrade,
        int alerts,
        boolean deceased) {

    private static final int LENGTH_OF_DAY = 10;

    /**
     * A result on a day.
     *
     * @param day when
     * @param value in the study's unit
     */
    public record Point(LocalDate day, BigDecimal value) {}

    static Line of(Map<String, String> row) {
        String id = last(row.getOrDefault("subject", ""));
        String number = row.getOrDefault("number", "");
        return new Line(
                id,
                number.isEmpty() ? id : number,
                last(row.getOrDefault("site", "")),
                row.getOrDefault("state", ""),
                row.getOrDefault("since", ""),
                row.getOrDefault("consented", ""),
                number(row, "infusions"),
                row.getOrDefault("nextTitle", ""),
                day(row.get("nextTarget")),
                day(row.get("nextEarliest")),
                day(row.get("nextLatest")),
                row.getOrDefault("nextStatus", ""),
                number(row, "overdue"),
                number(row, "missed"),
                number(row, "outOfWindow"),
                row.getOrDefault("platelets", ""),
                row.getOrDefault("plateletsUnit", ""),
                row.getOrDefault("plateletsDate", ""),
                row.getOrDefault("plateletsResult", ""),
                course(row.getOrDefault("course", "")),
                row.getOrDefault("response", ""),
                row.getOrDefault("worstGrade", ""),
                number(row, "graveSuggestions"),
                !row.getOrDefault("deceased", "").isEmpty()
                        && !row.getOrDefault("deceased", "").equals("false"));
    }

    /** The day by which the next visit must take place, or else its target; null if it has neither. */
    public @Nullable LocalDate due() {
        return nextLatest == null ? nextTarget : nextLatest;
    }

    private static List<Point> course(String text) {
        return text.isBlank()
                ? List.of()
                : List.of(text.trim().split(" ")).stream()
                        .map(one -> one.split("=", 2))
                        .filter(parts -> parts.length == 2 && parts[0].length() >= LENGTH_OF_DAY)
                        .map(parts -> new Point(
                                LocalDate.parse(parts[0].substring(0, LENGTH_OF_DAY)), new BigDecimal(parts[1])))
                        .toList();
    }

    private static int number(Map<String, String> row, String name) {
        String text = row.getOrDefault(name, "");
        return text.isEmpty() ? 0 : Integer.parseInt(text);
    }

    private static @Nullable LocalDate day(@Nullable String text) {
        return text == null || text.length() < LENGTH_OF_DAY ? null : LocalDate.parse(text.substring(0, LENGTH_OF_DAY));
    }

    private static String last(String reference) {
        return reference.substring(reference.lastIndexOf('/') + 1);
    }
}
