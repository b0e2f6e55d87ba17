package org.platelink.laboratory.hl7v2;

import java.util.List;

/**
 * A message reduced to segment names and positions, as input for HAPI's grouping: only segments that determine the
 * groups.
 *
 * <p>Segments that do not fit the structure are left out, so that the parser need not handle them: the time it takes
 * for that grows with the square of their number, up to many seconds for a message that is not even long. An OBX that
 * is left out here is reported as belonging to no order.
 */
final class Outline {

    private static final String HEADER = "MSH|^~\\&|||||||ORU^R01^ORU_R01|1|P|2.5.1\r";

    private final StringBuilder text = new StringBuilder(HEADER);
    private boolean takesVisit = true;
    private boolean takesResults;

    private Outline() {}

    /**
     * Builds the outline of a message.
     *
     * @param names the names of its segments without MSH; the position of each becomes its first field
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
     * Whether a segment is allowed after those before it. Other segments (NTE, charges, those of later versions,
     * local ones) stand within the order or the patient that they follow, and do not affect the grouping of later
     * ones.
     */
    private boolean has(String name) {
        return switch (name) {
            case "PID" -> starts(true, false);
            case "PV1" -> takesVisit && starts(false, false);
            case "ORC" -> starts(false, false);
            case "OBR" -> starts(false, true);
            case "OBX" -> takesResults;
            case "SPM" -> {
                // Specimens are not counted as OBX segments are, so one without an order would be lost unnoticed.
                if (!takesResults) {
                    throw ofNoOrder();
                }
                yield true;
            }
            // Continuation pointer: the rest of the message is elsewhere, and what follows belongs to no order here.
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
