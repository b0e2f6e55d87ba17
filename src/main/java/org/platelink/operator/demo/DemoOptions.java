package org.platelink.operator.demo;

import java.time.LocalDate;
import java.time.ZoneOffset;

/**
 * Options of the demo.
 *
 * @param subjects the number of subjects
 * @param seed the seed of the random numbers
 * @param asOf the last day on which anything is recorded
 * @param study the id of the ResearchStudy
 */
public record DemoOptions(int subjects, long seed, LocalDate asOf, String study) {

    private static final int MOST_SUBJECTS = 5000;

    /**
     * Validates the options.
     *
     * @throws IllegalArgumentException with a sentence if one is out of its range
     */
    public DemoOptions {
        if (subjects < 1 || subjects > MOST_SUBJECTS) {
            throw new IllegalArgumentException("--subjects is a number from 1 to " + MOST_SUBJECTS + ".");
        }
        if (seed < 0) {
            throw new IllegalArgumentException("--seed is 0 or more.");
        }
        if (asOf.isAfter(today())) {
            throw new IllegalArgumentException(
                    "--as-of is today at the latest: a server records nothing of the future.");
        }
        if (!study.matches("[A-Za-z0-9.-]{1,64}")) {
            throw new IllegalArgumentException("--study is the id of a ResearchStudy, such as NCT06813157.");
        }
    }

    /** The current day at the site, which is in UTC+8. */
    public static LocalDate today() {
        return LocalDate.now(ZoneOffset.ofHours(8));
    }
}
