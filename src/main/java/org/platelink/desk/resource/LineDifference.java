package org.platelink.desk.resource;

import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** Line-by-line difference of two texts, by their longest common subsequence. */
final class LineDifference {

    /** Maximum number of lines; longer texts take too long to compare. */
    private static final int MOST = 3_000;

    private LineDifference() {}

    /**
     * A line.
     *
     * @param sign {@code +} if only the second text has it, {@code -} if only the first has it, otherwise a blank
     */
    record Line(String sign, String text) {}

    /** The lines of both; null if there are too many to compare. */
    static @Nullable List<Line> of(String first, String second) {
        List<String> before = first.lines().toList();
        List<String> after = second.lines().toList();
        if (before.size() > MOST || after.size() > MOST) {
            return null;
        }
        int[][] common = common(before, after);
        List<Line> lines = new ArrayList<>();
        int i = before.size();
        int j = after.size();
        while (i > 0 || j > 0) {
            if (i > 0 && j > 0 && before.get(i - 1).equals(after.get(j - 1))) {
                lines.add(new Line(" ", before.get(i - 1)));
                i--;
                j--;
            } else if (j > 0 && (i == 0 || common[i][j - 1] >= common[i - 1][j])) {
                lines.add(new Line("+", after.get(j - 1)));
                j--;
            } else {
                lines.add(new Line("-", before.get(i - 1)));
                i--;
            }
        }
        Collections.reverse(lines);
        return lines;
    }

    /** Lengths of the longest common subsequences of all beginnings of both texts. */
    private static int[][] common(List<String> before, List<String> after) {
        int[][] common = new int[before.size() + 1][after.size() + 1];
        for (int i = 1; i <= before.size(); i++) {
            for (int j = 1; j <= after.size(); j++) {
                common[i][j] = before.get(i - 1).equals(after.get(j - 1))
                        ? common[i - 1][j - 1] + 1
                        : Math.max(common[i - 1][j], common[i][j - 1]);
            }
        }
        return common;
    }
}
