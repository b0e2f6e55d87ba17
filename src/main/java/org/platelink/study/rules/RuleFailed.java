package org.platelink.study.rules;

/** A rule could not be evaluated: the fault is in the library, not in the record. Its message has no data of the record. */
public final class RuleFailed extends RuntimeException {

    private static final long serialVersionUID = 1L;

    RuleFailed(String library, Exception cause) {
        super("a rule of " + library + " could not be evaluated", cause);
    }
}
