package org.platelink.laboratory.hl7v2;

/** Thrown if bytes are not a readable message, or not one that is accepted here. */
public final class MessageRefused extends RuntimeException {

    private final AcknowledgementCode code;
    private final transient Problem problem;

    /**
     * @param code ERROR if the sender has to correct the message, REJECT if it does not belong here
     * @param problem what is wrong, without any content of the message
     */
    public MessageRefused(AcknowledgementCode code, Problem problem) {
        super(problem.sentence());
        this.code = code;
        this.problem = problem;
    }

    public AcknowledgementCode code() {
        return code;
    }

    public Problem problem() {
        return problem;
    }
}
