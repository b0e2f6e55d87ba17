// The protocol and its visits, in the form of HL7 Vulcan's Schedule of Activities 1.0.0 (R4), or as a graph of 2.0.0.

Extension: AcceptableOffsetRangeSoa
Id: AcceptableOffsetRangeSoa
Title: "Acceptable offset range (Vulcan)"
Description: "The window of a visit: the earliest and the latest distance from the action that it hangs on, with the sign of the offset. The definition repeats what HL7 Vulcan's Schedule of Activities 1.0.0 publishes under this address."
Context: PlanDefinition.action.relatedAction
* ^url = "http://hl7.org/fhir/uv/vulcan-schedule/StructureDefinition/AcceptableOffsetRangeSoa"
* ^status = #active
* value[x] 1..1
* value[x] only Range

Extension: StandInAnchor
Id: stand-in-anchor
Title: "Stand-in anchor"
Description: "What an action hangs on in place of the one that it names: the last intervention that was given before it, where the named one was skipped or given out of its order, and for what follows the treatment also where the treatment has ended or the window of the named one has passed. A protocol that does not say it is silent, and the visit has no date then."
* ^context[0].type = #element
* ^context[0].expression = "PlanDefinition.action.relatedAction"
* ^context[1].type = #element
* ^context[1].expression = "PlanDefinition.action"
* ^status = #active
* value[x] 1..1
* value[x] only code
* valueCode from StandInAnchors (required)

Extension: SOATimePoint
Id: soaTimepoint
Title: "Time point (Vulcan)"
Description: "The time of an action in a graph of time points and transitions. The definition repeats what HL7 Vulcan's Schedule of Activities 2.0.0 (snapshot, for R6) publishes under this address; nothing in it needs R6."
Context: PlanDefinition.action
* ^url = "http://hl7.org/fhir/uv/vulcan-schedule/StructureDefinition/soaTimepoint"
* ^status = #active
* extension contains soaTimePointType 0..1 and soaTimePointSubType 0..1 and soaPlannedTimePoint 0..1 and soaPlannedRange 0..1 and soaReferenceTimePoint 0..1 and soaRangeFromTimePoint 0..1 and soaPlannedDuration 0..1 and soaRepeatAllowed 0..1
* extension[soaTimePointType].value[x] only string
* extension[soaTimePointSubType].value[x] only string
* extension[soaPlannedTimePoint] ^short = "The distance from the reference, with its sign"
* extension[soaPlannedTimePoint].value[x] only Quantity
* extension[soaPlannedRange] ^short = "How far it may be off: low towards the reference, high away from it"
* extension[soaPlannedRange].value[x] only Range
* extension[soaReferenceTimePoint] ^short = "The id or the title of the action from which it is counted; its own for the origin"
* extension[soaReferenceTimePoint].value[x] only string
* extension[soaRangeFromTimePoint].value[x] only string
* extension[soaPlannedDuration].value[x] only Duration
* extension[soaRepeatAllowed].value[x] only boolean

Extension: SOATransition
Id: soaTransition
Title: "Transition (Vulcan)"
Description: "A transition from an action to another in a graph of time points and transitions; the conditions of the action that has it say when it is taken. The definition repeats what HL7 Vulcan's Schedule of Activities 2.0.0 (snapshot, for R6) publishes under this address."
Context: PlanDefinition.action.action
* ^url = "http://hl7.org/fhir/uv/vulcan-schedule/StructureDefinition/soaTransition"
* ^status = #active
* extension contains soaTargetId 0..1 and soaTargetName 0..1 and soaTransitionType 0..1 and soaTransitionDelay 0..1 and soaTransitionRange 0..1
* extension[soaTargetId].value[x] only string
* extension[soaTargetName].value[x] only string
* extension[soaTransitionType] ^short = "From the start (S) or the end (F) of the one to the start of the other: SS, FS"
* extension[soaTransitionType].value[x] only string
* extension[soaTransitionDelay].value[x] only Duration
* extension[soaTransitionRange].value[x] only Range

CodeSystem: StandInAnchorCode
Id: stand-in-anchor
Title: "Stand-in anchors"
Description: "What a visit hangs on in the place of one that did not take place."
* ^status = #active
* ^experimental = false
* ^caseSensitive = true
* ^content = #complete
* #last-given "Last intervention given" "The last intervention that was given before the visit, of those that follow one another."

