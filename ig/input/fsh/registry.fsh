// What a registry is told of a study, beyond what R4's ResearchStudy has elements for.

RuleSet: Repeats(element)
* ^url = "http://hl7.org/fhir/5.0/StructureDefinition/extension-ResearchStudy.{element}"
* ^status = #active

Extension: XverAssociatedParty
Id: xver-research-study-associated-party
Title: "Associated party (R5)"
Description: "R5's ResearchStudy.associatedParty: who is involved and how, such as a further sponsor, a collaborator or a source of funding. The definition repeats what HL7 publishes for R4 under this address."
Context: ResearchStudy
* insert Repeats(associatedParty)
* extension contains name 0..1 and role 1..1 and period 0..* and classifier 0..* and party 0..1
* extension[name].value[x] only string
* extension[role].value[x] only CodeableConcept
* extension[period].value[x] only Period
* extension[classifier].value[x] only CodeableConcept
* extension[party].value[x] only Reference(Practitioner or PractitionerRole or Organization)

Extension: XverOutcomeMeasure
Id: xver-research-study-outcome-measure
Title: "Outcome measure (R5)"
Description: "R5's ResearchStudy.outcomeMeasure: what is measured, and whether it is a primary or a secondary outcome. The definition repeats what HL7 publishes for R4 under this address; the time frame, which R5 has no element for, is an extension in it."
Context: ResearchStudy
* insert Repeats(outcomeMeasure)
* extension contains name 0..1 and type 0..* and description 0..1 and reference 0..1 and TimeFrame named timeFrame 0..1
* extension[name].value[x] only string
* extension[type].value[x] only CodeableConcept
* extension[description].value[x] only markdown
* extension[reference].value[x] only Reference(EvidenceVariable)

Extension: XverDescriptionSummary
Id: xver-research-study-description-summary
Title: "Summary (R5)"
Description: "R5's ResearchStudy.descriptionSummary: the study in few words. The definition repeats what HL7 publishes for R4 under this address."
Context: ResearchStudy
* insert Repeats(descriptionSummary)
* value[x] 1..1
* value[x] only markdown

Extension: TimeFrame
Id: outcome-time-frame
Title: "Time frame"
Description: "When an outcome is measured, in the words of the registry record."
Context: XverOutcomeMeasure
* ^status = #active
* value[x] 1..1
* value[x] only string

Extension: StudyRegistration
Id: study-registration
Title: "Registration"
Description: "A step of the study's registration and the day of it. The definition repeats what HL7 publishes in its extensions pack under this address, which is not a dependency of this guide."
Context: ResearchStudy
* ^url = "http://hl7.org/fhir/StructureDefinition/researchStudy-studyRegistration"
* ^status = #active
* extension contains activity 1..1 and actual 0..1 and period 0..1
* extension[activity].value[x] only CodeableConcept
* extension[actual].value[x] only boolean
* extension[period].value[x] only Period

CodeSystem: ContactKindCodes
Id: contact-kind
Title: "Kind of contact"
Description: "Whom a contact of a study is for (WHO items 7 and 8)."
* ^status = #active
* ^experimental = false
* ^caseSensitive = true
* ^content = #complete
* #public "Public queries"
* #scientific "Scientific queries"

ValueSet: ContactKinds
Id: contact-kinds
Title: "Kinds of contact"
Description: "All codes."
* ^status = #active
* ^experimental = false
* include codes from system ContactKindCodes

Extension: ContactKind
Id: study-contact-kind
Title: "Kind of contact"
Description: "Whether a contact of the study is for public or for scientific queries; both, if it stands twice."
Context: ResearchStudy.contact
* ^status = #active
* value[x] 1..1
* value[x] only code
* valueCode from ContactKinds (required)

Extension: ContactAffiliation
Id: study-contact-affiliation
Title: "Affiliation"
Description: "The organization that a contact of the study, or an official of it, belongs to."
Context: ResearchStudy.contact, XverAssociatedParty
* ^status = #active
* value[x] 1..1
* value[x] only string

