// Eligibility: what is derived for each criterion, what it is derived from, and what a person attests.

CodeSystem: ResultCategory
Id: result-category
Title: "Category of a result"
Description: "How a result came about."
* ^status = #active
* ^experimental = false
* ^caseSensitive = true
* ^content = #complete
* #derived "Derived" "Derived from other results by the study's rules. The server alone writes it."

Profile: DerivedResult
Parent: Observation
Id: derived-result
Title: "Derived result"
Description: "What the study's rules derived from the record of a participant. The server alone writes it; derived again, it replaces the one before, which stays in the history."
* ^abstract = true
* ^status = #active
* category ^slicing.discriminator.type = #pattern
* category ^slicing.discriminator.path = "$this"
* category ^slicing.rules = #open
* category contains derived 1..1
* category[derived] = ResultCategory#derived
* subject 1..1 MS
* subject only Reference(Participant)
* effective[x] 1..1 MS
* effective[x] only dateTime
* effective[x] ^short = "The day that it is derived for: what happened later does not count"
* issued 1..1 MS
* issued ^short = "When it was derived"
* derivedFrom MS
* derivedFrom ^short = "The results and attestations that it rests on"
* extension contains $supportingInfo named supportingInfo 0..* MS
* extension[supportingInfo] ^short = "What else it rests on"

CodeSystem: CriterionResultCodes
Id: criterion-result
Title: "Result of a criterion"
Description: "What the record says of a criterion on a day."
* ^status = #active
* ^experimental = false
* ^caseSensitive = true
* ^content = #complete
* #met "Met" "What the criterion says is so. Of an exclusion criterion that excludes."
* #not-met "Not met" "What the criterion says is not so."
* #unknown "Unknown" "The record does not tell; a result or another record is missing."
* #needs-attestation "Needs attestation" "All that a record can tell is there; a person must attest the rest."

ValueSet: CriterionResults
Id: criterion-results
Title: "Results of a criterion"
Description: "All codes."
* ^status = #active
* ^experimental = false
* include codes from system CriterionResultCodes

CodeSystem: EligibilityVerdictCodes
Id: eligibility-verdict
Title: "Eligibility verdict"
Description: "Whether a subject fulfils the criteria on a day."
* ^status = #active
* ^experimental = false
* ^caseSensitive = true
* ^content = #complete
* #eligible "Eligible" "Every inclusion criterion is met, and no exclusion criterion."
* #ineligible "Ineligible" "An inclusion criterion is not met, or an exclusion criterion is."
* #undecided "Undecided" "Neither can be said yet."

ValueSet: EligibilityVerdicts
Id: eligibility-verdicts
Title: "Eligibility verdicts"
Description: "All codes."
* ^status = #active
* ^experimental = false
* include codes from system EligibilityVerdictCodes

CodeSystem: DerivedResultCodes
Id: derived-results
Title: "Derived results"
Description: "What is derived about a subject, and what such a result consists of."
* ^status = #active
* ^experimental = false
* ^caseSensitive = true
* ^content = #complete
* #eligibility "Eligibility" "Whether the subject fulfils the criteria of the study."
* #itp-response "Response at a visit" "The response to treatment at a visit."
* #itp-response-course "Response in the whole course" "The best confirmed response, when it began and whether it was lost."
* #visit "Visit" "The visit of the protocol that a result is of."
* #count "Count" "The count by which a response is judged, as it is recorded."
* #baseline "Baseline" "The count from before the treatment with which it is compared, as it is recorded."
* #confirmed "Confirmed" "Whether another count says the same, as far apart as the method asks."
* #count-only "By the count alone" "Whether bleeding was not assessed."
* #response-began "Response began" "The day of the first count of a confirmed response."
* #time-to-response "Time to response" "Days from the first infusion to the first count of a confirmed response."
* #complete-response-began "Complete response began" "The day of the first count of a confirmed complete response."
* #response-lost "Response lost" "The day of the first count of a confirmed loss of response."
* #complete-response-lost "Complete response lost" "The day of the first count of a confirmed loss of complete response."
* #last-judged "Last count" "The day of the last count by which the response was judged."
* #rescued "Rescue treatment" "Whether rescue treatment is recorded since the first infusion."

CodeSystem: DerivationMethod
Id: derivation-method
Title: "Method of a derivation"
Description: "By which published definitions a result was derived."
* ^status = #active
* ^experimental = false
* ^caseSensitive = true
* ^content = #complete
* #IWG-2009 "IWG 2009" "International Working Group, Rodeghiero et al., Blood 2009; 113:2386, table 2."
* #CTCAE-5 "CTCAE 5.0" "Common Terminology Criteria for Adverse Events, version 5.0."

Extension: PlannedFirstInfusion
Id: planned-first-infusion
Title: "Planned first infusion"
Description: "The day for which the first infusion was planned, or on which it was given, when the criteria that count back from it were judged."
* ^context[0].type = #element
* ^context[0].expression = "Observation"
* ^status = #active
* value[x] 1..1
* value[x] only date

