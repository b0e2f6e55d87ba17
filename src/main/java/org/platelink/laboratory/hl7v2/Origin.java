package org.platelink.laboratory.hl7v2;

import java.util.List;

/**
 * The producer, devices, sites and laboratory of a result. Fields that were not sent are empty. The persons who took
 * part (OBX-16, OBX-25) are not read.
 *
 * @param producer OBX-15
 * @param devices OBX-18, each repetition: the device, then what it is a part of
 * @param sites OBX-20, each repetition
 * @param laboratory OBX-23 and OBX-24
 */
public record Origin(
        CodedElement producer, List<EntityIdentifier> devices, List<CodedElement> sites, Laboratory laboratory) {

    /** Nothing was sent. */
    public static final Origin NONE = new Origin(CodedElement.NONE, List.of(), List.of(), Laboratory.NONE);

    public Origin {
        devices = List.copyOf(devices);
        sites = List.copyOf(sites);
    }
}
