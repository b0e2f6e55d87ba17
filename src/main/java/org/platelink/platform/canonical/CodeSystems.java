package org.platelink.platform.canonical;

/** The code systems and namespaces of others that more than one capability names. */
public final class CodeSystems {

    public static final String LOINC = "http://loinc.org";
    public static final String SNOMED_CT = "http://snomed.info/sct";
    /** Medical Subject Headings: the descriptors' numbers, such as D016553. */
    public static final String MESH = "https://www.nlm.nih.gov/mesh";

    public static final String UCUM = "http://unitsofmeasure.org";

    /** The registry numbers of ClinicalTrials.gov. */
    public static final String CLINICAL_TRIALS_GOV = "http://clinicaltrials.gov";

    /** The prefix of a trial's page at ClinicalTrials.gov; its number follows. */
    public static final String CLINICAL_TRIALS_GOV_PAGE = "https://clinicaltrials.gov/study/";

    /** The prefix of HL7's terminology (THO): FHIR's own code systems, those of v2 and those of v3. */
    public static final String HL7 = "http://terminology.hl7.org/CodeSystem/";

    /** The prefix of the tables of HL7 v2; four digits follow. */
    public static final String HL7_V2 = HL7 + "v2-";

    /** Diagnostic service sections, HL7 table 0074. */
    public static final String DIAGNOSTIC_SERVICE = HL7_V2 + "0074";

    /** Types of identifiers, HL7 table 0203. */
    public static final String IDENTIFIER_TYPE = HL7_V2 + "0203";

    public static final String OBSERVATION_CATEGORY = HL7 + "observation-category";
    public static final String OBSERVATION_INTERPRETATION = HL7 + "v3-ObservationInterpretation";

    /** Tags of content: among others that a resource is SUBSETTED or REDACTED. */
    public static final String OBSERVATION_VALUE = HL7 + "v3-ObservationValue";

    public static final String DATA_ABSENT_REASON = HL7 + "data-absent-reason";

    /** R5's, which R4's extensions use as well. */
    public static final String RESEARCH_STUDY_PARTY_ROLE = "http://hl7.org/fhir/research-study-party-role";

    /** R5's, which R4's extensions use as well. */
    public static final String RESEARCH_STUDY_OBJECTIVE_TYPE = "http://hl7.org/fhir/research-study-objective-type";

    private CodeSystems() {}
}
