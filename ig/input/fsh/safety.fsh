// Safety, as operations.

RuleSet: SubjectParts
* insert PartOut(subject, 1, Reference, [["The ResearchSubject."]])
* insert PartOut(number, 0, string, [["The study number."]])
* insert PartOut(site, 0, string, [["The id of the site's Organization."]])

Instance: grade-suggestions
InstanceOf: OperationDefinition
Usage: #definition
Title: "$grade-suggestions"
Description: "The grades that results of the safety laboratory suggest."
* insert TrialOperation(grade-suggestions, GradeSuggestions, ResearchSubject)
* description = "The grades that final results of ALT, AST, bilirubin and creatinine suggest by CTCAE 5.0, by the study's CQL library, from the upper limit of normal of the same result and from the baseline. Whether there is an adverse event the investigator says; nothing is stored. Platelets are not graded, and no result suggests grade 5. On a ResearchStudy: of its subjects at the caller's site. With Accept: text/csv one table."
* resource[+] = #ResearchStudy
* insert In(asOf, 0, date, [["The day to see from; today at the site if left out. What happened later does not count."]])
* insert In(least, 0, integer, [["The least grade to list, from 0, which is none, to 4; 1 if left out."]])
* insert In(site, 0, string, [["On a ResearchStudy the site's Organization; a client of a site gets its own."]])
* insert In(table, 0, code, [["suggestions, ungraded or worst, where CSV is asked for."]])
* insert Out(label, 1, 1, string, [["That these are suggestions, and that there are no stopping rules."]])
* insert Out(method, 1, 1, code, [["By which criteria, a code of derivation-method."]])
* insert RowsOut(suggestion, [["One for each result that suggests a grade."]])
* insert SubjectParts
* insert PartOut(term, 1, string, [["The term of CTCAE."]])
* insert PartOut(grade, 1, integer, [["The grade, from 0 to 4."]])
* insert PartOut(measured, 1, date, [["The day of the result."]])
* insert PartOut(beforeTreatment, 1, boolean, [["Whether it is of before the first infusion, or of a subject without one; it is graded by the limit then."]])
* insert PartOut(result, 1, Reference, [["The Observation."]])
* insert PartOut(baseline, 0, Reference, [["The Observation of the baseline."]])
* insert PartOut(sentence, 1, string, [["Why."]])
* insert RowsOut(ungraded, [["One for each result of which no grade can be told."]])
* insert SubjectParts
* insert PartOut(term, 1, string, [["The term of CTCAE."]])
* insert PartOut(measured, 1, date, [["The day of the result."]])
* insert PartOut(result, 1, Reference, [["The Observation."]])
* insert PartOut(missing, 1, string, [["What would tell it."]])
* insert PartOut(sentence, 1, string, [["Why."]])
* insert RowsOut(worst, [["For each term and grade, of how many subjects it is the gravest since the first infusion."]])
* insert PartOut(term, 1, string, [["The term of CTCAE."]])
* insert PartOut(grade, 1, integer, [["The grade, from 0 to 4."]])
* insert PartOut(subjects, 1, integer, [["How many subjects."]])

Instance: adverse-events
InstanceOf: OperationDefinition
Usage: #definition
Title: "$adverse-events"
Description: "The adverse events that were reported."
* insert TrialOperation(adverse-events, AdverseEvents, ResearchSubject)
* description = "The adverse events of a subject in its study, as the investigator reported them (trial-adverse-event), and how many there are of each kind. On a ResearchStudy: of its subjects at the caller's site. With Accept: text/csv one table."
* resource[+] = #ResearchStudy
* insert In(asOf, 0, date, [["The day to see from; today at the site if left out. What happened later does not count."]])
* insert In(site, 0, string, [["On a ResearchStudy the site's Organization; a client of a site gets its own."]])
* insert In(table, 0, code, [["events or counts, where CSV is asked for."]])
* insert Out(label, 1, 1, string, [["That there are no stopping rules."]])
* insert RowsOut(event, [["One for each event."]])
* insert SubjectParts
* insert PartOut(event, 1, Reference, [["The AdverseEvent."]])
* insert PartOut(term, 0, string, [["What happened: the report's words, or its first code."]])
* insert PartOut(date, 1, date, [["When, as exactly as it was reported."]])
* insert PartOut(daysSinceFirstInfusion, 0, integer, [["Days from the first infusion; negative before it."]])
* insert PartOut(grade, 0, integer, [["The grade that the investigator gave."]])
* insert PartOut(seriousness, 0, code, [["As reported."]])
* insert PartOut(outcome, 0, code, [["As reported."]])
* insert PartOut(suspect, 0, string, [["What it is suspected to come from: references, with a space between."]])
* insert RowsOut(count, [["For each term and grade."]])
* insert PartOut(term, 0, string, [["What happened."]])
* insert PartOut(grade, 0, integer, [["The grade that the investigators gave."]])
* insert PartOut(events, 1, integer, [["How many events."]])
* insert PartOut(subjects, 1, integer, [["Of how many subjects."]])
* insert PartOut(serious, 1, integer, [["How many of them are serious."]])
