package org.platelink.study.ctgov;

import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import org.platelink.study.trds.Registration;

/**
 * Maps the values of ClinicalTrials.gov's enumerations to FHIR codes and back. Most differ only in spelling:
 * {@code SUPPORTIVE_CARE} is {@code supportive-care}.
 */
final class Terms {

    private static final Map<List<String>, String> PHASES = new LinkedHashMap<>();

    static {
        PHASES.put(List.of("NA"), "n-a");
        PHASES.put(List.of("EARLY_PHASE1"), "early-phase-1");
        PHASES.put(List.of("PHASE1"), "phase-1");
        PHASES.put(List.of("PHASE1", "PHASE2"), "phase-1-phase-2");
        PHASES.put(List.of("PHASE2"), "phase-2");
        PHASES.put(List.of("PHASE2", "PHASE3"), "phase-2-phase-3");
        PHASES.put(List.of("PHASE3"), "phase-3");
        PHASES.put(List.of("PHASE4"), "phase-4");
    }

    /** R5's organization types for those that ClinicalTrials.gov distinguishes. */
    private static final Map<String, String> KINDS =
            Map.of("NIH", "nih", "INDUSTRY", "industry", "FED", "government", "OTHER_GOV", "government");

    private static final String OTHER_ARM = "other-arm-type";

    private Terms() {}

    static String value(String code) {
        return code.toUpperCase(Locale.ROOT).replace('-', '_');
    }

    static String code(String value) {
        return value.toLowerCase(Locale.ROOT).replace('_', '-');
    }

    static Optional<String> phase(List<String> values) {
        return Optional.ofNullable(PHASES.get(values.stream().sorted().toList()));
    }

    static List<String> phases(String code) {
        return PHASES.entrySet().stream()
                .filter(entry -> entry.getValue().equals(code))
                .map(Map.Entry::getKey)
                .findFirst()
                .orElse(List.of());
    }

    static String armType(String value) {
        return value.equals("OTHER") ? OTHER_ARM : code(value);
    }

    static String armValue(String code) {
        return code.equals(OTHER_ARM) ? "OTHER" : value(code);
    }

    /** R5's code for an organization type; null if R5 has none. */
    static @Nullable String kind(String value) {
        return KINDS.get(value);
    }

    /** ClinicalTrials.gov's value for an organization type: the value that was imported, or the one for R5's code. */
    static String kindValue(String kind) {
        return switch (kind) {
            case "government" -> "OTHER_GOV";
            case "nonprofit", "academic" -> "OTHER";
            default -> value(kind);
        };
    }

    /** An age as text, such as {@code 4 Years}. */
    static String words(Registration.Age age) {
        String unit = age.unitInWords();
        return age.value().toPlainString() + " " + Character.toUpperCase(unit.charAt(0)) + unit.substring(1);
    }

    /** The UCUM unit of a word such as {@code Years}; null for an unknown word. */
    static @Nullable String unit(String word) {
        return Character.isUpperCase(word.charAt(0))
                ? Registration.Age.unitOf(Character.toLowerCase(word.charAt(0)) + word.substring(1))
                : null;
    }
}
