package org.platelink.laboratory.hl7v2;

/** Factory of {@code ERROR} problems, which keep a message from being accepted. */
final class Problems {

    private Problems() {}

    static Problem error(String location, int condition, String reason, String sentence) {
        return new Problem(Problem.Severity.ERROR, location, condition, reason, sentence);
    }
}
