package org.platelink.study.ctgov;

import java.util.ArrayList;
import java.util.List;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * Parses and formats the eligibility criteria, which ClinicalTrials.gov keeps as one text: a heading, and below it a
 * list. Any other text is kept verbatim as well.
 *
 * @param inclusion the inclusion criteria
 * @param exclusion the exclusion criteria
 * @param other the text before the first heading
 */
record CriteriaText(List<String> inclusion, List<String> exclusion, List<String> other) {

    /**
     * A heading. What stands under "Eligibility criteria" before another heading is what a participant must fulfil, as
     * under "Inclusion criteria".
     */
    private static final Pattern HEADING = Pattern.compile(
            "[#*_ ]*(?:(?:key|main|general|major|study|subject|patient|participant)s? )*"
                    + "(inclusion|exclusion|eligibility)"
                    + "(?: criteria| criterion)?(?: \\([^)]{1,80}\\)| for [^:]{1,80}(?=:))?\\s*[:.]?[*_ ]*",
            Pattern.CASE_INSENSITIVE);

    /** The start of a list item at the start of a line: {@code 1.}, {@code 1)}, {@code *}, {@code -}. */
    private static final Pattern ITEM = Pattern.compile("(?:\\\\?[*•-]|\\d{1,2}\\\\?[.)])\\s+(.*)");

    /** Formats criteria as one text. */
    static String of(List<String> inclusion, List<String> exclusion) {
        StringBuilder text = new StringBuilder();
        list("Inclusion Criteria:", inclusion, text);
        list("Exclusion Criteria:", exclusion, text);
        return text.toString();
    }

    private static void list(String heading, List<String> criteria, StringBuilder text) {
        if (!criteria.isEmpty()) {
            text.append(text.isEmpty() ? "" : "\n\n").append(heading).append('\n');
            for (int i = 0; i < criteria.size(); i++) {
                text.append('\n').append(i + 1).append(". ").append(criteria.get(i));
            }
        }
    }

    /** Parses a text. A line that does not start an item belongs to the item before it. */
    static CriteriaText parse(String text) {
        CriteriaText parsed = new CriteriaText(new ArrayList<>(), new ArrayList<>(), new ArrayList<>());
        List<String> current = parsed.other;
        boolean again = true;
        for (String line : text.lines().toList()) {
            String bare = line.strip();
            Matcher heading = HEADING.matcher(bare);
            Matcher item = ITEM.matcher(bare);
            boolean indented = line.startsWith("  ");
            if (heading.matches()) {
                current = heading.group(1).equalsIgnoreCase("exclusion") ? parsed.exclusion : parsed.inclusion;
                again = true;
            } else if (bare.isEmpty()) {
                again = again || current.isEmpty();
            } else if (item.matches() && (!indented || current.isEmpty())) {
                current.add(item.group(1));
                again = false;
            } else if (again || current.isEmpty()) {
                current.add(bare);
                again = false;
            } else {
                current.set(current.size() - 1, current.get(current.size() - 1) + "\n" + bare);
            }
        }
        return parsed;
    }
}
