package org.platelink.security.audit;

/** The outcome of an audit event, as FHIR's {@code AuditEvent.outcome} codes. */
public enum Outcome {

    /** Done, or started. */
    SUCCESS("0"),

    /** Failed, because of the request or of the server. */
    FAILURE("4"),

    /** The caller was not allowed to do it. */
    REFUSED("8");

    private final String code;

    Outcome(String code) {
        this.code = code;
    }

    /** The code in {@code AuditEvent.outcome}. */
    public String code() {
        return code;
    }

    /** The outcome that an HTTP status means. */
    static Outcome ofStatus(int status) {
        if (status < 400) {
            return SUCCESS;
        }
        return status == 401 || status == 403 ? REFUSED : FAILURE;
    }
}
