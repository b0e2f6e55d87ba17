package org.platelink.laboratory.lab;

import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.platelink.laboratory.journal.Finding;
import org.platelink.laboratory.journal.Reason;

/** Collects what is found of the results of a patient. */
final class PatientFindings {

    private final List<Finding> all = new ArrayList<>();

    void add(Reason reason, String place, @Nullable String key, String sentence) {
        all.add(new Finding(reason, place, key, sentence));
    }

    /** How much was found by now. */
    int size() {
        return all.size();
    }

    /** What was found since there was so much. */
    List<Finding> since(int size) {
        return List.copyOf(all.subList(size, all.size()));
    }

    /** Forgets what was found since there was so much. */
    void forgetSince(int size) {
        all.subList(size, all.size()).clear();
    }

    List<Finding> all() {
        return all;
    }
}
