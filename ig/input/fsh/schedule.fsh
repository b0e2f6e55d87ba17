// The protocol and its visits, in the form of HL7 Vulcan's Schedule of Activities 1.0.0 (R4).

Extension: AcceptableOffsetRangeSoa
Id: AcceptableOffsetRangeSoa
Title: "Acceptable offset range (Vulcan)"
Description: "The window of a visit: the earliest and the latest distance from the action that it hangs on, with the sign of the offset. The definition repeats what HL7 Vulcan's Schedule of Activities 1.0.0 publishes under this address."
Context: PlanDefinition.action.relatedAction
* ^url = "http://hl7.org/fhir/uv/vulcan-schedule/StructureDefinition/AcceptableOffsetRangeSoa"
* ^status = #active
* value[x] 1..1
* value[x] only Range

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
Expression: "action.relatedAction.actionId.all($this in %resource.action.id)"
Severity: #error

Invariant: protocol-one-index
Description: "Exactly one action must have the role index (code visit-role#index): the schedule is counted from it."
Expression: "action.where(code.coding.exists(system = 'https://platelink.org/ig/msc-itp/CodeSystem/visit-role' and code = 'index')).count() = 1"
Severity: #error

Invariant: protocol-index-free
Description: "The index action must not hang on another action after it: it is what the others hang on."
Expression: "action.where(code.coding.exists(system = 'https://platelink.org/ig/msc-itp/CodeSystem/visit-role' and code = 'index')).relatedAction.empty()"
Severity: #error

Invariant: protocol-unique-ids
Description: "Every action has an id, and no two have the same."
Expression: "action.all(id.exists()) and action.id.isDistinct()"
Severity: #error

Invariant: window-around-offset
Description: "The window must hold the target: low <= offset <= high, all three in the same unit."
Expression: "extension('http://hl7.org/fhir/uv/vulcan-schedule/StructureDefinition/AcceptableOffsetRangeSoa').value.ofType(Range).all(low.code = %context.offset.ofType(Duration).code and high.code = %context.offset.ofType(Duration).code and low.value <= %context.offset.ofType(Duration).value and %context.offset.ofType(Duration).value <= high.value)"
Severity: #error

Profile: TrialProtocol
Parent: PlanDefinition
Id: trial-protocol
Title: "Protocol"
Description: "The protocol as a schedule: one action a visit, each hung on the visit before it with a target and a window."
* ^status = #active
* obeys protocol-action-resolves and protocol-one-index and protocol-index-free and protocol-unique-ids
* url 1..1 MS
* title 1..1 MS
* type 1..1
* type = $plan-type#clinical-protocol
* action 1..* MS
* action.title 1..1 MS
* action.definition[x] only canonical
* action.relatedAction obeys window-around-offset
* action.relatedAction.offset[x] only Duration
* action.relatedAction.extension contains AcceptableOffsetRangeSoa named acceptableOffsetRange 0..1 MS

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
