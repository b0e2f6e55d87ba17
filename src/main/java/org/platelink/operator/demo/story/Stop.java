package org.platelink.operator.demo.story;

import java.time.LocalDate;
import org.jspecify.annotations.Nullable;

/**
 * A visit of a generated course, with its day.
 *
 * @param action the protocol's action
 * @param day the day on which it takes place; if missed, the day on which it should have
 * @param timing its timing relative to its window
 * @param missed whether it is missed
 * @param reason why it is not in its window; null if no reason is given
 */
record Stop(String action, LocalDate day, Timing timing, boolean missed, @Nullable String reason) {

    static Stop on(String action, LocalDate day) {
        return new Stop(action, day, Timing.WITHOUT_WINDOW, false, null);
    }

    boolean isInfusion() {
        return action.startsWith("infusion-");
    }
}
