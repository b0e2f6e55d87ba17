// The study, its protocol and its criteria.

Extension: TrdsItem
Id: trds-item
Title: "WHO registry item"
Description: "One item of the WHO Trial Registration Data Set (version 1.3.1): whether it is known, and where in the resource it stands."
Context: ResearchStudy
* ^status = #active
* extension contains item 1..1 and availability 1..1 and element 0..1 and note 0..1
* extension[item].value[x] only Coding
* extension[item].valueCoding from TrdsItems (required)
* extension[availability].value[x] only code
* extension[availability].valueCode from TrdsAvailabilities (required)
* extension[element].value[x] only string
* extension[note].value[x] only string

CodeSystem: TrdsItemCodes
Id: trds-items
Title: "WHO Trial Registration Data Set items"
Description: "The 24 items of the WHO Trial Registration Data Set, version 1.3.1, by number."
* ^status = #active
* ^experimental = false
* ^caseSensitive = true
* ^content = #complete
* #1 "Primary registry and trial identifying number"
* #2 "Date of registration in primary registry"
* #3 "Secondary identifying numbers"
* #4 "Source(s) of monetary or material support"
* #5 "Primary sponsor"
* #6 "Secondary sponsor(s)"
* #7 "Contact for public queries"
* #8 "Contact for scientific queries"
* #9 "Public title"
* #10 "Scientific title"
* #11 "Countries of recruitment"
* #12 "Health condition(s) or problem(s) studied"
* #13 "Intervention(s)"
* #14 "Key inclusion and exclusion criteria"
* #15 "Study type"
* #16 "Date of first enrollment"
* #17 "Sample size"
* #18 "Recruitment status"
* #19 "Primary outcome(s)"
* #20 "Key secondary outcomes"
* #21 "Ethics review"
* #22 "Completion date"
* #23 "Summary results"
* #24 "IPD sharing statement"

CodeSystem: TrdsAvailability
Id: trds-availability
Title: "Availability of a registry item"
Description: "Whether a registry item is known."
* ^status = #active
* ^experimental = false
* ^caseSensitive = true
* ^content = #complete
* #present "Present" "The source states it."
* #partial "Partial" "The source states a part of it."
* #unknown "Unknown" "The source does not state it."

ValueSet: TrdsItems
Id: trds-items
Title: "WHO Trial Registration Data Set items"
Description: "All items."
* ^status = #active
* ^experimental = false
* include codes from system TrdsItemCodes

ValueSet: TrdsAvailabilities
Id: trds-availabilities
Title: "Availability of a registry item"
Description: "All codes."
* ^status = #active
* ^experimental = false
* include codes from system TrdsAvailability

// R5 elements of ResearchStudy, under their published cross-version addresses (hl7.fhir.uv.xver-r5.r4); declared here
// because that package is not a dependency.

Extension: XverProgressStatus
Id: xver-research-study-progress-status
Title: "Progress status (R5)"
Description: "R5's ResearchStudy.progressStatus: a state of the study and when it held. The definition repeats what HL7 publishes for R4 under this address."
Context: ResearchStudy
* ^url = "http://hl7.org/fhir/5.0/StructureDefinition/extension-ResearchStudy.progressStatus"
* ^status = #active
* extension contains state 1..1 and actual 0..1 and period 0..1
* extension[state].value[x] only CodeableConcept
* extension[actual].value[x] only boolean
* extension[period].value[x] only Period

Extension: XverLabel
Id: xver-research-study-label
Title: "Label (R5)"
Description: "R5's ResearchStudy.label: a further name of the study and its kind. The definition repeats what HL7 publishes for R4 under this address."
Context: ResearchStudy
* ^url = "http://hl7.org/fhir/5.0/StructureDefinition/extension-ResearchStudy.label"
* ^status = #active
* extension contains type 0..1 and value 0..1
* extension[type].value[x] only CodeableConcept
* extension[value].value[x] only string

Extension: XverStudyDesign
Id: xver-research-study-study-design
Title: "Study design (R5)"
Description: "R5's ResearchStudy.studyDesign. The definition repeats what HL7 publishes for R4 under this address."
Context: ResearchStudy
* ^url = "http://hl7.org/fhir/5.0/StructureDefinition/extension-ResearchStudy.studyDesign"
* ^status = #active
* value[x] 1..1
* value[x] only CodeableConcept

Extension: XverRecruitment
Id: xver-research-study-recruitment
Title: "Recruitment (R5)"
Description: "R5's ResearchStudy.recruitment: target and actual number of subjects, and whom they are recruited from. The definition repeats what HL7 publishes for R4 under this address."
Context: ResearchStudy
* ^url = "http://hl7.org/fhir/5.0/StructureDefinition/extension-ResearchStudy.recruitment"
* ^status = #active
* extension contains targetNumber 0..1 and actualNumber 0..1 and eligibility 0..1 and actualGroup 0..1
* extension[targetNumber].value[x] only unsignedInt
* extension[actualNumber].value[x] only unsignedInt
* extension[eligibility].value[x] only Reference(Group or EvidenceVariable)
* extension[actualGroup].value[x] only Reference(Group)

