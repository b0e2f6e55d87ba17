package org.platelink.laboratory.hl7v2;

import java.util.List;

/**
 * One result: an OBX with its notes. Fields that were not sent are empty.
 *
 * @param number its number among the OBX segments of the message, from 1 on
 * @param setId OBX-1
 * @param type OBX-2 as it was sent
 * @param code OBX-3
 * @param subId OBX-4
 * @param values OBX-5, each repetition; empty if none was sent
 * @param unit OBX-6
 * @param referenceRange OBX-7
 * @param flags OBX-8, each repetition
 * @param status OBX-11
 * @param observed OBX-14 as an HL7 timestamp
 * @param analysed OBX-19 as an HL7 timestamp
 * @param identifier OBX-21
 * @param method OBX-17, the first repetition
 * @param notes NTE-3 of the NTE segments that follow it, each with its lines
 * @param origin the producer, devices, sites and laboratory
 * @param samples OBX-33, each repetition: the identifiers of its specimens
 * @param belowSample the number of the SPM within its order below which it stands, from 1 on; 0 if it stands below
 *     none, or if this cannot be determined
 */
public record Result(
        int number,
        String setId,
        String type,
        CodedElement code,
        String subId,
        List<Value> values,
        CodedElement unit,
        String referenceRange,
        List<String> flags,
        String status,
        String observed,
        String analysed,
        EntityIdentifier identifier,
        CodedElement method,
        List<String> notes,
        Origin origin,
        List<SampleNumber> samples,
        int belowSample) {

    public Result {
        values = List.copyOf(values);
        flags = List.copyOf(flags);
        notes = List.copyOf(notes);
        samples = List.copyOf(samples);
    }
}
