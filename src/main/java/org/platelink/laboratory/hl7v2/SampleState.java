package org.platelink.laboratory.hl7v2;

import java.util.List;

/**
 * The condition of a specimen and how it was collected. Fields that were not sent are empty.
 *
 * @param additives SPM-6, or OBR-15.2
 * @param method SPM-7
 * @param site SPM-8, or OBR-15.4
 * @param amount SPM-12, or OBR-9
 * @param descriptions SPM-14; OBR-15.3 and OBR-39
 * @param available SPM-20: {@code Y} or {@code N}
 * @param rejectReasons SPM-21
 * @param conditions SPM-24, or OBR-15.6
 * @param container SPM-27
 * @param remarks what FHIR has no element for: SPM-5, 9 (or OBR-15.5), 15, 16, 22, 23 and 28
 */
public record SampleState(
        List<CodedElement> additives,
        CodedElement method,
        CodedElement site,
        Amount amount,
        List<String> descriptions,
        String available,
        List<CodedElement> rejectReasons,
        List<CodedElement> conditions,
        CodedElement container,
        List<Remark> remarks) {

    /** Nothing was sent. */
    public static final SampleState NONE = new SampleState(
            List.of(),
            CodedElement.NONE,
            CodedElement.NONE,
            Amount.NONE,
            List.of(),
            "",
            List.of(),
            List.of(),
            CodedElement.NONE,
            List.of());

    public SampleState {
        additives = List.copyOf(additives);
        descriptions = List.copyOf(descriptions);
        rejectReasons = List.copyOf(rejectReasons);
        conditions = List.copyOf(conditions);
        remarks = List.copyOf(remarks);
    }

    /**
     * A coded remark on a specimen that FHIR has no element for.
     *
     * @param what its label, such as {@code Quality}
     * @param said what was sent
     */
    public record Remark(String what, CodedElement said) {}
}