Extension: PartyTelecom
Id: study-party-telecom
Title: "Telecom of a party"
Description: "How to reach a party of a study. R4 has it in ResearchStudy.contact; R5's ResearchStudy has no element for it, so in R5 it stands here, in the associatedParty."
Context: Element
* ^status = #active
* value[x] 1..1
* value[x] only ContactPoint

CodeSystem: StudyTypeCodes
Id: study-type
Title: "Study type"
Description: "The study types of ClinicalTrials.gov (API version 2)."
* ^status = #active
* ^experimental = false
* ^caseSensitive = true
* ^content = #complete
* #interventional "Interventional"
* #observational "Observational"
* #expanded-access "Expanded access"

CodeSystem: StudyDesignCodes
Id: study-design
Title: "Study design"
Description: "What ClinicalTrials.gov (API version 2) asks of a design: allocation, model, masking, and who is masked. Each code is its enumeration's name and value."
* ^status = #active
* ^experimental = false
* ^caseSensitive = true
* ^content = #complete
* #allocation-randomized "Allocation: randomized"
* #allocation-non-randomized "Allocation: non-randomized"
* #allocation-na "Allocation: not applicable"
* #model-single-group "Intervention model: single group"
* #model-parallel "Intervention model: parallel"
* #model-crossover "Intervention model: crossover"
* #model-factorial "Intervention model: factorial"
* #model-sequential "Intervention model: sequential"
* #observational-cohort "Observational model: cohort"
* #observational-case-control "Observational model: case-control"
* #observational-case-only "Observational model: case-only"
* #observational-case-crossover "Observational model: case-crossover"
* #observational-ecologic-or-community "Observational model: ecologic or community"
* #observational-family-based "Observational model: family-based"
* #observational-defined-population "Observational model: defined population"
* #observational-natural-history "Observational model: natural history"
* #observational-other "Observational model: other"
* #time-retrospective "Time perspective: retrospective"
* #time-prospective "Time perspective: prospective"
* #time-cross-sectional "Time perspective: cross-sectional"
* #time-other "Time perspective: other"
* #masking-none "Masking: none (open label)"
* #masking-single "Masking: single"
* #masking-double "Masking: double"
* #masking-triple "Masking: triple"
* #masking-quadruple "Masking: quadruple"
* #masked-participant "Masked: participant"
* #masked-care-provider "Masked: care provider"
* #masked-investigator "Masked: investigator"
* #masked-outcomes-assessor "Masked: outcomes assessor"

CodeSystem: InterventionTypeCodes
Id: intervention-type
Title: "Intervention type"
Description: "The intervention types of ClinicalTrials.gov (API version 2)."
* ^status = #active
* ^experimental = false
* ^caseSensitive = true
* ^content = #complete
* #behavioral "Behavioral"
* #biological "Biological"
* #combination-product "Combination product"
* #device "Device"
* #diagnostic-test "Diagnostic test"
* #dietary-supplement "Dietary supplement"
* #drug "Drug"
* #genetic "Genetic"
* #procedure "Procedure"
* #radiation "Radiation"
* #other "Other"

ValueSet: InterventionTypes
Id: intervention-types
Title: "Intervention types"
Description: "All codes."
* ^status = #active
* ^experimental = false
* include codes from system InterventionTypeCodes

Extension: InterventionDetail
Id: intervention-detail
Title: "Intervention"
Description: "What a registry asks of an intervention besides its name, which is the text of the focus."
Context: ResearchStudy.focus
* ^status = #active
* extension contains type 0..1 and description 0..1 and arm 0..* and otherName 0..*
* extension[otherName] ^short = "A further name of it"
* extension[otherName].value[x] only string
* extension[type].value[x] only code
* extension[type].valueCode from InterventionTypes (required)
* extension[description].value[x] only markdown
* extension[arm] ^short = "The name of an arm that gets it"
* extension[arm].value[x] only string

