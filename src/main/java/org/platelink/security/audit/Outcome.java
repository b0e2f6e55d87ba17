package org.platelink.security.audit;

/** How it ended, in FHIR's numbers. */
public enum Outcome {

    /** Done, or begun. */
    SUCCESS("0"),

    /** It failed, by what was sent or by the server's fault. */
    FAILURE("4"),

    /** Whoever asked may not do it. */
    REFUSED("8");

    private final String code;

    Outcome(String code) {
        this.code = code;
    }

    /** The code in {@code AuditEvent.outcome}. */
    public String code() {
        return code;
    }

    /** What an answer's HTTP status says. */
    static Outcome ofStatus(int status) {
        if (status < 400) {
            return SUCCESS;
        }
        return status == 401 || status == 403 ? REFUSED : FAILURE;
    }
}
