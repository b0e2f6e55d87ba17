package org.platelink.laboratory.hl7v2;

import java.util.List;
import java.util.Optional;

/**
 * The segments of one patient, each as its position in the message.
 *
 * @param patient PID
 * @param visit PV1
 */
record PatientGroup(Optional<Integer> patient, Optional<Integer> visit, List<OrderGroup> orders) {}
