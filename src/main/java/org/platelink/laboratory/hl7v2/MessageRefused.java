package org.platelink.laboratory.hl7v2;

/** Bytes that are no message, or not one that is taken here. */
public final class MessageRefused extends RuntimeException {

    private final AcknowledgementCode code;
    private final transient Problem problem;

    /**
     * @param code whether the sender has to mend it or is at the wrong door
     * @param problem what is wrong, without anything of what was sent
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
