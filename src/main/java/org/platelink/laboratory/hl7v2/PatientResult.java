package org.platelink.laboratory.hl7v2;

import java.util.List;

/**
 * The results of one patient: a PID with all that stands below it. Fields that were not sent are empty.
 *
 * @param numbers the patient identifiers
 * @param birthDate PID-7 as an HL7 timestamp
 * @param sex PID-8
 * @param visitNumber PV1-19
 * @param orders every order
 * @param notes NTE-3 of the NTE segments of the patient and of the whole message
 */
public record PatientResult(
        List<PersonNumber> numbers,
        String birthDate,
        String sex,
        EntityIdentifier visitNumber,
        List<Order> orders,
        List<String> notes) {

    public PatientResult {
        numbers = List.copyOf(numbers);
        orders = List.copyOf(orders);
        notes = List.copyOf(notes);
    }

    /** Omits personal data, to keep it out of logs and messages. */
    @Override
    public String toString() {
        return "results of a patient, " + orders.size() + " orders";
    }
}
