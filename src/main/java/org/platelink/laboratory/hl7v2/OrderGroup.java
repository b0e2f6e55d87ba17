package org.platelink.laboratory.hl7v2;

import java.util.List;
import java.util.Optional;

/**
 * An order's segments, each by its place in the message.
 *
 * @param common ORC
 * @param order OBR
 * @param results OBX, also those below an SPM
 * @param samples SPM
 */
record OrderGroup(Optional<Integer> common, int order, List<Integer> results, List<Integer> samples) {}
