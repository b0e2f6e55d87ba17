package org.platelink.platform.canonical;

/** The extensions of others that more than one capability names. */
public final class FhirExtensions {

    /** Why an element has no value. */
    public static final String DATA_ABSENT_REASON = "http://hl7.org/fhir/StructureDefinition/data-absent-reason";

    /** How far before and after its time an activity may take place; HL7 Vulcan, Schedule of Activities. */
    public static final String ACCEPTABLE_OFFSET_RANGE =
            "http://hl7.org/fhir/uv/vulcan-schedule/StructureDefinition/AcceptableOffsetRangeSoa";

    /** The prefix of the elements that R5's ResearchStudy has and R4's has not; the element's path follows. */
    public static final String R5_RESEARCH_STUDY =
            "http://hl7.org/fhir/5.0/StructureDefinition/extension-ResearchStudy.";

    private FhirExtensions() {}
}
