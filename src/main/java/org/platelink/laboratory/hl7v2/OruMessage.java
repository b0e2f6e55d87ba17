package org.platelink.laboratory.hl7v2;

import java.util.List;

/**
 * An unsolicited transmission of observations (ORU^R01 and its kin, OUL^R22).
 *
 * @param header who sends it
 * @param patients whose results it brings
 * @see <a href="https://hl7-definition.caristix.com/v2/HL7v2.5.1/TriggerEvents/ORU_R01">HL7 2.5.1, 7.3.1</a>
 */
public record OruMessage(MessageHeader header, List<PatientResult> patients) {

    public OruMessage {
        patients = List.copyOf(patients);
    }

    /** How many OBX segments it reached. */
    public int results() {
        return patients.stream()
                .flatMap(patient -> patient.orders().stream())
                .mapToInt(order -> order.results().size())
                .sum();
    }
}
