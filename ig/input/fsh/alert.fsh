// Alerts about subjects, and the deviations that an infusion leaves whose subject's verdict does not hold.

CodeSystem: TrialAlertCodes
Id: trial-alert
Title: "Alert"
Description: "What an alert is about."
* ^status = #active
* ^experimental = false
* ^caseSensitive = true
* ^content = #complete
* #verdict-fell "Verdict fell" "The criteria of the study do not give the verdict eligible any more: something of the record changed that the verdict rests on."
* #below-threshold "Below the threshold" "A final result is, or may be, below the threshold that the study states for it."
* #grade-suggested "Severe grade suggested" "A result since the first infusion suggests grade 3 or 4 by the study's safety rules."
* #window-closing "Window closing" "A visit has not taken place, and its window ends soon."
* #visit-missed "Visit missed" "A visit did not take place within its window, whether it can still take place or not."

ValueSet: TrialAlerts
Id: trial-alerts
Title: "Alerts"
Description: "All codes."
* ^status = #active
* ^experimental = false
* include codes from system TrialAlertCodes

Extension: AlertSubject
Id: alert-subject
Title: "Subject of an alert"
Description: "The ResearchSubject that an alert is about: its Patient may be one in several studies."
Context: Flag
* ^status = #active
* value[x] 1..1
* value[x] only Reference(ResearchSubject)

Extension: AlertStudy
Id: alert-study
Title: "Study of an alert"
Description: "The study of the subject."
Context: Flag
* ^status = #active
* value[x] 1..1
* value[x] only Reference(ResearchStudy)

Extension: AlertEvidence
Id: alert-evidence
Title: "Evidence of an alert"
Description: "A result that an alert rests on: the verdict, or the laboratory's result."
Context: Flag
* ^status = #active
* value[x] 1..1
* value[x] only Reference(Observation)

Extension: AlertEnd
Id: alert-end
Title: "End of an alert"
Description: "How an alert ended, in a sentence. When it did is the end of the period."
Context: Flag
* ^status = #active
* value[x] 1..1
* value[x] only string

Extension: AlertAcknowledgement
Id: alert-acknowledgement
Title: "Acknowledgement of an alert"
Description: "Who has seen an alert, when, and what is said of it."
Context: Flag
* ^status = #active
* extension contains who 1..1 and time 1..1 and note 0..1
* extension[who] ^short = "The client, as the audit trail names it"
* extension[who].value[x] 1..1
* extension[who].value[x] only Identifier
* extension[time] ^short = "When"
* extension[time].value[x] 1..1
* extension[time].value[x] only instant
* extension[note] ^short = "What is said of it"
* extension[note].value[x] 1..1
* extension[note].value[x] only string

Invariant: alert-ends
Description: "An alert that is inactive says when and how it ended, and one that is active does not."
Expression: "iif(status = 'inactive', period.end.exists() and extension('https://platelink.org/ig/msc-itp/StructureDefinition/alert-end').exists(), period.end.empty() and extension('https://platelink.org/ig/msc-itp/StructureDefinition/alert-end').empty())"
Severity: #error

Profile: TrialAlert
Parent: Flag
Id: trial-alert
Title: "Alert"
Description: "Something about a subject that somebody should look at. The server alone writes it: one for each cause, active while the cause is there; a person acknowledges it by $acknowledge. If it says something else, or comes again, it is active without an acknowledgement; what was before is in the history."
* ^status = #active
* obeys alert-ends
* extension contains AlertSubject named subject 1..1 MS and AlertStudy named study 1..1 MS and AlertEvidence named evidence 0..* MS and AlertAcknowledgement named acknowledgement 0..1 MS and AlertEnd named end 0..1 MS
* status MS
* category 1..1 MS
* code MS
* code from TrialAlerts (required)
* code.text 1..1
* code.text ^short = "What it says, in a sentence"
* subject only Reference(Participant)
* subject MS
* period 1..1 MS
* period.start 1..1
* period.start ^short = "Since when it is there"
* period.end ^short = "When it ended"

Extension: AlertThreshold
Id: alert-threshold
Title: "Threshold of an alert"
Description: "Below which a final result of these codes is an alert. The protocol of NCT06813157 states none, so its study has none."
Context: ResearchStudy
* ^status = #active
* extension contains code 1..* and below 1..1
* extension[code] ^short = "A code of the Observations"
* extension[code].value[x] 1..1
* extension[code].value[x] only Coding
* extension[below] ^short = "The limit with its UCUM unit; what is equal to it is not below it"
* extension[below].value[x] 1..1
* extension[below].value[x] only Quantity
* extension[below].valueQuantity.value 1..1
* extension[below].valueQuantity.system 1..1
* extension[below].valueQuantity.system = $ucum
* extension[below].valueQuantity.code 1..1
* extension[below].valueQuantity.comparator 0..0

