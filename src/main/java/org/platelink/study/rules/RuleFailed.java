package org.platelink.study.rules;

/**
 * Thrown if a rule cannot be evaluated, because of an error in the library rather than in the record. The message
 * contains no patient data.
 */
public final class RuleFailed extends RuntimeException {

    private static final long serialVersionUID = 1L;

    RuleFailed(String library, Exception cause) {
        super("a rule of " + library + " could not be evaluated", cause);
    }
}
