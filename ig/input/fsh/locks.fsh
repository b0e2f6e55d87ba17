// Locks of the data of a subject or of a study.

CodeSystem: LockStatus
Id: lock-status
Title: "Status of a lock"
Description: "Whether data are locked."
* ^experimental = false
* ^caseSensitive = true
* #locked "Locked" "The lock is in force."
* #unlocked "Unlocked" "It was taken back, with a reason."

ValueSet: LockStatuses
Id: lock-statuses
Title: "Status of a lock"
Description: "All codes."
* ^experimental = false
* include codes from system LockStatus

ValueSet: LockKinds
Id: lock-kinds
Title: "Kind of lock"
Description: "Of a subject, or of a study."
* ^experimental = false
* ReviewTask#subject-lock
* ReviewTask#study-lock

Invariant: lock-status-fits
Description: "The status of the Task is in-progress while the data are locked, and completed when they were unlocked, which a second note gives the reason of."
Expression: "(status = 'in-progress' and businessStatus.coding.exists(code = 'locked') and note.count() = 1) or (status = 'completed' and businessStatus.coding.exists(code = 'unlocked') and note.count() = 2)"
Severity: #error

Invariant: lock-of-subject
Description: "A lock of a subject has the ResearchSubject as its focus and the Patient as for; one of a study has the ResearchStudy as its focus and nobody as for."
Expression: "(code.coding.exists(code = 'subject-lock') and for.exists() and focus.reference.startsWith('ResearchSubject/')) or (code.coding.exists(code = 'study-lock') and for.empty() and focus.reference.startsWith('ResearchStudy/'))"
Severity: #error

Profile: ReviewLock
Parent: Task
Id: review-lock
Title: "Lock"
Description: "The lock of the data of a subject or a study: who locked them and why, and who unlocked them and why. The server writes it, by $lock and $unlock. While it is in force, every change of the data is answered with 423, and a laboratory's result waits in the intake."
* ^status = #active
* obeys lock-status-fits and lock-of-subject
* code 1..1
* code from LockKinds (required)
* intent = #order
* businessStatus 1..1 MS
* businessStatus from LockStatuses (required)
* focus 1..1 MS
* for only Reference(Patient)
* for MS
* authoredOn 1..1 MS
* lastModified 1..1 MS
* requester 1..1 MS
* requester.identifier 1..1
* requester ^short = "The client that locked"
* note 1..2 MS
* note obeys query-note
* note ^short = "Why it was locked, and why it was unlocked"

Instance: lock
InstanceOf: OperationDefinition
Usage: #definition
Title: "$lock"
Description: "Locks the data of a subject or a study."
* insert TrialOperation(lock, Lock, ResearchSubject)
* resource[+] = #ResearchStudy
* description = "Locks the data of a subject, for a monitor of the site, or of all subjects of a study, for an admin. It waits for the writes under way. From then on every change of the data is answered with 423, which says who locked them, why, and how they are unlocked; a laboratory's result waits in the intake. Queries and verifications go on. What is locked already is answered with 409. By POST only."
* affectsState = true
* insert In(reason, 1, string, [["Why, in 2000 characters at most and without anything by which a person can be identified."]])
* insert Out(return, 1, 1, Task, [["The lock."]])

Instance: unlock
InstanceOf: OperationDefinition
Usage: #definition
Title: "$unlock"
Description: "Unlocks the data of a subject or a study."
* insert TrialOperation(unlock, Unlock, ResearchSubject)
* resource[+] = #ResearchStudy
* description = "Unlocks the data of a subject, for a monitor of the site, or of a study, for an admin. A laboratory's results that waited for it are stored then. What is not locked is answered with 409. By POST only."
* affectsState = true
* insert In(reason, 1, string, [["Why, in 2000 characters at most and without anything by which a person can be identified."]])
* insert Out(return, 1, 1, Task, [["The lock, with the reason why it was taken back."]])
