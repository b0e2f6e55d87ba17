package org.platelink.lab;

import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.platelink.journal.Finding;
import org.platelink.journal.Reason;

/** Collects what is found of the results of a patient. */
final class FoundIn {

    private final List<Finding> all = new ArrayList<>();

    void add(Reason reason, String place, @Nullable String key, String sentence) {
        all.add(new Finding(reason, place, key, sentence));
    }

    List<Finding> all() {
        return all;
    }
}
