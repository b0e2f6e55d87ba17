// The people of the trial, under pseudonyms, and what happens to them.

Invariant: participant-pseudonymous
Description: "A participant stays pseudonymous: name, telecom, address, photo, contact and full-face details never enter this server. Send the Patient without them; the site keeps the link to the person."
Expression: "name.empty() and telecom.empty() and address.empty() and photo.empty() and contact.empty()"
Severity: #error

Profile: Participant
Parent: Patient
Id: participant
Title: "Participant"
Description: "A person in the trial, under a pseudonym."
* ^status = #active
* obeys participant-pseudonymous
* identifier 1..* MS
* gender MS
* birthDate MS

Profile: TrialSubject
Parent: ResearchSubject
Id: trial-subject
Title: "Trial subject"
Description: "A participant's place in the study: the study number and where in the study the participant stands."
* ^status = #active
* identifier 1..* MS
* status MS
* study 1..1 MS
* study only Reference(TrialStudy)
* individual 1..1 MS
* individual only Reference(Participant)
* consent MS
* actualArm MS

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

Invariant: dose-positive
Description: "The dose that was given must be a number greater than zero with a UCUM unit, such as 10*6.{cells}."
Expression: "value > 0 and system = 'http://unitsofmeasure.org' and code.exists()"
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
* dosage.dose obeys dose-positive
* supportingInformation MS

Extension: PlannedVisit
Id: planned-visit
Title: "Planned visit"
Description: "The visit of the protocol that an encounter is. R4 has no element for it on Encounter."
Context: Encounter
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
* extension contains PlannedVisit named plannedVisit 0..1 MS

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
