package org.platelink.laboratory.hl7v2;

/**
 * A specimen in which results were measured: an SPM segment, or OBR-15 of versions without SPM. Fields that were not
 * sent are empty.
 *
 * @param identifier SPM-2, the filler's part if there is one
 * @param type SPM-4, or OBR-15.1
 * @param collectedFrom SPM-17.1 as an HL7 timestamp, or OBR-7
 * @param collectedTo SPM-17.2, or OBR-8
 * @param received SPM-18, or OBR-14
 * @param numbers SPM-2, both parts
 * @param state its condition and how it was collected
 */
public record Sample(
        EntityIdentifier identifier,
        CodedElement type,
        String collectedFrom,
        String collectedTo,
        String received,
        SampleNumber numbers,
        SampleState state) {}
