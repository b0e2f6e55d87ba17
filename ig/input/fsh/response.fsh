// The response to treatment: what is recorded for it, and what is derived.

Extension: DerivedAnalysis
Id: derived-analysis
Title: "Derived analysis"
Description: "What the server derives of the subjects of a study: the analysis (name: response or safety), and the expression of a CQL library that makes it, with the Library's address (reference)."
Context: ResearchStudy
* ^status = #active
* value[x] 1..1
* value[x] only Expression
* valueExpression.name 1..1
* valueExpression.expression 1..1
* valueExpression.reference 1..1

CodeSystem: TrialAssessments
Id: trial-assessments
Title: "Assessments of the trial"
Description: "What is assessed of a participant for which no published code is known."
* ^status = #active
* ^experimental = false
* ^caseSensitive = true
* ^content = #complete
* #bleeding "Bleeding" "Bleeding as assessed on a day: whether there was any, or its grade by the scale of the World Health Organization, 0 to 4."

Invariant: who-bleeding-grade
Description: "A grade of bleeding is a whole number from 0, none, to 4, by the scale of the World Health Organization."
Expression: "$this >= 0 and $this <= 4"
Severity: #error

Profile: BleedingAssessment
Parent: Observation
Id: bleeding-assessment
Title: "Bleeding"
Description: "Whether a participant bled: a grade of the WHO scale from 0 (none) to 4 as valueInteger, or valueBoolean. The source page names no scale, and no LOINC code for one in this condition is known."
* ^status = #active
* code = TrialAssessments#bleeding
* subject 1..1 MS
* subject only Reference(Participant)
* effective[x] 1..1 MS
* effective[x] only dateTime
* encounter MS
* value[x] only integer or boolean
* value[x] MS
* valueInteger obeys who-bleeding-grade

CodeSystem: ItpResponseCodes
Id: itp-response
Title: "Response to treatment"
Description: "The response to treatment of immune thrombocytopenia by the International Working Group of 2009."
* ^status = #active
* ^experimental = false
* ^caseSensitive = true
* ^content = #complete
* #CR "Complete response" "Platelets of 100 10*9/L or more, and no bleeding."
* #R "Response" "Platelets of 30 10*9/L or more, at least twice the baseline, and no bleeding."
* #NR "No response" "Platelets below 30 10*9/L or less than twice the baseline, or bleeding."
* #NE "Not evaluable" "It cannot be told."

ValueSet: ItpResponses
Id: itp-responses
Title: "Responses to treatment"
Description: "All codes."
* ^status = #active
* ^experimental = false
* include codes from system ItpResponseCodes

Profile: VisitResponse
Parent: DerivedResult
Id: visit-response
Title: "Response at a visit"
Description: "The response to treatment at a follow-up visit that took place, with the counts and assessments it rests on. A derived analysis, not the registered endpoint of the trial."
* ^status = #active
* code = DerivedResultCodes#itp-response
* focus 1..1 MS
* focus only Reference(ResearchSubject)
* encounter MS
* value[x] 1..1 MS
* value[x] only CodeableConcept
* valueCodeableConcept from ItpResponses (required)
* valueCodeableConcept.text 1..1
* method 1..1 MS
* component MS
* component ^short = "The visit, the count and the baseline, and whether it is confirmed and by the count alone"

Profile: ResponseCourse
Parent: DerivedResult
Id: response-course
Title: "Response in the whole course"
Description: "The best confirmed response of a subject so far, when it began and whether it was lost (component). A derived analysis, not the registered endpoint of the trial."
* ^status = #active
* code = DerivedResultCodes#itp-response-course
* focus 1..1 MS
* focus only Reference(ResearchSubject)
* value[x] 1..1 MS
* value[x] only CodeableConcept
* valueCodeableConcept from ItpResponses (required)
* valueCodeableConcept.text 1..1
* method 1..1 MS
* component MS

Instance: response
InstanceOf: OperationDefinition
Usage: #definition
Title: "$response"
Description: "The response of a subject to treatment."
* insert TrialOperation(response, Response, ResearchSubject)
* description = "The response of a subject to treatment at each follow-up visit and in the whole course, by the study's CQL library, computed when it is asked for. What is stored of it (visit-response, response-course) is kept current by the server."
* insert In(asOf, 0, date, [["The day to see from; today at the site if left out. What happened later does not count."]])
* insert In(rescueDays, 0, integer, [["Within so many days after a rescue treatment a count is not evaluable. Left out, none is left out for it: the source page does not say."]])
* insert Out(label, 1, 1, string, [["That this is a derived analysis and not the registered endpoint of the trial."]])
* insert Out(method, 1, 1, code, [["By which definitions, a code of derivation-method."]])
* insert Out(asOf, 1, 1, date, [["The day that it is seen from."]])
* insert Out(firstInfusion, 0, 1, date, [["The day of the first infusion."]])
* insert Out(baseline, 1, 1, string, [["The count before the treatment, or why there is none."]])
* insert Out(baselineResult, 0, 1, Reference, [["The Observation of the baseline."]])
* insert RowsOut(course, [["The whole course."]])
* insert PartOut(code, 1, code, [["The best confirmed response: CR, R, NR or NE."]])
* insert PartOut(sentence, 1, string, [["Why."]])
* insert PartOut(began, 0, date, [["The day of the first count of a confirmed response."]])
* insert PartOut(daysToResponse, 0, integer, [["Days from the first infusion to that count."]])
* insert PartOut(completeBegan, 0, date, [["The day of the first count of a confirmed complete response."]])
* insert PartOut(lost, 0, date, [["The day of the first count of a confirmed loss of response."]])
* insert PartOut(completeLost, 0, date, [["The day of the first count of a confirmed loss of complete response."]])
* insert PartOut(lastJudged, 0, date, [["The day of the last count by which it was judged."]])
* insert PartOut(rescued, 1, boolean, [["Whether rescue treatment is recorded since the first infusion."]])
* insert PartOut(evidence, 0, Reference, [["A record that it rests on; one such part for each."]])
* insert RowsOut(visit, [["One for each follow-up visit."]])
* insert PartOut(visit, 1, string, [["The id of the protocol's action."]])
* insert PartOut(title, 1, string, [["The visit's title."]])
* insert PartOut(status, 1, code, [["Where the visit stands, by the code system visit-status."]])
* insert PartOut(code, 1, code, [["CR, R, NR or NE."]])
* insert PartOut(sentence, 1, string, [["Why."]])
* insert PartOut(measured, 0, date, [["The day of the count."]])
* insert PartOut(confirmed, 0, boolean, [["Whether another count says the same, 7 days apart or more (of NR 1 day)."]])
* insert PartOut(countOnly, 0, boolean, [["Whether bleeding was not assessed."]])
* insert PartOut(evidence, 0, Reference, [["A record that it rests on; one such part for each."]])

