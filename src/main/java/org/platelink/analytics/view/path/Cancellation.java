package org.platelink.analytics.view.path;

/** Cancellation check that is called regularly during an evaluation, so that work nobody waits for ends. */
@FunctionalInterface
public interface Cancellation {

    /** Never cancels: the evaluation ends only by its own limits. */
    Cancellation NEVER = () -> {};

    /** Returns if the evaluation should go on; otherwise throws an exception that says why it should not. */
    void check();
}
