package org.platelink.laboratory.hl7v2;

import java.util.List;

/**
 * One order with its results: an OBR with the OBX segments below it. Fields that were not sent are empty.
 *
 * @param number its number among the OBR segments of the message, from 1 on
 * @param placer OBR-2, or ORC-2
 * @param filler OBR-3, or ORC-3
 * @param code OBR-4
 * @param observedFrom OBR-7 as an HL7 timestamp
 * @param observedTo OBR-8
 * @param issued OBR-22, when results were last reported or their status changed
 * @param section OBR-24
 * @param status OBR-25
 * @param results every OBX of the order, in message order, also those below an SPM
 * @param samples every SPM of the order; the specimen of OBR-15 if there is none
 * @param notes NTE-3 of the NTE segments of the order itself and of its specimens, and OBR-39 if it cannot be
 *     attached to a specimen
 */
public record Order(
        int number,
        EntityIdentifier placer,
        EntityIdentifier filler,
        CodedElement code,
        String observedFrom,
        String observedTo,
        String issued,
        String section,
        String status,
        List<Result> results,
        List<Sample> samples,
        List<String> notes) {

    public Order {
        results = List.copyOf(results);
        samples = List.copyOf(samples);
        notes = List.copyOf(notes);
    }
}
