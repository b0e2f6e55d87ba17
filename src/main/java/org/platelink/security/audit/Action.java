package org.platelink.security.audit;

/** What was done, in FHIR's letters. */
public enum Action {
    CREATE("C"),
    READ("R"),
    UPDATE("U"),
    DELETE("D"),

    /** A search, an operation, a bundle of several things. */
    EXECUTE("E");

    private final String code;

    Action(String code) {
        this.code = code;
    }

    /** The code in {@code AuditEvent.action}. */
    public String code() {
        return code;
    }
}
