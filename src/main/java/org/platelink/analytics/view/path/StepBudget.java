package org.platelink.analytics.view.path;

/**
 * Limits the work that a view's expressions may do on one resource: a one-line expression can multiply the contents
 * of a resource with themselves any number of times. Used by one thread.
 *
 * <p>A step is the evaluation of one subexpression, one item of its result, one comparison of two values, or some
 * characters of a text that is made or searched.
 */
final class StepBudget {

    /** Maximum number of steps for one resource; the widest of the study's views takes some hundreds. */
    static final int MOST = 5_000_000;

    /** The maximum length of a text in FHIR (2.24.0.1). */
    static final int LONGEST_TEXT = 1_048_576;

    private static final int CHARACTERS_A_STEP = 8;
    private static final int BETWEEN_CHECKS = 2_000;

    private final Cancellation cancellation;
    private long spent;
    private long nextCheck = BETWEEN_CHECKS;

    StepBudget(Cancellation cancellation) {
        this.cancellation = cancellation;
    }

    void spend(long steps) {
        spent += steps;
        if (spent >= nextCheck) {
            nextCheck = spent + BETWEEN_CHECKS;
            cancellation.check();
            if (spent > MOST) {
                throw new PathRefused("It takes more than " + MOST
                        + " steps on one resource. Ask for less of it, such as by where() before what multiplies.");
            }
        }
    }

    /**
     * Charges the steps of a text that is about to be made.
     *
     * @throws PathRefused if it would be too long
     */
    void makeText(long length) {
        if (length > LONGEST_TEXT) {
            throw new PathRefused("A text would be longer than " + LONGEST_TEXT + " characters.");
        }
        spend(length / CHARACTERS_A_STEP);
    }
}
