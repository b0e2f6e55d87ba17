package org.platelink.laboratory.hl7v2;

import java.util.Arrays;
import java.util.Optional;
import java.util.stream.Collectors;

/** The supported message types by MSH-9: results, in all of which OBX segments follow the OBR of their order. */
enum MessageType {

    /** Unsolicited observation results. */
    ORU_R01,

    /** Point-of-care results without a prior order, in the groups of ORU^R01 with one order. */
    ORU_R30,

    /** Point-of-care results for a prior order, in the same groups. */
    ORU_R32,

    /** Alerts, in the groups of ORU^R01. */
    ORU_R40,

    /** Specimen-oriented results: each order follows its specimen. */
    OUL_R22;

    /** The type as MSH-9 writes it. */
    private String written() {
        return name().replace('_', '^');
    }

    /** All types, comma-separated, for an error message. */
    static String all() {
        return Arrays.stream(values()).map(MessageType::written).collect(Collectors.joining(", "));
    }

    static boolean isCode(String code) {
        return Arrays.stream(values()).anyMatch(type -> type.name().startsWith(code + "_"));
    }

    /** The type that a header names; ORU^R01 if an ORU names no trigger event. Empty if it is not supported. */
    static Optional<MessageType> of(MessageHeader header) {
        String event =
                header.triggerEvent().isEmpty() && header.messageCode().equals("ORU") ? "R01" : header.triggerEvent();
        return Arrays.stream(values())
                .filter(type -> type.name().equals(header.messageCode() + "_" + event))
                .findFirst();
    }
}
