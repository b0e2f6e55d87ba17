package org.platelink.trial.subject;

import java.time.LocalDate;
import java.time.temporal.ChronoUnit;
import java.util.Optional;

/**
 * The age of majority, from which a person consents alone.
 *
 * @param age the age in completed years
 */
record Majority(int age) {

    /**
     * Whether a person is a minor on a day.
     *
     * @param birth the date of birth
     * @return empty if the date of birth is not exact enough to decide
     */
    Optional<Boolean> isMinor(PartialDate birth, LocalDate day) {
        boolean atMost = isMinor(birth.first(), day);
        boolean atLeast = isMinor(birth.last(), day);
        return atMost == atLeast ? Optional.of(atMost) : Optional.empty();
    }

    private boolean isMinor(LocalDate birth, LocalDate day) {
        return ChronoUnit.YEARS.between(birth, day) < age;
    }
}
