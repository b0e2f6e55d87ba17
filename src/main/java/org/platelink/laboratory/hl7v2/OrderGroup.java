package org.platelink.laboratory.hl7v2;

import java.util.List;
import java.util.Optional;

/**
 * The segments of one order, each as its position in the message.
 *
 * @param common ORC
 * @param order OBR
 * @param results OBX, also those below an SPM
 * @param samples SPM
 */
record OrderGroup(Optional<Integer> common, int order, List<Integer> results, List<Integer> samples) {}
