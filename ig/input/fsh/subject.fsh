// The people of the trial, under pseudonyms, and what happens to them.

Invariant: participant-pseudonymous
Description: "A participant stays pseudonymous: name, telecom, address, photo, contact and full-face details never enter this server. Send the Patient without them; the site keeps the link to the person."
Expression: "name.empty() and telecom.empty() and address.empty() and photo.empty() and contact.empty()"
Severity: #error

Invariant: participant-birth-month
Description: "A full date of birth is a direct identifier. Give the year, or the year and the month, such as 1984 or 1984-03."
Expression: "hasValue() implies $this.toString().matches('^[0-9]{4}(-[0-9]{2})?$')"
Severity: #error

Invariant: participant-death-month
Description: "A full date of death is a direct identifier. Give the year, or the year and the month, such as 2026 or 2026-03; where the day matters to safety, it stands in the AdverseEvent."
Expression: "deceased.ofType(dateTime).all(hasValue() implies $this.toString().matches('^[0-9]{4}(-[0-9]{2})?$'))"
Severity: #error

Invariant: participant-no-narrative
Description: "A Patient has no narrative here: it is where systems print a name and an address. Send it without text."
Expression: "text.empty()"
Severity: #error

Invariant: participant-nothing-contained
Description: "A Patient contains no other resource here. Send it without contained; what is to be known of others is not the trial's."
Expression: "contained.empty()"
Severity: #error

Invariant: participant-minimal
Description: "The trial has no use for the marital status, multiple birth, language, general practitioner and links of a participant, and together they tell who it is. Send the Patient without them."
Expression: "maritalStatus.empty() and multipleBirth.empty() and communication.empty() and generalPractitioner.empty() and link.empty()"
Severity: #error

Invariant: participant-no-extensions
Description: "A Patient carries no extension here but data-absent-reason: the others state birth time, birth place, mother's maiden name and the like. Send it without them."
Expression: "(extension | modifierExtension | descendants().extension | descendants().modifierExtension).all(url = 'http://hl7.org/fhir/StructureDefinition/data-absent-reason')"
Severity: #error

Invariant: participant-site
Description: "A participant belongs to the site that looks after the person. Refer to its Organization by id, such as Organization/site-1."
Expression: "reference.matches('^Organization/[A-Za-z0-9.-]{1,64}$')"
Severity: #error

Invariant: pseudonym-system
Description: "An identifier here is a pseudonym: its system begins with https://platelink.org/. The number that a hospital knows a person by is told to the linkage table with $link, never to the record."
Expression: "system.startsWith('https://platelink.org/')"
Severity: #error

Invariant: pseudonym-type
Description: "An identifier here is a pseudonym: its type is ANON or left out, and has no text. A medical record, insurance, passport or other number of a person (MR, SS, PI, NI, PPN, DL) is told to the linkage table with $link, never to the record."
Expression: "type.text.empty() and type.coding.all(system = 'http://terminology.hl7.org/CodeSystem/v2-0203' and code = 'ANON')"
Severity: #error

RuleSet: Pseudonyms
* identifier 1..* MS
* identifier.system 1..1
* identifier.value 1..1
* identifier obeys pseudonym-system and pseudonym-type

Profile: Participant
Parent: Patient
Id: participant
Title: "Participant"
Description: "A person in the trial, under a pseudonym. Which details are taken, which are not, and why: see the page Pseudonyms."
* ^status = #active
* obeys participant-pseudonymous
* obeys participant-death-month
* obeys participant-no-narrative
* obeys participant-nothing-contained
* obeys participant-minimal
* obeys participant-no-extensions
* insert Pseudonyms
* gender MS
* birthDate MS
* birthDate obeys participant-birth-month
* managingOrganization 1..1 MS
* managingOrganization only Reference(Organization)
* managingOrganization obeys participant-site
* managingOrganization ^short = "The site that looks after the participant"

