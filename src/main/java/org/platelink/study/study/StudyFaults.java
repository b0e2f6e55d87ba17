package org.platelink.study.study;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import org.platelink.platform.server.StartUpRefused;

/** What is wrong with the files of a study, collected so that all of it is said at once. */
final class StudyFaults {

    private final Map<String, List<String>> byFile = new TreeMap<>();

    /** Adds a fault of a file. */
    void add(String file, String sentence) {
        byFile.computeIfAbsent(file, first -> new ArrayList<>()).add(sentence);
    }

    /** Whether a file has a fault. */
    boolean has(String file) {
        return byFile.containsKey(file);
    }

    /**
     * Refuses the start if there is any fault.
     *
     * @param folder where the files lie
     * @throws StartUpRefused with all faults, file by file
     */
    void refuse(String folder) {
        if (byFile.isEmpty()) {
            return;
        }
        int all = byFile.values().stream().mapToInt(List::size).sum();
        StringBuilder text =
                new StringBuilder("the study does not fit the guide: %s in %s of %s; nothing of it was loaded."
                        .formatted(count(all, "fault"), count(byFile.size(), "file"), folder));
        byFile.forEach((file, sentences) -> {
            text.append("\n  ").append(file);
            sentences.forEach(sentence -> text.append("\n    ")
                    .append(sentence.replaceAll("\\s+", " ").strip()));
        });
        throw new StartUpRefused(text.toString());
    }

    private static String count(int number, String thing) {
        return number + " " + thing + (number == 1 ? "" : "s");
    }
}
