package org.platelink.study.registry;

import org.jspecify.annotations.Nullable;
import org.platelink.study.trds.Registration;

/** Display texts for codes. */
final class Words {

    private Words() {}

    /** The display text of a code: {@code not-yet-recruiting} is {@code Not yet recruiting}. */
    static String of(String code) {
        String words = code.replace('-', ' ');
        return Character.toUpperCase(words.charAt(0)) + words.substring(1);
    }

    /** The display text of a phase, such as {@code Phase 1/Phase 2}. */
    static String phase(String code) {
        return switch (code) {
            case "n-a" -> "Not applicable";
            case "early-phase-1" -> "Early phase 1";
            case "phase-1-phase-2" -> "Phase 1/Phase 2";
            case "phase-2-phase-3" -> "Phase 2/Phase 3";
            default -> of(code);
        };
    }

    /** The display text of a design code, such as {@code Masking: none}. */
    static String design(String code) {
        int end = code.indexOf('-');
        return end < 0
                ? of(code)
                : of(code.substring(0, end)) + ": " + code.substring(end + 1).replace('-', ' ');
    }

    static String age(Registration.Age age) {
        return age.value().toPlainString() + " " + age.unitInWords();
    }

    /** The age range and sex of participants; null if the study states neither. */
    static @Nullable String population(Registration.Criteria criteria) {
        String ages = ages(criteria);
        String sex = criteria.sex() == null ? null : criteria.sex().equals("all") ? "all sexes" : criteria.sex();
        String words = Registration.joined(", ", ages, sex);
        return words.isEmpty() ? null : words;
    }

    static @Nullable String ages(Registration.Criteria criteria) {
        Registration.Age from = criteria.minimumAge();
        Registration.Age to = criteria.maximumAge();
        if (from != null && to != null) {
            return from.unit().equals(to.unit())
                    ? from.value().toPlainString() + " to " + age(to)
                    : age(from) + " to " + age(to);
        }
        return from != null ? age(from) + " and older" : to != null ? "up to " + age(to) : null;
    }
}