ValueSet: StandInAnchors
Id: stand-in-anchors
Title: "Stand-in anchors"
Description: "All codes."
* ^status = #active
* ^experimental = false
* include codes from system StandInAnchorCode

Extension: ArmProtocol
Id: arm-protocol
Title: "Protocol of an arm"
Description: "The protocol that the subjects of an arm follow, one of those that ResearchStudy.protocol names. A subject has its arm in ResearchSubject.actualArm or assignedArm, by the arm's name. A protocol that no arm names is followed by subjects without an arm, and by those of arms that name none."
Context: ResearchStudy.arm
* ^status = #active
* value[x] 1..1
* value[x] only canonical

Extension: AmendmentMove
Id: amendment-move
Title: "When subjects move to an amendment"
Description: "When a subject that is held to an earlier version of the protocol moves to this one. Where it is left out, on the first day of effectivePeriod or, without one, on the day on which the server first had the version; that is an assumption."
Context: PlanDefinition
* ^status = #active
* value[x] 1..1
* value[x] only code
* valueCode from AmendmentMoves (required)

CodeSystem: AmendmentMoveCode
Id: amendment-move
Title: "When subjects move to an amendment"
Description: "What moves a subject from an earlier version of the protocol to a later one."
* ^status = #active
* ^experimental = false
* ^caseSensitive = true
* ^content = #complete
* #effective-date "On the effective date" "All subjects move on the first day on which the amendment is in force."
* #re-consent "On re-consent" "A subject moves on the day on which it consents to the amendment; until then it is held to the version to which it consented."

ValueSet: AmendmentMoves
Id: amendment-moves
Title: "When subjects move to an amendment"
Description: "All codes."
* ^status = #active
* ^experimental = false
* include codes from system AmendmentMoveCode

CodeSystem: TrialVisitCode
Id: trial-visit-code
Title: "Visits of NCT06813157"
Description: "A code for each visit of the protocol. The source page counts V1, V2, V3 and V5; there is no V4."
* ^status = #active
* ^experimental = false
* ^caseSensitive = true
* ^content = #complete
* #v1-screening "V1 screening"
* #v2-baseline "V2 baseline"
* #infusion-1 "V3 infusion 1"
* #infusion-2 "V3 infusion 2"
* #infusion-3 "V3 infusion 3"
* #infusion-4 "V3 infusion 4"
* #infusion-5 "V3 infusion 5"
* #fu-d14 "V5 day 14"
* #fu-m1 "V5 month 1"
* #fu-m2 "V5 month 2"
* #fu-m3 "V5 month 3"
* #fu-m6 "V5 month 6"
* #fu-m9 "V5 month 9"
* #fu-m12 "V5 month 12"
* #early-withdrawal "Early withdrawal"

CodeSystem: VisitRole
Id: visit-role
Title: "Role of a visit"
Description: "What part a visit plays in the schedule."
* ^status = #active
* ^experimental = false
* ^caseSensitive = true
* ^content = #complete
* #index "Index" "The visit that the schedule is counted from."
* #scheduled "Scheduled" "A visit with a place in the schedule."
* #unscheduled "Unscheduled" "A visit that happens when something calls for it."

Invariant: protocol-action-resolves
Description: "Every relatedAction.actionId must be the id of an action of the same protocol."
Expression: "type.coding.exists(system = 'http://terminology.hl7.org/CodeSystem/plan-definition-type' and code = 'clinical-protocol') implies (action.relatedAction.actionId.all($this in %resource.action.id))"
Severity: #error

Invariant: protocol-one-index
Description: "Not more than one action may have the role index (code visit-role#index): the schedule is counted from it. Where none has it, the schedule is counted from the actions that hang on no other."
Expression: "type.coding.exists(system = 'http://terminology.hl7.org/CodeSystem/plan-definition-type' and code = 'clinical-protocol') implies (action.where(code.coding.exists(system = 'https://platelink.org/ig/msc-itp/CodeSystem/visit-role' and code = 'index')).count() <= 1)"
Severity: #error

