// Data review: queries on what is recorded.

CodeSystem: ReviewTask
Id: review-task
Title: "Kind of review"
Description: "What a Task of the data review is."
* ^experimental = false
* ^caseSensitive = true
* #query "Query" "A question on a data point, with its answers."
* #subject-lock "Lock of a subject" "The data of a subject are locked."
* #study-lock "Lock of a study" "The data of all subjects of a study are locked."

CodeSystem: QueryStatus
Id: query-status
Title: "Status of a query"
Description: "Where a query stands."
* ^experimental = false
* ^caseSensitive = true
* #open "Open" "It was opened and nobody has answered it."
* #answered "Answered" "The site has answered it, or corrected the data and said so."
* #reopened "Reopened" "The answer did not settle it: the site is asked again."
* #closed "Closed" "The answer settles it."
* #cancelled "Cancelled" "It was opened by mistake."

ValueSet: QueryStatuses
Id: query-statuses
Title: "Status of a query"
Description: "All codes."
* ^experimental = false
* include codes from system QueryStatus

CodeSystem: ReviewInput
Id: review-input
Title: "Data point of a query"
Description: "What a query is about, beside the resource."
* ^experimental = false
* ^caseSensitive = true
* #element "Element" "The element of the resource, as a path such as Observation.value."
* #version "Version" "The version of the resource that was looked at."

RuleSet: ReviewSearch(type, code, kind, name, expression, what)
* url = "https://platelink.org/ig/msc-itp/SearchParameter/{type}-{code}"
* name = "{name}"
* status = #active
* description = {what}
* code = #{code}
* base = #{type}
* type = #{kind}
* expression = {expression}
* xpathUsage = #normal

Instance: Task-opened-by
InstanceOf: SearchParameter
Usage: #definition
* insert ReviewSearch(Task, opened-by, token, TaskOpenedBy, [["Task.requester.identifier"]], [["Queries and locks by the client that opened them."]])

Invariant: query-status-fits
Description: "The status of the Task says in R4's words what its businessStatus says: requested for open and reopened, in-progress for answered, completed for closed, cancelled for cancelled."
Expression: "(status = 'requested' and businessStatus.coding.exists(code = 'open' or code = 'reopened')) or (status = 'in-progress' and businessStatus.coding.exists(code = 'answered')) or (status = 'completed' and businessStatus.coding.exists(code = 'closed')) or (status = 'cancelled' and businessStatus.coding.exists(code = 'cancelled'))"
Severity: #error

Invariant: query-note
Description: "Each note of a query says who wrote it and when."
Expression: "author.exists() and time.exists() and text.length() <= 2000"
Severity: #error

Profile: ReviewQuery
Parent: Task
Id: review-query
Title: "Query"
Description: "A question on a data point of a subject: a resource, of one version, and perhaps one element of it. Its notes are the thread, in order: the question, each answer, and the word with which it was closed. The server writes it, by the operations $open-query, $answer-query, $reopen-query, $close-query and $cancel-query, and says itself who and when. No note is ever changed or lost."
* ^status = #active
* obeys query-status-fits
* code 1..1
* code = ReviewTask#query
* intent = #order
* businessStatus 1..1 MS
* businessStatus from QueryStatuses (required)
* focus 1..1 MS
* focus ^short = "The resource in question"
* for 1..1 MS
* for only Reference(Patient)
* basedOn 1..1 MS
* basedOn only Reference(ResearchSubject)
* basedOn ^short = "The subject, and by it the study"
* authoredOn 1..1 MS
* lastModified 1..1 MS
* requester 1..1 MS
* requester.identifier 1..1
* requester ^short = "The client that opened it"
* note 1..* MS
* note obeys query-note
* input ^slicing.discriminator[0].type = #value
* input ^slicing.discriminator[0].path = "type"
* input ^slicing.rules = #closed
* input contains element 0..1 and version 1..1
* input[element].type = ReviewInput#element
* input[element].value[x] only string
* input[version].type = ReviewInput#version
* input[version].value[x] only id
* output 0..0

RuleSet: QueryStep
* insert In(text, 1, string, [["What is said, in 2000 characters at most and without anything by which a person can be identified."]])
* insert Out(return, 1, 1, Task, [["The query as it is now."]])

Instance: open-query
InstanceOf: OperationDefinition
Usage: #definition
Title: "$open-query"
Description: "Opens a query on a data point of a subject."
* insert TrialOperation(open-query, OpenQuery, ResearchSubject)
* description = "Opens a query on a data point of a subject: a resource that belongs to the subject's Patient, and perhaps one element of it. For a monitor and for a coordinator of the site. The same question on the same version and element, open already, is answered with the query that there is. By POST only."
* affectsState = true
* insert In(focus, 1, Reference, [["The resource, such as Observation/1; with _history its version, which is the current one otherwise."]])
* insert In(element, 0, string, [["The element, as a path such as Observation.value or Observation.component[0].value."]])
* insert QueryStep

Instance: answer-query
InstanceOf: OperationDefinition
Usage: #definition
Title: "$answer-query"
Description: "Answers a query."
* insert TrialOperation(answer-query, AnswerQuery, Task)
* description = "Answers a query that is open or reopened; or adds to an answer. For a coordinator of the site. By POST only."
* affectsState = true
* insert QueryStep

Instance: reopen-query
InstanceOf: OperationDefinition
Usage: #definition
Title: "$reopen-query"
Description: "Asks again."
* insert TrialOperation(reopen-query, ReopenQuery, Task)
* description = "Reopens a query that is answered or closed, with what is still to be said. For a monitor of the site. By POST only."
* affectsState = true
* insert QueryStep

Instance: close-query
InstanceOf: OperationDefinition
Usage: #definition
Title: "$close-query"
Description: "Closes a query."
* insert TrialOperation(close-query, CloseQuery, Task)
* description = "Closes a query that is answered. For a monitor of the site. By POST only."
* affectsState = true
* insert QueryStep

Instance: cancel-query
InstanceOf: OperationDefinition
Usage: #definition
Title: "$cancel-query"
Description: "Takes a query back."
* insert TrialOperation(cancel-query, CancelQuery, Task)
* description = "Cancels a query that was opened by mistake and is not closed. For a monitor of the site; a coordinator cancels what coordinators opened. By POST only."
* affectsState = true
* insert QueryStep
