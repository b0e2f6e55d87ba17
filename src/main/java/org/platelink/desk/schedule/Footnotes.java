package org.platelink.desk.schedule;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/** Numbers the footnotes of a table in the order of first reference. The same text is one footnote. */
final class Footnotes {

    private final Map<String, Integer> numbers = new LinkedHashMap<>();

    /** The numbers of the given notes; blank notes are skipped. */
    List<Integer> of(List<String> texts) {
        List<Integer> marks = new ArrayList<>();
        for (String text : texts) {
            if (!text.isBlank()) {
                int number = numbers.computeIfAbsent(text.strip(), any -> numbers.size() + 1);
                if (!marks.contains(number)) {
                    marks.add(number);
                }
            }
        }
        return List.copyOf(marks);
    }

    List<String> all() {
        return List.copyOf(numbers.keySet());
    }
}