Invariant: protocol-index-free
Description: "The index action must not hang on another action: it is what the others hang on."
Expression: "type.coding.exists(system = 'http://terminology.hl7.org/CodeSystem/plan-definition-type' and code = 'clinical-protocol') implies (action.where(code.coding.exists(system = 'https://platelink.org/ig/msc-itp/CodeSystem/visit-role' and code = 'index')).relatedAction.empty())"
Severity: #error

Invariant: protocol-unique-ids
Description: "Every action has an id, or a definition by whose last part it is named, and no two have the same id."
Expression: "type.coding.exists(system = 'http://terminology.hl7.org/CodeSystem/plan-definition-type' and code = 'clinical-protocol') implies (action.all(id.exists() or definition.exists()) and action.id.isDistinct())"
Severity: #error

Invariant: window-around-offset
Description: "The window must hold the target: low <= offset <= high, all three in the same unit."
Expression: "extension('http://hl7.org/fhir/uv/vulcan-schedule/StructureDefinition/AcceptableOffsetRangeSoa').value.ofType(Range).all(low.code = %context.offset.ofType(Duration).code and high.code = %context.offset.ofType(Duration).code and low.value <= %context.offset.ofType(Duration).value and %context.offset.ofType(Duration).value <= high.value)"
Severity: #error

Profile: StudyPlan
Parent: PlanDefinition
Id: study-plan
Title: "Plan of any study"
Description: "What a PlanDefinition of any study is held to, whichever guide it follows: if it is a protocol (of the type clinical-protocol), a schedule can be counted from it."
* ^status = #active
* obeys protocol-action-resolves and protocol-one-index and protocol-index-free and protocol-unique-ids
* action.relatedAction obeys window-around-offset

Profile: TrialProtocol
Parent: StudyPlan
Id: trial-protocol
Title: "Protocol"
Description: "The protocol as a schedule: one action a visit, each hung on the visit before it with a target and a window."
* ^status = #active
* url 1..1 MS
* title 1..1 MS
* type 1..1
* type = $plan-type#clinical-protocol
* action 1..* MS
* action.title 1..1 MS
* action.definition[x] only canonical or uri
* action.relatedAction.offset[x] only Duration
* action.relatedAction.extension contains AcceptableOffsetRangeSoa named acceptableOffsetRange 0..1 MS and StandInAnchor named standInAnchor 0..1

Profile: TrialVisit
Parent: PlanDefinition
Id: trial-visit
Title: "Planned visit"
Description: "A visit of the protocol: what is done at it."
* ^status = #active
* url 1..1 MS
* title 1..1 MS
* type 1..1
* type = $plan-type#order-set
* action 1..* MS
* action.title 1..1 MS
* action.definition[x] only canonical

Profile: TrialActivity
Parent: ActivityDefinition
Id: trial-activity
Title: "Activity"
Description: "Something that is done at a visit: an examination, a laboratory test, an infusion."
* ^status = #active
* url 1..1 MS
* title 1..1 MS
* description 1..1 MS

Profile: TrialInfusion
Parent: TrialActivity
Id: trial-infusion
Title: "Infusion"
Description: "An infusion of the study product, with its dose as the source page states it."
* ^status = #active
* kind 1..1
* kind = #MedicationRequest
* product[x] 1..1 MS
* dosage 1..1 MS
* dosage.text 1..1 MS

// A subject's own schedule.

Extension: SiteTimeZone
Id: site-time-zone
Title: "Time zone of a site"
Description: "The time zone in which the days of a site's visits are counted, by its name in the IANA time zone database, such as Asia/Shanghai."
Context: Organization
* ^status = #active
* value[x] 1..1
* value[x] only code

CodeSystem: VisitStatus
Id: visit-status
Title: "Status of a planned visit"
Description: "Where a planned visit of a subject stands on a day. Days are those of the site's time zone."
* ^status = #active
* ^experimental = false
* ^caseSensitive = true
* ^content = #complete
* #planned "Planned" "It has not taken place, and its time has not come, or cannot be told yet."
* #due "Due" "It has not taken place, and its time has come: the window is open; without a window, the target is today or past."
* #in-window "In window" "It took place within its window, or is the visit that the schedule is counted from."
* #early "Early" "It took place before its window."
* #late "Late" "It took place after its window."
* #missed "Missed" "It has not taken place, and its window is closed; without a window, a later visit took place or the study ended. An infusion that was skipped: a later one was given."
* #not-applicable "Not applicable" "It no longer has to take place, as the subject withdrew or the study or the treatment ended for the subject; or it is unscheduled, so that no window is due to it."
* #indeterminate "Indeterminate" "It took place, and whether in time cannot be told: the protocol states no window, a date is known only by month or year, or what it hangs on has no date."

