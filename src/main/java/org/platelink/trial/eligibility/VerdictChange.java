package org.platelink.trial.eligibility;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.hl7.fhir.r4.model.Observation;
import org.hl7.fhir.r4.model.Reference;
import org.jspecify.annotations.Nullable;

/**
 * Compares the Observations of a new assessment with those that are stored: whether anything differs but the day and
 * the time, and what.
 *
 * @param stored the stored Observations by id
 * @param derived the new ones, the verdict last
 */
record VerdictChange(Map<String, Observation> stored, List<Observation> derived) {

    VerdictChange {
        stored = Map.copyOf(stored);
        derived = List.copyOf(derived);
    }

    /** The new verdict. */
    Observation verdict() {
        return derived.get(derived.size() - 1);
    }

    private @Nullable Observation before(Observation one) {
        return stored.get(one.getIdElement().getIdPart());
    }

    /** The new Observations that say something else than the stored ones. */
    List<Observation> substantial() {
        return derived.stream().filter(one -> !saysTheSame(before(one), one)).toList();
    }

    /** What is to be stored of them: what says something else, and the verdict, which says what changed. */
    List<Observation> toStore() {
        List<Observation> all = new ArrayList<>(substantial());
        if (!all.contains(verdict())) {
            all.add(verdict());
        }
        return all;
    }

    /** The note of the verdict: what changed or, if nothing did, what the stored one says of the change before. */
    Optional<String> note() {
        Observation before = before(verdict());
        return substantial().isEmpty() && before != null && before.hasNote()
                ? Optional.of(before.getNoteFirstRep().getText())
                : sentence();
    }

    private static boolean saysTheSame(@Nullable Observation before, Observation now) {
        return before != null
                && before.getValue() != null
                && before.getValue().equalsDeep(now.getValue())
                && references(before).equals(references(now));
    }

    private static List<String> references(Observation one) {
        List<String> all = new ArrayList<>();
        one.getDerivedFrom().forEach(reference -> all.add(reference.getReference()));
        one.getHasMember().forEach(reference -> all.add(reference.getReference()));
        one.getExtension().stream()
                .filter(extension -> extension.getValue() instanceof Reference)
                .forEach(extension -> all.add(((Reference) extension.getValue()).getReference()));
        return all;
    }

    /**
     * What changed, as a sentence: the earlier verdict with its day, and each criterion with another result; empty if
     * there was no verdict or no result changed.
     */
    Optional<String> sentence() {
        Observation before = before(verdict());
        if (before == null) {
            return Optional.empty();
        }
        List<String> changes = new ArrayList<>();
        for (Observation one : derived) {
            Observation earlier = before(one);
            if (one != verdict() && earlier != null && !code(earlier).equals(code(one))) {
                changes.add(
                        one.getCode().getCodingFirstRep().getCode() + " was " + code(earlier) + " and is " + code(one));
            }
        }
        return changes.isEmpty()
                ? Optional.empty()
                : Optional.of("As of " + day(before) + " the verdict was " + code(before) + ", as of " + day(verdict())
                        + " it is " + code(verdict()) + ": " + String.join(", ", changes) + ".");
    }

    private static String day(Observation one) {
        return String.valueOf(one.getEffectiveDateTimeType().getValueAsString());
    }

    /** The code of the value; empty without one. */
    static String code(Observation one) {
        return one.hasValueCodeableConcept()
                ? String.valueOf(
                        one.getValueCodeableConcept().getCodingFirstRep().getCode())
                : "";
    }
}