Instance: response-summary
InstanceOf: OperationDefinition
Usage: #definition
Title: "$response-summary"
Description: "How many subjects of the study responded."
* insert TrialOperation(response-summary, ResponseSummary, ResearchStudy)
* description = "How many of the treated subjects responded, at each follow-up visit and at best, with exact confidence intervals (Clopper and Pearson, 95 %), of all treated and of the evaluable. With Accept: text/csv one table: summary or, with table=subjects or table=visits, what it is made of."
* insert In(asOf, 0, date, [["The day to see from; today at each site if left out."]])
* insert In(rescueDays, 0, integer, [["As of $response."]])
* insert In(site, 0, string, [["The site's Organization; a client of a site gets its own."]])
* insert In(table, 0, code, [["summary, subjects or visits: the one table that is given. Left out, CSV has the summary, and Parameters have all."]])
* insert Out(label, 1, 1, string, [["That this is a derived analysis and not the registered endpoint of the trial."]])
* insert Out(method, 0, 1, code, [["By which definitions, a code of derivation-method; left out where nobody was treated."]])
* insert RowsOut(summary, [["One for each visit, population and response, and of the best confirmed response where visit is best."]])
* insert PartOut(visit, 1, string, [["The id of the protocol's action; best for the best confirmed response."]])
* insert PartOut(population, 1, code, [["all-treated: who was treated and has come to the visit, or no longer can; what is not evaluable counts as no response. evaluable: whose response could be told."]])
* insert PartOut(response, 1, code, [["any for any response, or the code of a complete one, CR."]])
* insert PartOut(n, 1, integer, [["How many had it."]])
* insert PartOut(of, 1, integer, [["Of how many."]])
* insert PartOut(proportion, 0, decimal, [["n of N; left out where N is 0."]])
* insert PartOut(lower, 0, decimal, [["The lower limit of the 95 % confidence interval."]])
* insert PartOut(upper, 0, decimal, [["The upper limit of it."]])
* insert PartOut(notEvaluable, 1, integer, [["Of all treated who have come to the visit, of how many it could not be told."]])
* insert PartOut(notYet, 1, integer, [["Of how many treated subjects the visit is still to come."]])
* insert RowsOut(subject, [["One for each treated subject."]])
* insert PartOut(subject, 1, Reference, [["The ResearchSubject."]])
* insert PartOut(number, 0, string, [["The study number."]])
* insert PartOut(site, 0, string, [["The id of the site's Organization."]])
* insert PartOut(firstInfusion, 1, date, [["The day of the first infusion."]])
* insert PartOut(best, 1, code, [["The best confirmed response."]])
* insert PartOut(began, 0, date, [["The day of the first count of a confirmed response."]])
* insert PartOut(daysToResponse, 0, integer, [["Days from the first infusion to that count."]])
* insert PartOut(lost, 0, date, [["The day of the first count of a confirmed loss of response."]])
* insert PartOut(sentence, 1, string, [["Why."]])
* insert RowsOut(visit, [["One for each follow-up visit of each treated subject."]])
* insert PartOut(subject, 1, Reference, [["The ResearchSubject."]])
* insert PartOut(number, 0, string, [["The study number."]])
* insert PartOut(visit, 1, string, [["The id of the protocol's action."]])
* insert PartOut(status, 1, code, [["Where the visit stands, by the code system visit-status."]])
* insert PartOut(response, 1, code, [["CR, R, NR or NE."]])
* insert PartOut(measured, 0, date, [["The day of the count."]])
* insert PartOut(confirmed, 0, boolean, [["Whether another count says the same."]])
* insert PartOut(countOnly, 0, boolean, [["Whether bleeding was not assessed."]])
* insert PartOut(result, 0, Reference, [["The Observation of the count."]])
* insert PartOut(sentence, 1, string, [["Why."]])
* insert RowsOut(time, [["The time to response of those who responded, in days."]])
* insert PartOut(responders, 1, integer, [["How many had a confirmed response."]])
* insert PartOut(median, 0, decimal, [["The median."]])
* insert PartOut(least, 0, integer, [["The shortest."]])
* insert PartOut(most, 0, integer, [["The longest."]])