ValueSet: SubjectStates
Id: subject-states
Title: "States of a subject"
Description: "The codes of ResearchSubject.status that a subject of a trial may have here."
* ^status = #active
* ^experimental = false
* http://hl7.org/fhir/research-subject-status#screening
* http://hl7.org/fhir/research-subject-status#eligible
* http://hl7.org/fhir/research-subject-status#ineligible
* http://hl7.org/fhir/research-subject-status#on-study-intervention
* http://hl7.org/fhir/research-subject-status#follow-up
* http://hl7.org/fhir/research-subject-status#off-study
* http://hl7.org/fhir/research-subject-status#withdrawn

Extension: SubjectStateBegan
Id: subject-state
Title: "State of a subject"
Description: "A state that the subject is or was in, and since when: one for each state, in their order. R4 has the present state alone. The last one is that of the status."
Context: ResearchSubject
* ^status = #active
* extension contains state 1..1 and began 1..1 and reason 0..1 and because 0..1 and reasonCode 0..1 and criterion 0..1
* extension[state] ^short = "The state"
* extension[state].value[x] only code
* extension[state].valueCode from SubjectStates (required)
* extension[began] ^short = "The day since when; with data-absent-reason unknown where the server derived the state from a death without a date"
* extension[began].value[x] only date
* extension[reason] ^short = "Why, in the words of the site"
* extension[reason].value[x] only string
* extension[because] ^short = "The infusion that began it, or the Patient or AdverseEvent that records the death; the server writes it and moves the day with it"
* extension[because].value[x] only Reference(MedicationAdministration or Patient or AdverseEvent)
* extension[reasonCode] ^short = "Why participation ended, for an end: what was stored before 2026-12 may lack it"
* extension[reasonCode].value[x] only code
* extension[reasonCode].valueCode from EndReasons (required)
* extension[criterion] ^short = "For a screen failure: the code of the criterion, such as EXC05"
* extension[criterion].value[x] only code

CodeSystem: EndReasonCodes
Id: end-reason
Title: "Reasons for the end of participation"
Description: "Why a subject's participation ended. The codes follow what CDISC's completion/non-completion reasons tell apart; they are the guide's own."
* ^status = #active
* ^experimental = false
* ^caseSensitive = true
* ^content = #complete
* #completed "Completed" "The subject went through the study to its last visit."
* #death "Death" "The participant died."
* #adverse-event "Adverse event" "An adverse event."
* #lost-to-follow-up "Lost to follow-up" "The participant could not be reached any more."
* #consent-withdrawn "Consent withdrawn" "The participant, or the guardian, withdrew the consent."
* #physician-decision "Physician decision" "The investigator decided so."
* #protocol-violation "Protocol violation" "A violation of the protocol."
* #screen-failure "Screen failure" "A criterion of eligibility; it is named beside."
* #other "Other" "Another reason; it stands beside in words."

ValueSet: EndReasons
Id: end-reasons
Title: "Reasons for the end of participation"
Description: "All reasons for the end of participation."
* ^status = #active
* ^experimental = false
* include codes from system EndReasonCodes

Extension: TakenBackStateOfSubject
Id: taken-back-state
Title: "State taken back"
Description: "A state that was recorded by mistake and taken back with $transition and correct=true: what was recorded, and who took it back, when and why. It counts nowhere. The server writes it."
Context: ResearchSubject
* ^status = #active
* extension contains state 1..1 and began 1..1 and reason 0..1 and reasonCode 0..1 and criterion 0..1 and takenBackBy 1..1 and takenBackAt 1..1 and takenBackReason 1..1
* extension[state] ^short = "The state as it was recorded"
* extension[state].value[x] only code
* extension[state].valueCode from SubjectStates (required)
* extension[began] ^short = "Since when, as it was recorded"
* extension[began].value[x] only date
* extension[reason] ^short = "Why, as it was recorded"
* extension[reason].value[x] only string
* extension[reasonCode] ^short = "The coded reason, as it was recorded"
* extension[reasonCode].value[x] only code
* extension[reasonCode].valueCode from EndReasons (required)
* extension[criterion] ^short = "The criterion, as it was recorded"
* extension[criterion].value[x] only code
* extension[takenBackBy] ^short = "The client that took it back, as the audit trail names it"
* extension[takenBackBy].value[x] only string
* extension[takenBackAt] ^short = "When it was taken back"
* extension[takenBackAt].value[x] only instant
* extension[takenBackReason] ^short = "Why it was a mistake"
* extension[takenBackReason].value[x] only string

