package org.platelink.trial.eligibility;

import java.time.LocalDate;
import java.util.List;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/**
 * The evaluation of all criteria of a study for one subject on one day.
 *
 * @param subject the id of the ResearchSubject
 * @param patient the id of its Patient
 * @param asOf the day on which the criteria were evaluated
 * @param firstInfusion the day of the first infusion, from which some criteria count back; null if it is not known
 * @param attestation the canonical URL of the Questionnaire by which people attest; empty if there is none
 * @param answers one result for each criterion, in the study's order
 */
record EligibilityAssessment(
        String subject,
        String patient,
        LocalDate asOf,
        @Nullable LocalDate firstInfusion,
        String attestation,
        List<CriterionAnswer> answers) {

    EligibilityAssessment {
        answers = List.copyOf(answers);
    }

    Verdict verdict() {
        return Verdict.of(answers);
    }

    /** What is missing for a decision, each with the code of its criterion; empty if the verdict is decided. */
    List<String> missing() {
        return verdict() == Verdict.UNDECIDED
                ? answers.stream()
                        .flatMap(answer -> answer.waitsFor().stream()
                                .map(one -> answer.code().getCode() + ": " + one))
                        .toList()
                : List.of();
    }

    /** The questions of the attestation that a person must answer. */
    List<String> questions() {
        return answers.stream()
                .flatMap(answer -> answer.attest().stream())
                .distinct()
                .toList();
    }

    /** The resources that whoever answers must have looked at, whichever the question. */
    List<RecordToSee> toSee() {
        return answers.stream()
                .flatMap(answer -> answer.see().stream())
                .distinct()
                .toList();
    }

    /** The verdict explained in a sentence. */
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
