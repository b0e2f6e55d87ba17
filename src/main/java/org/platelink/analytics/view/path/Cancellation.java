package org.platelink.analytics.view.path;

/** Asked now and then while expressions are evaluated, so that what nobody waits for any more ends. */
@FunctionalInterface
public interface Cancellation {

    /** Of an evaluation that nothing ends but its own bounds. */
    Cancellation NEVER = () -> {};

    /** Returns if there is reason to go on, and throws what tells why there is none. */
    void check();
}
