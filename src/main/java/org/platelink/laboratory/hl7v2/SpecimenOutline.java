package org.platelink.laboratory.hl7v2;

import java.util.List;

/**
 * An OUL^R22 message reduced to segment names and positions, as {@link Outline} is for ORU^R01. In OUL^R22 a specimen
 * precedes its orders, and ORC follows its OBR. Segments in the order of ORU^R01 would be assigned to the next
 * specimen or order, so they are rejected.
 */
final class SpecimenOutline {

    private static final String HEADER = "MSH|^~\\&|||||||OUL^R22^OUL_R22|1|P|2.5.1\r";

    private final StringBuilder text = new StringBuilder(HEADER);
    private boolean hasPatient;
    private boolean hasSpecimen;
    private boolean hasOrder;
    private boolean takesCommon;

    private SpecimenOutline() {}

    /**
     * Builds the outline of a message.
     *
     * @param names the names of its segments without MSH; the position of each becomes its first field
     */
    static String of(List<String> names) {
        SpecimenOutline outline = new SpecimenOutline();
        for (int place = 0; place < names.size() && !names.get(place).equals("DSC"); place++) {
            if (outline.has(names.get(place))) {
                outline.text.append(names.get(place)).append('|').append(place).append('\r');
            }
        }
        outline.endSpecimen();
        return outline.text.toString();
    }

    private boolean has(String name) {
        return switch (name) {
            case "PID" -> patient();
            case "PV1" -> !hasSpecimen;
            case "SPM" -> specimen();
            case "OBR" -> order();
            case "ORC" -> common();
            case "OBX" -> result();
            default -> false;
        };
    }

    private boolean patient() {
        if (hasPatient || hasSpecimen) {
            throw refused(
                    "PID", "A message of OUL^R22 is of one patient, named before the first SPM. Send one for each.");
        }
        hasPatient = true;
        return true;
    }

    private boolean specimen() {
        endSpecimen();
        hasSpecimen = true;
        hasOrder = false;
        takesCommon = false;
        return true;
    }

    /** Rejects a specimen without an order, which would be lost unnoticed. */
    private void endSpecimen() {
        if (hasSpecimen && !hasOrder) {
            throw refused("SPM", "An SPM segment has no OBR below it. Send what was found of it below an order.");
        }
    }

    private boolean order() {
        if (!hasSpecimen) {
            throw refused(
                    "OBR",
                    "An OBR segment stands before any SPM, so it is not known which specimen it is of. Send it below its SPM, or"
                            + " send the message as ORU^R01.");
        }
        hasOrder = true;
        takesCommon = true;
        return true;
    }

    private boolean common() {
        if (!takesCommon) {
            throw refused(
                    "ORC",
                    "An ORC segment does not follow an OBR, so it is not known which order it is of. Send it after its OBR, as"
                            + " OUL^R22 of version 2.5.1 has it, or send the message as ORU^R01.");
        }
        takesCommon = false;
        return true;
    }

    /** An OBX between a specimen and its first order belongs to the specimen, and to no order. */
    private boolean result() {
        takesCommon = false;
        return hasOrder;
    }

    private static MessageRefused refused(String segment, String sentence) {
        return new MessageRefused(
                AcknowledgementCode.ERROR,
                Problems.error(segment, Problem.REQUIRED_SEGMENT_MISSING, "not-parsed", sentence));
    }
}