ValueSet: VisitStatuses
Id: visit-statuses
Title: "Status of a planned visit"
Description: "All codes."
* ^status = #active
* ^experimental = false
* include codes from system VisitStatus

CodeSystem: VisitDeviation
Id: visit-deviation
Title: "Deviation of a visit"
Description: "How a visit deviates from the protocol beside its dates."
* ^status = #active
* ^experimental = false
* ^caseSensitive = true
* ^content = #complete
* #skipped "Skipped" "An infusion that was not given, while a later one was."
* #after-skipped "After a skipped one" "An infusion that was given, while one before it was not: it is counted from the last one given before it."
* #out-of-order "Out of order" "An infusion that was given after a later one, or before an earlier one."
* #same-day "On the same day" "Two infusions that were given on one day."
* #other-version "Other version" "A visit that names another version of the protocol than the one in force for the subject on its day."

ValueSet: VisitDeviations
Id: visit-deviations
Title: "Deviation of a visit"
Description: "All codes."
* ^status = #active
* ^experimental = false
* include codes from system VisitDeviation

Extension: VisitTiming
Id: visit-timing
Title: "Timing of a visit"
Description: "A planned visit in a subject's schedule: the protocol's action, the days, and where it stands. Days are those of the site's time zone."
Context: CarePlan.activity.detail
* ^status = #active
* extension contains action 1..1 and status 1..1 and target 0..1 and earliest 0..1 and latest 0..1 and actual 0..1 and deviation 0..1 and deviationCode 0..* and version 0..1 and projected 0..1
* extension[action] ^short = "The id of the protocol's action, such as infusion-2"
* extension[action].value[x] only string
* extension[status] ^short = "Where the visit stands"
* extension[status].value[x] only code
* extension[status].valueCode from VisitStatuses (required)
* extension[target] ^short = "The day that the protocol aims at"
* extension[target].value[x] only date
* extension[earliest] ^short = "The first day of the window"
* extension[earliest].value[x] only date
* extension[latest] ^short = "The last day of the window"
* extension[latest].value[x] only date
* extension[actual] ^short = "When it took place, as exactly as it was recorded"
* extension[actual].value[x] only date
* extension[deviation] ^short = "Days from the target to the day that it took place; negative if before the target"
* extension[deviation].value[x] only Quantity
* extension[deviationCode] ^short = "How it deviates beside its dates: skipped, out of order"
* extension[deviationCode].value[x] only code
* extension[deviationCode].valueCode from VisitDeviations (required)
* extension[version] ^short = "The version of the protocol by which it is judged"
* extension[version].value[x] only string
* extension[projected] ^short = "True where the days are counted from a visit that has not taken place yet, and will move with it"
* extension[projected].value[x] only boolean

Profile: VisitSchedule
Parent: CarePlan
Id: visit-schedule
Title: "Schedule of a subject"
Description: "The visits of one subject, as the protocol and what took place make them: the answer of $schedule and of $apply. It is made anew for each question and is not stored."
* ^status = #active
* status MS
* intent = #plan
* subject 1..1 MS
* subject only Reference(Participant)
* created 1..1 MS
* created ^short = "The day that the schedule is seen from"
* instantiatesCanonical 1..1 MS
* activity.detail 1..1 MS
* activity.detail.extension contains VisitTiming named timing 1..1 MS
* activity.outcomeReference MS
* activity.outcomeReference ^short = "The encounters and infusions by which the visit took place"

Extension: DeviationReason
Id: deviation-reason
Title: "Reason of a deviation"
Description: "Why a visit or an infusion was not in its window, or how it is known that an infusion was before a death whose day is not recorded; on a Consent, why infusions before it stand. In the words of the site. The deviation itself is computed from the dates."
* ^context[0].type = #element
* ^context[0].expression = "Encounter"
* ^context[1].type = #element
* ^context[1].expression = "MedicationAdministration"
* ^context[2].type = #element
* ^context[2].expression = "Consent"
* ^status = #active
* value[x] 1..1
* value[x] only string
