package org.platelink.trial.eligibility;

import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.stream.Stream;
import org.hl7.fhir.r4.model.Coding;
import org.jspecify.annotations.Nullable;

/**
 * The result of evaluating one criterion, or one part of a criterion, for a subject.
 *
 * @param code the code of the criterion or of its part
 * @param exclusion whether it is an exclusion criterion: a subject that meets it is excluded
 * @param result met, not met, or why neither can be decided
 * @param sentence the explanation of the result
 * @param missing the records that are missing for a decision
 * @param attest the linkIds of the questions that a person must answer
 * @param evidence the references to the resources on which the result rests
 * @param see the resources that whoever answers these questions must have looked at
 * @param parts the results of the parts of the criterion
 */
record CriterionAnswer(
        Coding code,
        boolean exclusion,
        CriterionResult result,
        String sentence,
        List<String> missing,
        List<String> attest,
        List<String> evidence,
        List<RecordToSee> see,
        List<CriterionAnswer> parts) {

    CriterionAnswer {
        missing = List.copyOf(missing);
        attest = List.copyOf(attest);
        evidence = List.copyOf(evidence);
        see = List.copyOf(see);
        parts = List.copyOf(parts);
    }

    /**
     * Reads the value of a criterion's expression: a tuple with {@code holds}, {@code because}, {@code missing},
     * {@code attest}, {@code evidence}, {@code see}, each with an {@code address} and {@code says}, and {@code parts},
     * each with a {@code code}.
     */
    static CriterionAnswer of(Criterion criterion, @Nullable Object value) {
        return of(criterion.code(), criterion.exclusion(), tuple(value));
    }

    private static CriterionAnswer of(Coding code, boolean exclusion, Map<?, ?> tuple) {
        List<String> missing = texts(tuple, "missing");
        List<String> attest = texts(tuple, "attest");
        return new CriterionAnswer(
                code,
                exclusion,
                result(tuple.get("holds"), missing, attest),
                String.valueOf(tuple.get("because")),
                missing,
                attest,
                texts(tuple, "evidence").stream().distinct().toList(),
                list(tuple, "see")
                        .filter(Map.class::isInstance)
                        .map(Map.class::cast)
                        .map(one ->
                                new RecordToSee(String.valueOf(one.get("address")), String.valueOf(one.get("says"))))
                        .distinct()
                        .toList(),
                list(tuple, "parts")
                        .map(CriterionAnswer::tuple)
                        .map(part -> of(
                                new Coding().setSystem(code.getSystem()).setCode(String.valueOf(part.get("code"))),
                                exclusion,
                                part))
                        .toList());
    }

    private static CriterionResult result(@Nullable Object holds, List<String> missing, List<String> attest) {
        if (holds instanceof Boolean known) {
            return known ? CriterionResult.MET : CriterionResult.NOT_MET;
        }
        return missing.isEmpty() && !attest.isEmpty() ? CriterionResult.NEEDS_ATTESTATION : CriterionResult.UNKNOWN;
    }

    private static Map<?, ?> tuple(@Nullable Object value) {
        if (value instanceof Map<?, ?> tuple && tuple.containsKey("holds")) {
            return tuple;
        }
        throw new IllegalStateException("an expression of a criterion gives no tuple with holds");
    }

    private static List<String> texts(Map<?, ?> tuple, String name) {
        return list(tuple, name).filter(Objects::nonNull).map(String::valueOf).toList();
    }

    private static Stream<?> list(Map<?, ?> tuple, String name) {
        return tuple.get(name) instanceof List<?> list ? list.stream() : Stream.of();
    }

    boolean speaksFor() {
        return result == (exclusion ? CriterionResult.NOT_MET : CriterionResult.MET);
    }

    boolean speaksAgainst() {
        return result == (exclusion ? CriterionResult.MET : CriterionResult.NOT_MET);
    }

    /** What is missing for a decision, in words; empty if the criterion is decided. */
    List<String> waitsFor() {
        if (result == CriterionResult.MET || result == CriterionResult.NOT_MET) {
            return List.of();
        }
        return Stream.concat(missing.stream(), attest.stream().map(one -> "the attestation of " + one))
                .toList();
    }
}
