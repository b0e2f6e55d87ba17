package org.platelink.laboratory.hl7v2;

import java.util.List;

/**
 * The results of one patient: a PID with all that stands below it. Parts that were not sent are empty.
 *
 * @param numbers by what somebody knows the patient
 * @param birthDate PID-7 as HL7 writes a time
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

    /** Nothing of the person, so that no log or message gets it. */
    @Override
    public String toString() {
        return "results of a patient, " + orders.size() + " orders";
    }
}
