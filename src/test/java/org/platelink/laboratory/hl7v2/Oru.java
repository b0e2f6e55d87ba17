package org.platelink.laboratory.hl7v2;

import static java.nio.charset.StandardCharsets.UTF_8;

/** Messages of synthetic patients. */
final class Oru {

    static final String HEADER =
            "MSH|^~\\&|LAB^1.2.3^ISO|SITE-A|TRIAL|CENTRE|20240102101530+0100||ORU^R01^ORU_R01|SYN-1|P|2.5.1";

    private Oru() {}

    /** A message of segments below the header. */
    static MessageText text(String... segments) {
        return new MessageText(HEADER + "\r" + String.join("\r", segments), UTF_8);
    }

    static OruMessage read(String... segments) {
        return new OruReader().read(text(segments));
    }

    /** The one result of a message that has this OBX in an order. */
    static Result result(String obx) {
        return read("OBR|1|P-1|F-1|CBC", obx)
                .patients()
                .get(0)
                .orders()
                .get(0)
                .results()
                .get(0);
    }
}
