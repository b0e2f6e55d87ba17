package org.platelink.laboratory.hl7v2;

import java.util.List;

/**
 * A message without its fields: of the segments by which it is told what belongs together, the name and the place.
 *
 * <p>What has no place is left out, so that the parser has nothing to put aside: the time that it takes for that grows with
 * the square of their number, up to many seconds for a message that is not even long. An OBX that is left out is an OBX that
 * is not reached.
 */
final class Outline {

    private static final String HEADER = "MSH|^~\\&|||||||ORU^R01^ORU_R01|1|P|2.5.1\r";

    private final StringBuilder text = new StringBuilder(HEADER);
    private boolean takesVisit = true;
    private boolean takesResults;

    private Outline() {}

    /**
     * Writes the outline of a message.
     *
     * @param names of its segments without MSH; the place of each becomes its first field
     */
    static String of(List<String> names) {
        Outline outline = new Outline();
        for (int place = 0; place < names.size(); place++) {
            outline.add(names.get(place), place);
        }
        return outline.text.toString();
    }

    private void add(String name, int place) {
        if (has(name)) {
            text.append(name).append('|').append(place).append('\r');
        }
    }

    /**
     * Whether a segment has a place after those before it. Others (NTE, charges, those of later versions, local ones) stand
     * within the order or the patient that they follow, and change nothing of what comes after them.
     */
    private boolean has(String name) {
        return switch (name) {
            case "PID" -> starts(true, false);
            case "PV1" -> takesVisit && starts(false, false);
            case "ORC" -> starts(false, false);
            case "OBR" -> starts(false, true);
            case "OBX" -> takesResults;
            case "SPM" -> {
                // Nobody counts samples, so that one without an order would be lost unseen.
                if (!takesResults) {
                    throw ofNoOrder();
                }
                yield true;
            }
            // The rest of the message is elsewhere; what follows belongs to nothing that is here.
            case "DSC" -> {
                takesResults = false;
                yield false;
            }
            default -> false;
        };
    }

    private static MessageRefused ofNoOrder() {
        return new MessageRefused(
                AcknowledgementCode.ERROR,
                Problems.error(
                        "SPM",
                        Problem.REQUIRED_SEGMENT_MISSING,
                        "not-parsed",
                        "An SPM segment stands where no order is, so it is not known which results are of its sample. Send it"
                                + " below the OBR of its order, as ORU^R01 of version 2.5.1 has it."));
    }

    private boolean starts(boolean patient, boolean order) {
        takesVisit = patient;
        takesResults = order;
        return true;
    }
}
