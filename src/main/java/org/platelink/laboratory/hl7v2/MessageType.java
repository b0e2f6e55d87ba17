package org.platelink.laboratory.hl7v2;

import java.util.Arrays;
import java.util.Optional;
import java.util.stream.Collectors;

/** The messages that are taken, by MSH-9: results, each of which stands below the OBR of its order. */
enum MessageType {

    /** Results of orders. */
    ORU_R01,

    /** Results of the point of care without an order before, in the groups of ORU^R01 with one order. */
    ORU_R30,

    /** Results of the point of care to an order before, in the same groups. */
    ORU_R32,

    /** Alerts, in the groups of ORU^R01. */
    ORU_R40,

    /** Results of specimens: each order stands below its specimen. */
    OUL_R22;

    /** How MSH-9 writes it. */
    private String written() {
        return name().replace('_', '^');
    }

    /** All of them, for a sentence. */
    static String all() {
        return Arrays.stream(values()).map(MessageType::written).collect(Collectors.joining(", "));
    }

    static boolean isCode(String code) {
        return Arrays.stream(values()).anyMatch(type -> type.name().startsWith(code + "_"));
    }

    /** The one that a header names; results of orders where it leaves the trigger event out. Empty if it is none of them. */
    static Optional<MessageType> of(MessageHeader header) {
        String event =
                header.triggerEvent().isEmpty() && header.messageCode().equals("ORU") ? "R01" : header.triggerEvent();
        return Arrays.stream(values())
                .filter(type -> type.name().equals(header.messageCode() + "_" + event))
                .findFirst();
    }
}