CodeSystem: ConsentQuestionCodes
Id: consent-question
Title: "Questions about a consent"
Description: "Why the consent of a subject is in question: the status of a Consent that is not in force, or that something of the study was before it."
* ^status = #active
* ^experimental = false
* ^caseSensitive = true
* ^content = #complete
* #draft "Draft" "The consent is a draft."
* #proposed "Proposed" "The consent is proposed and not given."
* #rejected "Rejected" "The consent was rejected."
* #inactive "Inactive" "The consent ended or was replaced, and no other is in force."
* #entered-in-error "Entered in error" "The consent was recorded by mistake."
* #after-event "After an event" "A visit or an infusion took place before every consent that was given."

ValueSet: ConsentQuestions
Id: consent-questions
Title: "Questions about a consent"
Description: "Why the consent of a subject is in question."
* ^status = #active
* ^experimental = false
* include codes from system ConsentQuestionCodes

Extension: ConsentInQuestion
Id: consent-in-question
Title: "Consent in question"
Description: "No consent of the subject is in force, or something took place before it. The server derives it, and takes it away when the question is settled. While no consent is in force, no infusion is taken."
Context: ResearchSubject
* ^status = #active
* extension contains code 1..1 and consent 1..1 and event 0..1 and reason 0..1
* extension[code] ^short = "Why it is in question"
* extension[code].value[x] only code
* extension[code].valueCode from ConsentQuestions (required)
* extension[consent] ^short = "The Consent"
* extension[consent].value[x] only Reference(Consent)
* extension[event] ^short = "The earliest visit or infusion before it"
* extension[event].value[x] only Reference(Encounter or MedicationAdministration)
* extension[reason] ^short = "Why what was before it stands, from the Consent's deviation-reason"
* extension[reason].value[x] only string

Extension: EarlierScreening
Id: earlier-screening
Title: "Earlier screening"
Description: "Of a participant who was screened again: the subject of the screening before this one, which has ended and stays as it was. What is recorded from the day on which this one began is of this one; what was recorded before, of the earlier one."
Context: ResearchSubject
* ^status = #active
* value[x] 1..1
* value[x] only Reference(ResearchSubject)

RuleSet: TransferParts
* ^status = #active
* extension contains from 1..1 and to 1..1 and date 1..1 and reason 1..1 and allStudies 0..1
* extension[from] ^short = "The site that the participant leaves"
* extension[from].value[x] only Reference(Organization)
* extension[to] ^short = "The site that the participant comes to"
* extension[to].value[x] only Reference(Organization)
* extension[date] ^short = "The first day at the new site"
* extension[date].value[x] only date
* extension[reason] ^short = "Why, in the words of the site"
* extension[reason].value[x] only string
* extension[allStudies] ^short = "Whether it is one of all studies in which the participant takes part"
* extension[allStudies].value[x] only boolean

Extension: SiteTransfer
Id: site-transfer
Title: "Transfer to another site"
Description: "A transfer of the participant from one site to another: one for each, in their order. The server writes it by $transfer. At which site the participant is now, Patient.managingOrganization says."
Context: ResearchSubject
* insert TransferParts

Extension: RequestedTransfer
Id: requested-transfer
Title: "Requested transfer"
Description: "A transfer that the site of the participant has requested and the other site has not accepted yet. The server writes it and takes it out by $transfer."
Context: ResearchSubject
* insert TransferParts