CodeSystem: DateCertaintyCodes
Id: date-certainty
Title: "Certainty of a date"
Description: "Whether something has happened on a date or is expected on it."
* ^status = #active
* ^experimental = false
* ^caseSensitive = true
* ^content = #complete
* #actual "Actual"
* #estimated "Estimated"

ValueSet: DateCertainties
Id: date-certainties
Title: "Certainty of a date"
Description: "All codes."
* ^status = #active
* ^experimental = false
* include codes from system DateCertaintyCodes

Extension: DateCertainty
Id: study-date-certainty
Title: "Certainty of a date"
Description: "Whether the study began or ended on this date or is expected to. Where it is missing, nobody said."
Context: ResearchStudy.period.start, ResearchStudy.period.end
* ^status = #active
* value[x] 1..1
* value[x] only code
* valueCode from DateCertainties (required)

CodeSystem: SexCodes
Id: eligible-sex
Title: "Eligible sex"
Description: "Who may take part by sex, as a registry asks it."
* ^status = #active
* ^experimental = false
* ^caseSensitive = true
* ^content = #complete
* #all "All"
* #female "Female"
* #male "Male"

ValueSet: EligibleSexes
Id: eligible-sexes
Title: "Eligible sex"
Description: "All codes."
* ^status = #active
* ^experimental = false
* include codes from system SexCodes

Extension: EligiblePopulation
Id: eligible-population
Title: "Eligible population"
Description: "What a registry asks of the criteria in a form that can be searched: ages, sex, and whether healthy volunteers are taken. It sums up the criteria and does not take their place."
Context: Group
* ^status = #active
* extension contains minimumAge 0..1 and maximumAge 0..1 and sex 0..1 and healthyVolunteers 0..1 and studyPopulation 0..1 and samplingMethod 0..1 and wording 0..1
* extension[studyPopulation] ^short = "Of an observational study: whom it observes"
* extension[studyPopulation].value[x] only markdown
* extension[samplingMethod] ^short = "Of an observational study, in the registry's word, such as PROBABILITY_SAMPLE"
* extension[samplingMethod].value[x] only string
* extension[wording] ^short = "The criteria as one text, with the registry's headings and lines"
* extension[wording].value[x] only markdown
* extension[minimumAge].value[x] only Age
* extension[maximumAge].value[x] only Age
* extension[sex].value[x] only code
* extension[sex].valueCode from EligibleSexes (required)
* extension[healthyVolunteers].value[x] only boolean

Extension: EthicsReview
Id: ethics-review
Title: "Ethics review"
Description: "The review of the study by an ethics committee (WHO item 21)."
Context: ResearchStudy
* ^status = #active
* extension contains status 1..1 and date 0..1 and committee 0..1 and address 0..1 and phone 0..1 and email 0..1
* extension[status] ^short = "Such as Approved, Not approved, Not available"
* extension[status].value[x] only string
* extension[date].value[x] only date
* extension[committee].value[x] only string
* extension[address].value[x] only string
* extension[phone].value[x] only string
* extension[email].value[x] only string

CodeSystem: SharingPlanCodes
Id: ipd-sharing-plan
Title: "Plan to share data"
Description: "Whether data of individual participants will be shared."
* ^status = #active
* ^experimental = false
* ^caseSensitive = true
* ^content = #complete
* #yes "Yes"
* #no "No"
* #undecided "Undecided"

ValueSet: SharingPlans
Id: ipd-sharing-plans
Title: "Plans to share data"
Description: "All codes."
* ^status = #active
* ^experimental = false
* include codes from system SharingPlanCodes

Extension: IpdSharing
Id: ipd-sharing
Title: "IPD sharing statement"
Description: "Whether and how data of individual participants will be shared (WHO item 24)."
Context: ResearchStudy
* ^status = #active
* extension contains plan 1..1 and description 0..1 and infoType 0..* and timeFrame 0..1 and accessCriteria 0..1 and url 0..1
* extension[plan].value[x] only code
* extension[plan].valueCode from SharingPlans (required)
* extension[description].value[x] only markdown
* extension[infoType] ^short = "What is shared beside the data, in the registry's word, such as STUDY_PROTOCOL"
* extension[infoType].value[x] only string
* extension[timeFrame].value[x] only markdown
* extension[accessCriteria].value[x] only markdown
* extension[url].value[x] only url

