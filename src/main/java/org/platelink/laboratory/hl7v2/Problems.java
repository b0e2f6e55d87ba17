package org.platelink.laboratory.hl7v2;

/** What keeps a message from being taken, in short. */
final class Problems {

    private Problems() {}

    static Problem error(String location, int condition, String reason, String sentence) {
        return new Problem(Problem.Severity.ERROR, location, condition, reason, sentence);
    }
}