Profile: TrialSubject
Parent: ResearchSubject
Id: trial-subject
Title: "Trial subject"
Description: "A participant's place in the study: the study number and where in the study the participant stands."
* ^status = #active
* insert Pseudonyms
* status MS
* status from SubjectStates (required)
* extension contains SubjectStateBegan named state 0..* MS and TakenBackStateOfSubject named takenBackState 0..* MS and ConsentInQuestion named consentInQuestion 0..1 MS
* extension contains EarlierScreening named earlierScreening 0..1
* extension contains SiteTransfer named siteTransfer 0..*
* extension contains RequestedTransfer named requestedTransfer 0..1
* period MS
* study 1..1 MS
* study only Reference(AnyStudy)
* individual 1..1 MS
* individual only Reference(Participant)
* consent MS
* actualArm MS

Extension: ConsentByGuardian
Id: consent-by-guardian
Title: "Consent by a guardian"
Description: "For a minor: what the guardian who consented is to the minor, without a name. Consent.dateTime is the guardian's consent then."
Context: Consent
* ^status = #active
* value[x] 1..1
* value[x] only CodeableConcept

Extension: Assent
Id: assent
Title: "Assent of a minor"
Description: "When the minor assented, beside the guardian's consent."
Context: Consent
* ^status = #active
* value[x] 1..1
* value[x] only dateTime

Extension: ConsentedVersion
Id: consented-version
Title: "Version consented to"
Description: "The version of a study's protocol to which this is the consent. A consent after an amendment, or of a minor who came of age, is a Consent of its own; by the study that it names it is one of the subject's in that study."
Context: Consent
* ^status = #active
* extension contains study 1..1 and version 1..1
* extension[study] ^short = "The study"
* extension[study].value[x] only Reference(ResearchStudy)
* extension[version] ^short = "The protocol's PlanDefinition with its version, url|version"
* extension[version].value[x] only Canonical(PlanDefinition)

Extension: AssentWaiver
Id: assent-waiver
Title: "Waiver of the assent"
Description: "Why a minor did not assent: younger than the study asks, or another reason, in the words of the site."
Context: Consent
* ^status = #active
* value[x] 1..1
* value[x] only string

Extension: AgeOfAssent
Id: age-of-assent
Title: "Age of assent"
Description: "The age in completed years from which the study asks a minor to assent. Where a study does not say it, the server's setting is taken, an assumption: 7."
Context: ResearchStudy
* ^status = #active
* value[x] 1..1
* value[x] only unsignedInt

Profile: TrialConsent
Parent: Consent
Id: trial-consent
Title: "Consent to the trial"
Description: "The informed consent of a participant (or of the guardian, with the assent of a minor) to take part."
* ^status = #active
* scope = http://terminology.hl7.org/CodeSystem/consentscope#research
* patient 1..1 MS
* patient only Reference(Participant)
* dateTime 1..1 MS
* extension contains ConsentByGuardian named guardian 0..1 MS and Assent named assent 0..1 MS and AssentWaiver named assentWaiver 0..1 MS and ConsentedVersion named consentedVersion 0..* MS and DeviationReason named deviationReason 0..1 MS

Invariant: dose-positive
Description: "The dose that was given must be a number greater than zero with a UCUM unit, such as 10*6.{cells}."
Expression: "value > 0 and system = 'http://unitsofmeasure.org' and code.exists()"
Severity: #error

Invariant: infusion-dose
Description: "An infusion of the study that was given has its dose: dosage.dose, such as 6150 10*6.{cells}."
Expression: "(status in ('in-progress' | 'on-hold' | 'completed' | 'stopped') and (extension('https://platelink.org/ig/msc-itp/StructureDefinition/planned-visit').exists() or meta.profile.where($this.endsWith('/infusion-given')).exists())) implies dosage.dose.value.exists()"
Severity: #error

Invariant: infusion-weight
Description: "An infusion of the study that was given refers to the body weight that its dose was worked out with: supportingInformation, an Observation."
Expression: "(status in ('in-progress' | 'on-hold' | 'completed' | 'stopped') and (extension('https://platelink.org/ig/msc-itp/StructureDefinition/planned-visit').exists() or meta.profile.where($this.endsWith('/infusion-given')).exists())) implies supportingInformation.reference.where($this.contains('Observation/') or $this.startsWith('urn:uuid:')).exists()"
Severity: #error