Profile: CriterionResult
Parent: DerivedResult
Id: criterion-result
Title: "Result of a criterion"
Description: "Whether a criterion of the study, or a part of one, is met: the code, a sentence (value.text) and what it rests on."
* ^status = #active
* code from EligibilityCriteriaCodes (required)
* focus 1..1 MS
* focus only Reference(ResearchSubject)
* value[x] 1..1 MS
* value[x] only CodeableConcept
* valueCodeableConcept from CriterionResults (required)
* valueCodeableConcept.text 1..1
* hasMember MS
* hasMember ^short = "The results of its parts"

Profile: EligibilityVerdict
Parent: DerivedResult
Id: eligibility-verdict
Title: "Eligibility verdict"
Description: "Whether a subject fulfils the criteria of the study: the verdict, what is missing to decide (value.text), and the result of each criterion (hasMember)."
* ^status = #active
* code = DerivedResultCodes#eligibility
* focus 1..1 MS
* focus only Reference(ResearchSubject)
* value[x] 1..1 MS
* value[x] only CodeableConcept
* valueCodeableConcept from EligibilityVerdicts (required)
* hasMember 1..* MS
* extension contains PlannedFirstInfusion named plannedFirstInfusion 0..1 MS

CodeSystem: PersonDecisions
Id: person-decisions
Title: "Decisions of people"
Description: "What a person decided about a subject, where no rule of the study does."
* ^status = #active
* ^experimental = false
* ^caseSensitive = true
* ^content = #complete
* #eligibility "Eligibility" "Whether the subject is eligible."

Invariant: decided-by-a-person
Description: "A decision has somebody who made it: performer, by reference or by identifier and without a name."
Expression: "(reference.exists() or identifier.value.exists()) and display.empty()"
Severity: #error

Profile: EligibilityDecision
Parent: Observation
Id: eligibility-decision
Title: "Decision on eligibility"
Description: "A person's decision whether a subject is eligible, in a study that says that eligibility is decided outside: who (performer), when (effectiveDateTime), what (value) and why (note). Of several the last one by the day counts."
* ^status = #active
* code = PersonDecisions#eligibility
* subject 1..1 MS
* subject only Reference(Participant)
* focus 1..1 MS
* focus only Reference(ResearchSubject)
* effective[x] 1..1 MS
* effective[x] only dateTime
* performer 1..* MS
* performer obeys decided-by-a-person
* value[x] 1..1 MS
* value[x] only CodeableConcept
* valueCodeableConcept from EligibilityVerdicts (required)
* note 1..1 MS
* note ^short = "Why"

Extension: EligibilityDecidedOutside
Id: eligibility-decided-outside
Title: "Eligibility decided outside"
Description: "Whether people decide who is eligible, each by an Observation eligibility-decision. A study that says neither this nor how its criteria are judged makes nobody eligible."
Context: ResearchStudy
* ^status = #active
* value[x] 1..1
* value[x] only boolean

Extension: CriterionExpression
Id: criterion-expression
Title: "Expression of a criterion"
Description: "The expression of a CQL library that judges the criterion: its name, and the Library's address (reference)."
Context: Group.characteristic
* ^status = #active
* value[x] 1..1
* value[x] only Expression
* valueExpression.expression 1..1
* valueExpression.reference 1..1

Extension: Attestation
Id: attestation
Title: "Attestation"
Description: "The address of the Questionnaire by which a person attests what no record tells of the criteria."
Context: Group
* ^status = #active
* value[x] 1..1
* value[x] only canonical

Invariant: age-whole-years
Description: "An age at consent is a whole number of completed years, with the UCUM unit a, such as 41 a."
Expression: "system = 'http://unitsofmeasure.org' and code = 'a' and value >= 0 and value < 150 and value = value.truncate()"
Severity: #error

Profile: AgeAtConsent
Parent: Observation
Id: age-at-consent
Title: "Age at consent"
Description: "The age in completed years on the day of the consent. The registration, which is told the day of birth and does not keep it, records it; the criteria need it to the day."
* ^status = #active
* code = $loinc#30525-0
* subject 1..1 MS
* subject only Reference(Participant)
* effective[x] 1..1 MS
* effective[x] only dateTime
* value[x] 1..1 MS
* value[x] only Quantity
* valueQuantity obeys age-whole-years

Invariant: attested-by-a-person
Description: "An answer has somebody who gave it and a time: author, by reference or by identifier and without a name, and authored with the time of day."
Expression: "(author.reference.exists() or author.identifier.value.exists()) and author.display.empty() and authored.toString().length() >= 16"
Severity: #error

