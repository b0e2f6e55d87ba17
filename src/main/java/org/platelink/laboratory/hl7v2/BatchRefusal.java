package org.platelink.laboratory.hl7v2;

import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** The exceptions with which a batch is rejected as a whole. */
final class BatchRefusal {

    private static final Pattern COUNT = Pattern.compile("...[^A-Za-z0-9]\\h*([A-Za-z0-9]*)");

    private BatchRefusal() {}

    static MessageRefused cut(String why) {
        return refused(
                AcknowledgementCode.ERROR,
                "",
                Problem.REQUIRED_SEGMENT_MISSING,
                why + ". Nothing of it was taken; send it again, whole.");
    }

    static MessageRefused order(String segment) {
        return refused(
                AcknowledgementCode.ERROR,
                segment,
                Problem.REQUIRED_SEGMENT_MISSING,
                "The batch is not in the order FHS, BHS, messages, BTS, FTS"
                        + (segment.isEmpty() ? "" : ": " + segment + " stands where it cannot")
                        + ". Nothing of it was taken.");
    }

    static MessageRefused tooMany() {
        return refused(
                AcknowledgementCode.REJECT,
                "",
                Problem.APPLICATION_ERROR,
                "The batch has more than " + Batch.MAX_MESSAGES + " messages. Nothing of it was taken; send several.");
    }

    /** Checks that the count in BTS-1 or FTS-1, if one is given, is the number of messages or batches received. */
    static void checkCount(BatchLine trailer, int came, String what) {
        Matcher count = COUNT.matcher(trailer.text());
        String statedCount = count.lookingAt() ? count.group(1) : "";
        if (!statedCount.isEmpty() && !statedCount.matches("0*" + came)) {
            throw refused(
                    AcknowledgementCode.ERROR,
                    trailer.name() + "^1^1",
                    Problem.DATA_TYPE_ERROR,
                    trailer.name() + "-1 does not say " + came + ", but " + came + " " + what
                            + " came, so something of it is missing. Nothing of it was taken; send it again, whole.");
        }
    }

    private static MessageRefused refused(AcknowledgementCode code, String location, int condition, String sentence) {
        return new MessageRefused(code, Problems.error(location, condition, "batch", sentence));
    }
}