Invariant: infusion-lot
Description: "An infusion of the study that was given has its lot: a Medication, contained or by reference, with batch.lotNumber."
Expression: "(status in ('in-progress' | 'on-hold' | 'completed' | 'stopped') and (extension('https://platelink.org/ig/msc-itp/StructureDefinition/planned-visit').exists() or meta.profile.where($this.endsWith('/infusion-given')).exists())) implies (contained.ofType(Medication).batch.lotNumber.exists() or medication.ofType(Reference).reference.where($this.startsWith('#').not()).exists())"
Severity: #error

Profile: InfusionGiven
Parent: MedicationAdministration
Id: infusion-given
Title: "Infusion given"
Description: "One infusion of the study product as it was given: when, how much, at what body weight (supportingInformation), from which lot (the contained or referenced Medication's batch)."
* ^status = #active
* status MS
* subject 1..1 MS
* subject only Reference(Participant)
* effective[x] 1..1 MS
* obeys infusion-dose and infusion-weight and infusion-lot
* context MS
* context ^short = "The visit's Encounter, which names the planned visit"
* extension contains PlannedVisit named plannedVisit 0..1 MS and DeviationReason named deviationReason 0..1 MS and IneligibleInfusionReason named ineligibleInfusionReason 0..1 MS
* dosage.dose obeys dose-positive
* supportingInformation MS

Extension: PlannedVisit
Id: planned-visit
Title: "Planned visit"
Description: "The visit of the protocol that an encounter is, or that an infusion belongs to. R4 has no element for it on Encounter. An infusion needs it only where its context is no Encounter that has it; without both, those that claim the profile infusion-given are counted by their dates."
* ^context[0].type = #element
* ^context[0].expression = "Encounter"
* ^context[1].type = #element
* ^context[1].expression = "MedicationAdministration"
* ^status = #active
* extension contains protocol 1..1 and action 1..1
* extension[protocol] ^short = "The protocol's PlanDefinition"
* extension[protocol].value[x] only canonical
* extension[action] ^short = "The id of the protocol's action, such as infusion-2"
* extension[action].value[x] only string

Profile: VisitEncounter
Parent: Encounter
Id: visit-encounter
Title: "Visit"
Description: "A visit that took place, or was missed, with the planned visit that it is."
* ^status = #active
* subject 1..1 MS
* subject only Reference(Participant)
* period 1..1 MS
* period.start 1..1 MS
* extension contains PlannedVisit named plannedVisit 0..1 MS and DeviationReason named deviationReason 0..1 MS

Invariant: ae-severity-or-grade
Description: "An adverse event in the trial names the study it happened in."
Expression: "study.exists()"
Severity: #error

Profile: TrialAdverseEvent
Parent: AdverseEvent
Id: trial-adverse-event
Title: "Adverse event"
Description: "An adverse event of a participant, as the investigator reports it. A CTCAE grade does not fit R4's severity; it is an extension."
* ^status = #active
* obeys ae-severity-or-grade
* actuality = #actual
* event 1..1 MS
* subject 1..1 MS
* subject only Reference(Participant)
* date 1..1 MS
* seriousness MS
* outcome MS
* study MS
* suspectEntity MS
* extension contains AeGrade named grade 0..1 MS

Extension: AeGrade
Id: ae-grade
Title: "CTCAE grade"
Description: "The grade of an adverse event, 1 to 5, by the Common Terminology Criteria for Adverse Events. The trial's source page names no grading; the investigator says which version was used in the text."
Context: AdverseEvent
* ^status = #active
* value[x] 1..1
* value[x] only integer
* valueInteger obeys grade-range

Invariant: grade-range
Description: "A CTCAE grade is a whole number from 1 to 5."
Expression: "$this >= 1 and $this <= 5"
Severity: #error