Profile: SignedResponse
Parent: QuestionnaireResponse
Id: signed-response
Title: "Signed response"
Description: "Answers to a Questionnaire of the study, such as what a person attests of the criteria: which questionnaire, about whom, by whom (author, an identifier that the site gives, without a name) and when."
* ^status = #active
* obeys attested-by-a-person
* questionnaire 1..1 MS
* subject 1..1 MS
* subject only Reference(Participant)
* authored 1..1 MS
* author 1..1 MS
* item MS

Profile: DiagnosisOrHistory
Parent: Condition
Id: diagnosis-or-history
Title: "Diagnosis or history"
Description: "A condition of a participant that the criteria ask about. Those by which a criterion is judged are coded in SNOMED CT or ICD-10; the page Eligibility lists them."
* ^status = #active
* subject 1..1 MS
* subject only Reference(Participant)
* code 1..1 MS
* clinicalStatus MS
* verificationStatus MS
* onset[x] MS

Profile: DrugTaken
Parent: MedicationStatement
Id: drug-taken
Title: "Drug taken"
Description: "A drug that a participant took, other than the study's: which (ATC), since when and until when."
* ^status = #active
* subject 1..1 MS
* subject only Reference(Participant)
* medication[x] only CodeableConcept
* medication[x] MS
* effective[x] MS

Profile: KnownAllergy
Parent: AllergyIntolerance
Id: known-allergy
Title: "Allergy"
Description: "An allergy or intolerance of a participant."
* ^status = #active
* patient 1..1 MS
* patient only Reference(Participant)
* criticality MS
* reaction MS

Profile: ProcedureDone
Parent: Procedure
Id: procedure-done
Title: "Procedure done"
Description: "A procedure that was done on a participant, such as a transplantation."
* ^status = #active
* subject 1..1 MS
* subject only Reference(Participant)
* code 1..1 MS

Profile: Vaccination
Parent: Immunization
Id: vaccination
Title: "Vaccination"
Description: "A vaccination of a participant: which vaccine (CVX) and when."
* ^status = #active
* patient 1..1 MS
* patient only Reference(Participant)
* vaccineCode MS
* occurrence[x] MS

Instance: evaluate-eligibility
InstanceOf: OperationDefinition
Usage: #definition
Title: "$evaluate-eligibility"
Description: "Judges the criteria of the study for a subject."
* insert TrialOperation(evaluate-eligibility, EvaluateEligibility, ResearchSubject)
* description = "Judges each criterion of the study from the record of the subject, by the study's CQL library, and says the verdict and what is missing to decide. On a ResearchStudy: of each of its subjects at the caller's site. The results are stored as Observations (criterion-result, eligibility-verdict), which replace those before. By POST only."
* resource[+] = #ResearchStudy
* affectsState = true
* insert In(asOf, 0, date, [["The day to judge from; today at the site if left out. What happened later does not count."]])
* insert In(plannedFirstInfusion, 0, date, [["The day for which the first infusion is planned. Some criteria count back from it. Left out, it is the day that was said the last time. The day of the infusion itself is taken once it is recorded."]])
* insert Out(verdict, 1, 1, CodeableConcept, [["eligible, ineligible or undecided, by the code system eligibility-verdict; in the text what decides it."]])
* insert Out(asOf, 1, 1, date, [["The day that was judged from."]])
* insert Out(firstInfusion, 0, 1, date, [["The day of the first infusion that was counted back from."]])
* insert Out(missing, 0, *, string, [["What is missing to decide: the criterion, and what record or attestation it waits for."]])
* insert RowsOut(criterion, [["One for each criterion, and for each part of one."]])
* insert PartOut(code, 1, Coding, [["The criterion's code."]])
* insert PartOut(result, 1, code, [["met, not-met, unknown or needs-attestation."]])
* insert PartOut(sentence, 1, string, [["Why."]])
* insert PartOut(evidence, 0, Reference, [["A record that it rests on; one such part for each."]])
* insert PartOut(missing, 0, string, [["A record that would tell; one such part for each."]])
* insert PartOut(attest, 0, string, [["The linkId of a question of the attestation that must be answered; one such part for each."]])
* insert PartOut(see, 0, uri, [["The address, with its version, of a record that whoever answers must have looked at; one such part for each."]])
* insert RowsOut(record, [["Once each record that must be looked at: what stands under codes that no list of the study knows, and what leaves a criterion to a person. Not on a ResearchStudy."]])
* insert PartOut(address, 1, uri, [["Its address with its version, such as Condition/12/_history/1: the answer to record.seen."]])
* insert PartOut(says, 1, string, [["Its code and status in words."]])
* insert Out(attestation, 0, 1, QuestionnaireResponse, [["The response to fill in: the questions that are open, and in record.seen the records that must be looked at. Answered and signed it is sent as a QuestionnaireResponse. Not on a ResearchStudy."]])
* insert Out(observation, 1, 1, Reference, [["The Observation of the verdict, which refers to those of the criteria."]])