Invariant: study-trds-complete
Description: "Each of the 24 items of the WHO Trial Registration Data Set must be stated, as present, partial or unknown, exactly once."
Expression: "extension('https://platelink.org/ig/msc-itp/StructureDefinition/trds-item').extension('item').value.code.distinct().count() = 24 and extension('https://platelink.org/ig/msc-itp/StructureDefinition/trds-item').count() = 24"
Severity: #error

Invariant: study-names-no-participant
Description: "A study is published, so it refers to nobody in it: to no Patient, no ResearchSubject and nothing that is recorded of one, in an extension neither."
Expression: "descendants().where(reference.exists()).reference.where($this.matches('^(.*/)?(Patient|ResearchSubject|RelatedPerson|Person|Encounter|Observation|Consent|Specimen|DiagnosticReport|MedicationAdministration|AdverseEvent|QuestionnaireResponse|CarePlan|Condition)/.+')).empty()"
Severity: #error

Profile: AnyStudy
Parent: ResearchStudy
Id: any-study
Title: "Any study"
Description: "What every ResearchStudy is held to, whichever guide it follows: it is published as it is, so that nothing is contained in it."
* ^status = #active
* obeys study-names-no-participant
* contained 0..0

Profile: TrialStudy
Parent: AnyStudy
Id: trial-study
Title: "Study"
Description: "A registered clinical trial, with every WHO registry item stated as present, partial or unknown."
* ^status = #active
* obeys study-trds-complete
* identifier 1..* MS
* identifier.system 1..1
* identifier.value 1..1
* title 1..1 MS
* protocol MS
* status MS
* phase 1..1 MS
* condition 1..* MS
* enrollment MS
* sponsor MS
* arm MS
* extension contains TrdsItem named trdsItem 24..24 MS
* extension contains XverProgressStatus named progressStatus 0..* MS
* extension contains XverLabel named label 0..* MS
* extension contains XverStudyDesign named studyDesign 0..* MS
* extension contains XverRecruitment named recruitment 0..1 MS
* extension contains XverAssociatedParty named associatedParty 0..* MS
* extension contains XverOutcomeMeasure named outcomeMeasure 0..* MS
* extension contains XverDescriptionSummary named descriptionSummary 0..1 MS
* extension contains StudyRegistration named registration 0..* MS
* extension contains EthicsReview named ethicsReview 0..* MS
* extension contains IpdSharing named ipdSharing 0..1 MS
* extension contains ReScreening named reScreening 0..1
* extension contains EligibilityDecidedOutside named eligibilityDecidedOutside 0..1 MS
* extension contains AgeOfAssent named ageOfAssent 0..1 MS

CodeSystem: EligibilityCriterion
Id: eligibility-criterion
Title: "Eligibility criteria of NCT06813157"
Description: "A code for each of the 8 inclusion and 15 exclusion criteria, in the order of the source page, and for those parts of a criterion that are judged on their own."
* ^status = #active
* ^experimental = false
* ^caseSensitive = true
* ^content = #complete
* #INC01 "Informed consent"
* #INC02 "Age 4 to 75 years"
* #INC03 "Refractory primary immune thrombocytopenia"
* #INC04 "Stable maintenance regimen"
* #INC05 "Liver and kidney function"
  * #INC05a "Alanine aminotransferase"
  * #INC05b "Aspartate aminotransferase"
  * #INC05c "Total bilirubin"
  * #INC05d "Creatinine"
  * #INC05e "Creatinine clearance"
* #INC06 "Women of childbearing age"
* #INC07 "Fertile men"
* #INC08 "Understanding of the trial"
* #EXC01 "Severe allergy, or allergy to the study drug"
* #EXC02 "Cardiac history"
* #EXC03 "Anticoagulant or antiplatelet drugs"
* #EXC04 "Gamma globulin within 2 weeks"
* #EXC05 "Rituximab within 24 weeks"
* #EXC06 "Other trial drug within 1 month"
* #EXC07 "Uncontrolled hypertension"
* #EXC08 "History of malignant tumour"
* #EXC09 "Hepatitis B, hepatitis C, HIV or immunodeficiency"
  * #EXC09a "Hepatitis B"
  * #EXC09b "Hepatitis C"
  * #EXC09c "HIV"
  * #EXC09d "Immunodeficiency"
