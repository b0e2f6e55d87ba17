package org.platelink.operator.demo.story;

/** How a visit kept to its window. */
public enum Timing {
    /** The protocol states no window. */
    WITHOUT_WINDOW,
    IN_WINDOW,
    EARLY,
    LATE
}