Extension: WindowClosingDays
Id: window-closing-days
Title: "Days before a window closes"
Description: "How many days before the last day of a visit's window there is an alert that it closes; 0 for that day alone. Without it there is one 2 days before, which is an assumption of the server and no statement of a protocol."
Context: ResearchStudy
* ^status = #active
* value[x] 1..1
* value[x] only unsignedInt

Extension: IneligibleInfusionReason
Id: ineligible-infusion-reason
Title: "Reason of an infusion without eligibility"
Description: "Why an infusion was given although the criteria of the study did not give the verdict eligible, in the words of the site. It is a protocol deviation, which the server records with it."
* ^context[0].type = #element
* ^context[0].expression = "MedicationAdministration"
* ^context[1].type = #element
* ^context[1].expression = "DetectedIssue"
* ^status = #active
* value[x] 1..1
* value[x] only string

CodeSystem: ProtocolDeviationCodes
Id: protocol-deviation
Title: "Protocol deviation"
Description: "In what a record deviates from the protocol."
* ^status = #active
* ^experimental = false
* ^caseSensitive = true
* ^content = #complete
* #infusion-not-eligible "Infusion without eligibility" "An infusion was given although the criteria of the study did not give the verdict eligible."

ValueSet: ProtocolDeviations
Id: protocol-deviations
Title: "Protocol deviations"
Description: "All codes."
* ^status = #active
* ^experimental = false
* include codes from system ProtocolDeviationCodes

Profile: ProtocolDeviation
Parent: DetectedIssue
Id: protocol-deviation
Title: "Protocol deviation"
Description: "A deviation from the protocol that somebody answered for with a reason: what was done (implicated), what spoke against it (detail, evidence) and why it was done nevertheless. The server alone writes it, with what it is about; it is entered-in-error where that was not so."
* ^status = #active
* extension contains IneligibleInfusionReason named reason 1..1 MS
* status MS
* code 1..1 MS
* code from ProtocolDeviations (required)
* patient 1..1 MS
* patient only Reference(Participant)
* identified[x] 1..1 MS
* identified[x] only dateTime
* implicated 1..1 MS
* implicated only Reference(InfusionGiven)
* evidence MS
* evidence.detail ^short = "The verdict"
* detail 1..1 MS
* detail ^short = "What spoke against it"

Extension: SubscriberSite
Id: subscriber-site
Title: "Site of a subscriber"
Description: "The site whose alerts a Subscription is of. The server writes it: the site of the client that sends the Subscription."
Context: Subscription
* ^status = #active
* value[x] 1..1
* value[x] only Reference(Organization)

// Searches that R4 lacks on Flag.

RuleSet: FlagSearch(code, name, type)
* url = "https://platelink.org/ig/msc-itp/SearchParameter/Flag-{code}"
* name = "{name}"
* status = #active
* code = #{code}
* base = #Flag
* type = #{type}
* xpathUsage = #normal

Instance: Flag-status
InstanceOf: SearchParameter
Usage: #definition
* insert FlagSearch(status, FlagStatus, token)
* description = "Alerts that are active, or have ended (inactive)."
* expression = "Flag.status"

Instance: Flag-code
InstanceOf: SearchParameter
Usage: #definition
* insert FlagSearch(code, FlagCode, token)
* description = "Alerts about something, such as visit-missed."
* expression = "Flag.code"

Instance: Flag-study
InstanceOf: SearchParameter
Usage: #definition
* insert FlagSearch(study, FlagStudy, reference)
* description = "Alerts about subjects of a study."
* expression = "Flag.extension.where(url = 'https://platelink.org/ig/msc-itp/StructureDefinition/alert-study').value"
* target = #ResearchStudy

Instance: Flag-research-subject
InstanceOf: SearchParameter
Usage: #definition
* insert FlagSearch(research-subject, FlagResearchSubject, reference)
* description = "Alerts about a subject."
* expression = "Flag.extension.where(url = 'https://platelink.org/ig/msc-itp/StructureDefinition/alert-subject').value"
* target = #ResearchSubject

Instance: Flag-acknowledged
InstanceOf: SearchParameter
Usage: #definition
* insert FlagSearch(acknowledged, FlagAcknowledged, token)
* description = "Alerts that somebody has acknowledged (true), or nobody (false)."
* expression = "Flag.extension.where(url = 'https://platelink.org/ig/msc-itp/StructureDefinition/alert-acknowledgement').exists()"
