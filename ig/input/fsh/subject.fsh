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
* extension contains state 1..1 and began 1..1 and reason 0..1 and because 0..1
* extension[state] ^short = "The state"
* extension[state].value[x] only code
* extension[state].valueCode from SubjectStates (required)
* extension[began] ^short = "The day since when"
* extension[began].value[x] only date
* extension[reason] ^short = "Why, in the words of the site"
* extension[reason].value[x] only string
* extension[because] ^short = "The infusion that began it; the server writes it and moves the day with it"
* extension[because].value[x] only Reference(MedicationAdministration)

Profile: TrialSubject
Parent: ResearchSubject
Id: trial-subject
Title: "Trial subject"
Description: "A participant's place in the study: the study number and where in the study the participant stands."
* ^status = #active
* insert Pseudonyms
* status MS
* status from SubjectStates (required)
* extension contains SubjectStateBegan named state 0..* MS
* period MS
* study 1..1 MS
* study only Reference(TrialStudy)
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
* extension contains ConsentByGuardian named guardian 0..1 MS and Assent named assent 0..1 MS

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
