package org.platelink.laboratory.hl7v2;

import java.util.List;
import java.util.Optional;

/**
 * A patient's segments, each by its place in the message.
 *
 * @param patient PID
 * @param visit PV1
 */
record PatientGroup(Optional<Integer> patient, Optional<Integer> visit, List<OrderGroup> orders) {}
