package org.platelink.operator.demo.story;

import java.time.LocalDate;
import org.jspecify.annotations.Nullable;

/**
 * A visit on its day.
 *
 * @param action the protocol's action
 * @param day when it takes place; when it should have where it is missed
 * @param reason why it is not in its window, if anybody says so
 */
record Stop(String action, LocalDate day, Timing timing, boolean missed, @Nullable String reason) {

    static Stop on(String action, LocalDate day) {
        return new Stop(action, day, Timing.WITHOUT_WINDOW, false, null);
    }

    boolean isInfusion() {
        return action.startsWith("infusion-");
    }
}
