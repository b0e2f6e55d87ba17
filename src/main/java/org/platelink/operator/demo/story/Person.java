package org.platelink.operator.demo.story;

import java.time.LocalDate;
import java.time.Period;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * A generated person.
 *
 * @param female whether female
 * @param birthDate the date of birth
 * @param age the age in years at consent
 * @param weight the weight in kg at the screening
 * @param systolic the systolic blood pressure in mm[Hg]
 * @param diastolic the diastolic blood pressure in mm[Hg]
 * @param guardian who consented for a minor; null for an adult
 */
public record Person(
        boolean female,
        LocalDate birthDate,
        int age,
        double weight,
        int systolic,
        int diastolic,
        @Nullable String guardian) {

    private static final int FULL_AGE = 18;
    /** From this age on a minor assents too. */
    private static final int AGE_OF_ASSENT = 8;

    private static final int OLDEST = 75;
    /** Below the limit of the exclusion criterion, so that nobody is excluded at random. */
    private static final int HIGHEST_DIASTOLIC = 98;

    /** Generates a person who consents on a day. */
    static Person drawn(RandomStream chance, LocalDate consent, boolean minor) {
        int age = minor ? chance.between(AGE_OF_ASSENT, FULL_AGE - 1) : adultAge(chance);
        // In adults the disease is more frequent in women, until old age.
        boolean female = chance.percent(minor || age > 60 ? 50 : 66);
        LocalDate birth = consent.minusYears(age).minusDays(chance.between(1, 360));
        double weight = minor ? chance.around(3.1 * age, 2.5) : chance.around(female ? 57 : 68, female ? 7 : 8);
        int systolic = minor ? chance.between(94, 116) : chance.between(104, 128) + (age > 55 ? 12 : 0);
        int diastolic = Math.min(HIGHEST_DIASTOLIC, systolic - chance.between(36, 48));
        String guardian = minor ? chance.oneOf(List.of("mother", "father")) : null;
        return new Person(
                female,
                birth,
                Period.between(birth, consent).getYears(),
                Math.round(weight * 10) / 10.0,
                systolic,
                diastolic,
                guardian);
    }

    private static int adultAge(RandomStream chance) {
        return Math.min(OLDEST, (chance.between(FULL_AGE, OLDEST) + chance.between(FULL_AGE, OLDEST + 1)) / 2);
    }

    public boolean isMinor() {
        return guardian != null;
    }

    /** Whether the protocol asks for a pregnancy test. */
    boolean mayBecomePregnant() {
        return female && age >= 12 && age < 50;
    }
}