Extension: PrimaryCompletion
Id: primary-completion
Title: "Primary completion"
Description: "When the last participant is examined for the primary outcome, or is expected to be. R4 has the end of the study alone."
Context: ResearchStudy
* ^status = #active
* extension contains date 1..1 and certainty 0..1
* extension[date].value[x] only dateTime
* extension[certainty].value[x] only code
* extension[certainty].valueCode from DateCertainties (required)

Extension: RegistryFlag
Id: registry-flag
Title: "Registry flag"
Description: "What a registry asks of a study as yes or no and FHIR has no element for, under the registry's own name, such as oversightHasDmc."
Context: ResearchStudy
* ^status = #active
* extension contains name 1..1 and value 1..1
* extension[name].value[x] only string
* extension[value].value[x] only boolean

CodeSystem: BrowseTermKindCodes
Id: browse-term-kind
Title: "Kind of browse term"
Description: "What a MeSH term, by which a registry files a study, is a term for."
* ^status = #active
* ^experimental = false
* ^caseSensitive = true
* ^content = #complete
* #condition "Condition"
* #condition-ancestor "Broader term of a condition"
* #intervention "Intervention"
* #intervention-ancestor "Broader term of an intervention"

ValueSet: BrowseTermKinds
Id: browse-term-kinds
Title: "Kinds of browse term"
Description: "All codes."
* ^status = #active
* ^experimental = false
* include codes from system BrowseTermKindCodes

Extension: BrowseTerm
Id: browse-term
Title: "Browse term"
Description: "That a keyword is a MeSH term by which the registry files the study, and not one of the study's own words."
Context: ResearchStudy.keyword
* ^status = #active
* value[x] 1..1
* value[x] only code
* valueCode from BrowseTermKinds (required)

Extension: ResponsibleParty
Id: responsible-party
Title: "Responsible party"
Description: "That a party of the study is the one who answers to the registry for the record."
Context: XverAssociatedParty
* ^status = #active
* extension contains type 1..1 and title 0..1
* extension[type] ^short = "In the registry's word: SPONSOR, PRINCIPAL_INVESTIGATOR or SPONSOR_INVESTIGATOR"
* extension[type].value[x] only string
* extension[title].value[x] only string

Extension: SiteRecruitment
Id: site-recruitment
Title: "Recruitment at a site"
Description: "Where a site of a study stands, a code of recruitment-status."
Context: Location
* ^status = #active
* value[x] 1..1
* value[x] only Coding

Extension: SiteContact
Id: site-contact
Title: "Contact of a site"
Description: "Who answers questions about the study at a site. R4's Location has a telecom without a name."
Context: Location
* ^status = #active
* extension contains contact 1..1 and role 0..1
* extension[contact].value[x] only ContactDetail
* extension[role] ^short = "In the registry's word, such as CONTACT"
* extension[role].value[x] only string

