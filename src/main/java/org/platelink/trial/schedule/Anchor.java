package org.platelink.trial.schedule;

import org.jspecify.annotations.Nullable;

/**
 * The dependency of a visit on another visit (R4 {@code relatedAction}): which one, and at what distance.
 *
 * @param action the id of the other visit's action
 * @param side whether this visit is before or after the other
 * @param atEnd whether the distance is counted from the other visit's last day; otherwise from its first
 * @param target the distance that the protocol aims at; null if it states none
 * @param nearest the smallest distance of the window; null if the protocol states no window
 * @param farthest the greatest distance of the window; null if the protocol states no window
 * @param lastGiven whether the last intervention that was given is used in place of one that will not take place
 */
record Anchor(
        String action,
        Side side,
        boolean atEnd,
        @Nullable Offset target,
        @Nullable Offset nearest,
        @Nullable Offset farthest,
        boolean lastGiven) {

    /** Whether a visit is before or after the visit on which it depends. */
    enum Side {
        BEFORE,
        AFTER
    }

    boolean hasDistance() {
        return target != null || nearest != null || farthest != null;
    }

    /**
     * The window of this visit, calculated from the other visit's window.
     *
     * @param other the window of the other visit; if it took place, all its days are the same
     */
    Window from(Window other) {
        if (!hasDistance()) {
            // Without a distance, only the order of the two visits is stated.
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
