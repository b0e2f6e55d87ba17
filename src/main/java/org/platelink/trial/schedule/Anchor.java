package org.platelink.trial.schedule;

import org.jspecify.annotations.Nullable;

/**
 * What a visit hangs on: another visit, and how far from it.
 *
 * @param action the other visit
 * @param side whether before or after it
 * @param atEnd counted from the other visit's last day; otherwise from its first
 * @param target the distance that the protocol aims at; null if it states none
 * @param nearest the least distance of the window; null if the protocol states no window
 * @param farthest the greatest distance of the window; null if the protocol states no window
 * @param lastGiven whether the last intervention given stands in for one that will not take place
 */
record Anchor(
        String action,
        Side side,
        boolean atEnd,
        @Nullable Offset target,
        @Nullable Offset nearest,
        @Nullable Offset farthest,
        boolean lastGiven) {

    /** On which side of the other visit. */
    enum Side {
        BEFORE,
        AFTER
    }

    boolean hasDistance() {
        return target != null || nearest != null || farthest != null;
    }

    /**
     * The days that follow from the other visit's.
     *
     * @param other the days of the other visit: all the same where it took place
     */
    Window from(Window other) {
        if (!hasDistance()) {
            // Only the order is stated.
            return side == Side.BEFORE
                    ? new Window(null, null, other.target(), false)
                    : new Window(null, other.target(), null, false);
        }
        Window reach = other.asReach();
        return side == Side.AFTER
                ? new Window(
                        Window.map(reach.target(), target, (day, offset) -> offset.after(day)),
                        Window.map(reach.earliest(), nearest, (day, offset) -> offset.after(day)),
                        Window.map(reach.latest(), farthest, (day, offset) -> offset.after(day)),
                        other.projected())
                : new Window(
                        Window.map(reach.target(), target, (day, offset) -> offset.before(day)),
                        Window.map(reach.earliest(), farthest, (day, offset) -> offset.before(day)),
                        Window.map(reach.latest(), nearest, (day, offset) -> offset.before(day)),
                        other.projected());
    }
}