* #EXC10 "Tuberculosis or other infection"
* #EXC11 "Live attenuated vaccine"
* #EXC12 "Hypogammaglobulinaemia or IgA deficiency"
  * #EXC12a "IgG below 400 mg/dL"
  * #EXC12b "IgA below 10 mg/dL"
* #EXC13 "Organ transplantation"
* #EXC14 "Severe mental illness"
* #EXC15 "Other conditions by the investigator's judgement"

CodeSystem: CriterionKind
Id: criterion-kind
Title: "How a criterion is judged"
Description: "Whether data alone can tell."
* ^status = #active
* ^experimental = false
* ^caseSensitive = true
* ^content = #complete
* #computable "Computable" "Data alone can tell."
* #partial "Partly computable" "Data can tell a part; a person attests the rest."
* #attested "Attested" "Only a person can tell."
* #undetermined "Undetermined" "Nobody has said yet."

ValueSet: EligibilityCriteriaCodes
Id: eligibility-criteria-codes
Title: "Eligibility criteria"
Description: "All criteria and their parts."
* ^status = #active
* ^experimental = false
* include codes from system EligibilityCriterion

ValueSet: CriterionKinds
Id: criterion-kinds
Title: "How a criterion is judged"
Description: "All kinds."
* ^status = #active
* ^experimental = false
* include codes from system CriterionKind

Extension: ReScreening
Id: re-screening
Title: "Re-screening"
Description: "Whether and when a study screens a participant again whose screening or participation has ended. A study that does not state it leaves it to the coordinators, each time with a reason."
Context: ResearchStudy
* ^status = #active
* extension contains allowed 0..1 and times 0..1 and afterDays 0..1 and afterTreatment 0..1 and numberSuffix 0..1
* extension[allowed] ^short = "Whether a participant is screened again; not stated: a coordinator decides, with a reason"
* extension[allowed].value[x] only boolean
* extension[times] ^short = "How often at most; not stated: without a limit"
* extension[times].value[x] only positiveInt
* extension[afterDays] ^short = "The least number of days from the end of one screening to the consent to the next; 1 if it is not stated"
* extension[afterDays].value[x] only positiveInt
* extension[afterTreatment] ^short = "Whether a participant who was given an infusion is screened again too; not stated: no"
* extension[afterTreatment].value[x] only boolean
* extension[numberSuffix] ^short = "What stands between the subject number and the count of the re-screening; not stated: -R, as in 0007-R1"
* extension[numberSuffix].value[x] only string

Extension: CriterionText
Id: criterion-text
Title: "Criterion's text"
Description: "A criterion word for word as the source page states it, and how it can be judged."
Context: Group.characteristic
* ^status = #active
* extension contains text 1..1 and kind 1..1
* extension[text].value[x] only string
* extension[kind].value[x] only code
* extension[kind].valueCode from CriterionKinds (required)

CodeSystem: GroupPurpose
Id: group-purpose
Title: "Purpose of a group"
Description: "What a group is for."
* ^status = #active
* ^experimental = false
* ^caseSensitive = true
* ^content = #complete
* #eligibility "Eligibility criteria"
* #analysis "Participants who are analysed together"

Invariant: criterion-coded
Description: "A criterion that is judged needs a code, for its results refer to it. One that nobody has said yet how to judge is of the kind undetermined."
Expression: "code.coding.exists() or extension('https://platelink.org/ig/msc-itp/StructureDefinition/criterion-text').extension('kind').value = 'undetermined'"
Severity: #error

Profile: EligibilityCriteria
Parent: Group
Id: eligibility-criteria
Title: "Eligibility criteria"
Description: "The inclusion and exclusion criteria of the trial, word for word, each with its code."
* ^status = #active
* type = #person
* actual = false
* code 1..1
* code = GroupPurpose#eligibility
* member 0..0
* characteristic 1..* MS
* characteristic obeys criterion-coded
* characteristic.code from EligibilityCriteriaCodes (extensible)
* characteristic.value[x] only boolean
* characteristic.extension contains CriterionText named criterion 1..1 MS and CriterionExpression named expression 0..1 MS
* extension contains Attestation named attestation 0..1 MS
* extension contains EligiblePopulation named population 0..1 MS

CodeSystem: RecruitmentStatus
Id: recruitment-status
Title: "Recruitment status"
Description: "The recruitment status in the words of a trial registry. R4's research study status has one code, active, for three of them."
* ^status = #active
* ^experimental = false
* ^caseSensitive = true
* ^content = #complete
* #not-yet-recruiting "Not yet recruiting"
* #recruiting "Recruiting"
* #enrolling-by-invitation "Enrolling by invitation"
* #active-not-recruiting "Active, not recruiting"
* #suspended "Suspended"
* #terminated "Terminated"
* #completed "Completed"
* #withdrawn "Withdrawn"
* #unknown "Unknown"
