package org.platelink.operator.demo.story;

/** The timing of a visit relative to its window. */
public enum Timing {
    /** The protocol states no window. */
    WITHOUT_WINDOW,
    IN_WINDOW,
    EARLY,
    LATE
}