Instance: trds-completeness
InstanceOf: OperationDefinition
Usage: #definition
* url = "https://platelink.org/ig/msc-itp/OperationDefinition/trds-completeness"
* name = "TrdsCompleteness"
* version = "0.1.0"
* title = "$trds-completeness"
* status = #active
* kind = #operation
* experimental = false
* date = "2026-11-26"
* description = "Tells of each of the 24 items of the WHO Trial Registration Data Set 1.3.1 whether the study has it. What counts is what stands in the element; what the study says of it is told beside."
* affectsState = false
* code = #trds-completeness
* resource = #ResearchStudy
* system = false
* type = false
* instance = true
* parameter[+].name = #present
* parameter[=].use = #out
* parameter[=].min = 1
* parameter[=].max = "1"
* parameter[=].documentation = "How many items are present."
* parameter[=].type = #integer
* parameter[+].name = #unknown
* parameter[=].use = #out
* parameter[=].min = 1
* parameter[=].max = "1"
* parameter[=].documentation = "How many items the study says are not known."
* parameter[=].type = #integer
* parameter[+].name = #missing
* parameter[=].use = #out
* parameter[=].min = 1
* parameter[=].max = "1"
* parameter[=].documentation = "How many items are neither there nor said to be unknown."
* parameter[=].type = #integer
* parameter[+].name = #item
* parameter[=].use = #out
* parameter[=].min = 24
* parameter[=].max = "24"
* parameter[=].documentation = "An item."
* parameter[=].part[+].name = #number
* parameter[=].part[=].use = #out
* parameter[=].part[=].min = 1
* parameter[=].part[=].max = "1"
* parameter[=].part[=].documentation = "Its number in the data set."
* parameter[=].part[=].type = #integer
* parameter[=].part[+].name = #title
* parameter[=].part[=].use = #out
* parameter[=].part[=].min = 1
* parameter[=].part[=].max = "1"
* parameter[=].part[=].documentation = "Its title in the data set."
* parameter[=].part[=].type = #string
* parameter[=].part[+].name = #availability
* parameter[=].part[=].use = #out
* parameter[=].part[=].min = 1
* parameter[=].part[=].max = "1"
* parameter[=].part[=].documentation = "present, unknown or missing."
* parameter[=].part[=].type = #code
* parameter[=].part[+].name = #element
* parameter[=].part[=].use = #out
* parameter[=].part[=].min = 1
* parameter[=].part[=].max = "1"
* parameter[=].part[=].documentation = "Where it is looked for, in FHIRPath from the ResearchStudy."
* parameter[=].part[=].type = #string
* parameter[=].part[+].name = #value
* parameter[=].part[=].use = #out
* parameter[=].part[=].min = 0
* parameter[=].part[=].max = "*"
* parameter[=].part[=].documentation = "What is there, as text."
* parameter[=].part[=].type = #string
* parameter[=].part[+].name = #stated
* parameter[=].part[=].use = #out
* parameter[=].part[=].min = 0
* parameter[=].part[=].max = "1"
* parameter[=].part[=].documentation = "What the study says of it: present, partial or unknown."
* parameter[=].part[=].type = #code
* parameter[=].part[+].name = #note
* parameter[=].part[=].use = #out
* parameter[=].part[=].min = 0
* parameter[=].part[=].max = "*"
* parameter[=].part[=].documentation = "What the study remarks on it, and where its word and its elements differ."
* parameter[=].part[=].type = #string

Profile: StudySubscription
Parent: Subscription
Id: study-subscription
Title: "Subscription to study metadata or alerts"
Description: "Tells a registry that study metadata changed, or a site that its alerts did, by a request to an address that the server's operator allows. A notice is an empty POST to the endpoint or, with a payload, a PUT of the resource to [endpoint]/[type]/[id]. Several changes of a resource in short order are one notice, of the last; one that does not arrive is sent again. A notice of alerts is always empty, and of those of the subscriber's site."
* ^status = #active
* extension contains SubscriberSite named site 0..1 MS
* status MS
* criteria 1..1 MS
* criteria ^short = "A search of study metadata, such as ResearchStudy?identifier=NCT06813157, or of alerts, such as Flag?code=verdict-fell"
* error MS
* channel.type = #rest-hook
* channel.endpoint 1..1 MS
* channel.payload MS
* channel.payload ^short = "application/fhir+json for the resource; none for an empty notice"
* channel.payload obeys subscription-payload
* channel.header 0..0
* channel.header ^short = "None: whoever reads the Subscription would read it. What is told is public; ask the server again for what counts"

Invariant: subscription-payload
Description: "A notice carries nothing, or the resource as application/fhir+json."
Expression: "$this = 'application/fhir+json'"
Severity: #error
