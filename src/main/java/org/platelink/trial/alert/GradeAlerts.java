package org.platelink.trial.alert;

import java.util.ArrayList;
import java.util.List;
import org.platelink.trial.safety.Suggestion;

/** The alerts about severe grades that results since the beginning of the treatment suggest. */
final class GradeAlerts {

    /** Severe, by CTCAE. */
    static final int SEVERE = 3;

    private GradeAlerts() {}

    static List<Alert> of(List<Suggestion> suggestions) {
        return suggestions.stream()
                .filter(one -> !one.beforeTreatment() && one.grade() != null && one.grade() >= SEVERE)
                .map(one -> {
                    List<String> evidence = new ArrayList<>(List.of(one.result()));
                    if (one.baseline() != null) {
                        evidence.add(one.baseline());
                    }
                    return new Alert(
                            AlertCode.GRADE_SUGGESTED,
                            one.result() + "\n" + one.term(),
                            one.term() + ", grade " + one.grade() + " suggested: " + one.sentence(),
                            evidence);
                })
                .toList();
    }
}
