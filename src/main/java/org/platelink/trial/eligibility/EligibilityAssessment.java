package org.platelink.trial.eligibility;

import java.time.LocalDate;
import java.util.List;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/**
 * How the criteria of its study stand for a subject on a day.
 *
 * @param subject the id of the ResearchSubject
 * @param patient the id of its Patient
 * @param asOf the day that it was judged from
 * @param firstInfusion the day that some criteria count back from; null if nobody said
 * @param answers one for each criterion, in the study's order
 */
record EligibilityAssessment(
        String subject,
        String patient,
        LocalDate asOf,
        @Nullable LocalDate firstInfusion,
        List<CriterionAnswer> answers) {

    EligibilityAssessment {
        answers = List.copyOf(answers);
    }

    Verdict verdict() {
        return Verdict.of(answers);
    }

    /** What is missing to decide; empty if it is decided. */
    List<String> missing() {
        return verdict() == Verdict.UNDECIDED
                ? answers.stream()
                        .flatMap(answer -> answer.waitsFor().stream()
                                .map(one -> answer.code().getCode() + ": " + one))
                        .toList()
                : List.of();
    }

    /** The verdict in a sentence. */
    String sentence() {
        return switch (verdict()) {
            case ELIGIBLE -> "Every inclusion criterion is met, and no exclusion criterion.";
            case INELIGIBLE ->
                "Against it: "
                        + answers.stream()
                                .filter(CriterionAnswer::speaksAgainst)
                                .map(answer -> answer.code().getCode() + ", " + answer.sentence())
                                .collect(Collectors.joining(" "));
            case UNDECIDED -> "Missing: " + String.join("; ", missing()) + ".";
        };
    }
}
