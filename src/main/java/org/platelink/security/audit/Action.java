package org.platelink.security.audit;

/** The action of an audit event, as FHIR's {@code AuditEvent.action} codes. */
public enum Action {
    CREATE("C"),
    READ("R"),
    UPDATE("U"),
    DELETE("D"),

    /** A search, an operation, or a bundle with several entries. */
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
