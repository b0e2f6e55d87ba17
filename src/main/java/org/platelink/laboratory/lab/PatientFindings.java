package org.platelink.laboratory.lab;

import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.platelink.laboratory.journal.Finding;
import org.platelink.laboratory.journal.Reason;

/** Collects the findings about the results of one patient. */
final class PatientFindings {

    private final List<Finding> all = new ArrayList<>();

    void add(Reason reason, String place, @Nullable String key, String sentence) {
        all.add(new Finding(reason, place, key, sentence));
    }

    /** The number of findings so far. */
    int size() {
        return all.size();
    }

    /** The findings added since the collection had this size. */
    List<Finding> since(int size) {
        return List.copyOf(all.subList(size, all.size()));
    }

    /** Removes the findings added since the collection had this size. */
    void forgetSince(int size) {
        all.subList(size, all.size()).clear();
    }

    List<Finding> all() {
        return all;
    }
}
