package org.platelink.laboratory.hl7v2;

import java.util.List;

/**
 * An unsolicited transmission of observations (ORU^R01, R30, R32 or R40, or OUL^R22).
 *
 * @param header MSH
 * @param patients the patients with their results
 * @see <a href="https://hl7-definition.caristix.com/v2/HL7v2.5.1/TriggerEvents/ORU_R01">HL7 2.5.1, 7.3.1</a>
 */
public record OruMessage(MessageHeader header, List<PatientResult> patients) {

    public OruMessage {
        patients = List.copyOf(patients);
    }

    /** The number of OBX segments that were assigned to an order. */
    public int results() {
        return patients.stream()
                .flatMap(patient -> patient.orders().stream())
                .mapToInt(order -> order.results().size())
                .sum();
    }
}
