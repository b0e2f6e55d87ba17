// The subjects of a study at a glance.

Extension: FollowedMeasurement
Id: followed-measurement
Title: "Followed measurement"
Description: "The measurement by which the subjects of a study are followed: the codes of its results, the unit in which they are compared, and the values that its rules compare with."
Context: ResearchStudy
* ^status = #active
* extension contains code 1..* and unit 1..1 and threshold 0..*
* extension[code].value[x] 1..1
* extension[code].value[x] only Coding
* extension[code].valueCoding.system 1..1
* extension[code].valueCoding.code 1..1
* extension[unit].value[x] 1..1
* extension[unit].value[x] only Coding
* extension[unit].valueCoding.system 1..1
* extension[unit].valueCoding.system = "http://unitsofmeasure.org"
* extension[unit].valueCoding.code 1..1
* extension[threshold] ^short = "A value, in the unit, at which a line is drawn where results are shown; the study's rules have it."
* extension[threshold].value[x] 1..1
* extension[threshold].value[x] only decimal

Instance: subject-list
InstanceOf: OperationDefinition
Usage: #definition
Title: "$subject-list"
Description: "The subjects of the study at a glance."
* insert TrialOperation(subject-list, SubjectList, ResearchStudy)
* description = "The subjects of the study, one row each: where it stands, what comes next, its counts, its response and its gravest grade; or its counts by visit; or how many came how far. A coordinator gets those of the own site. The rows are as of now, today at each site. Responses are those that are stored, and grades are told, some moments after a record changes. As Parameters, or as a table with Accept: text/csv or _format=text/csv."
* date = "2026-11-29"
* insert In(site, 0, string, [["Only subjects of the site, such as Organization/site-1; a client of a site gets its own."]])
* insert In(table, 0, code, [["subjects, counts, flow or responses; subjects if it is left out."]])
* insert RowsOut(subject, [["One for each subject, by study number."]])
* insert SubjectParts
* insert PartOut(state, 1, code, [["Where it stands, as ResearchSubject.status."]])
* insert PartOut(since, 0, date, [["Since when, as exactly as it is recorded."]])
* insert PartOut(consented, 0, date, [["When consent was given."]])
* insert PartOut(firstInfusion, 0, date, [["The day of the first infusion."]])
* insert PartOut(infusions, 1, integer, [["How many were given."]])
* insert PartOut(nextVisit, 0, string, [["The id of the action of the visit that must take place next: of those still expected the one whose last day comes first."]])
* insert PartOut(nextTitle, 0, string, [["Its title."]])
* insert PartOut(nextTarget, 0, date, [["The day that the protocol aims at."]])
* insert PartOut(nextEarliest, 0, date, [["The first day of its window."]])
* insert PartOut(nextLatest, 0, date, [["The last day of its window."]])
* insert PartOut(nextStatus, 0, code, [["planned or due, by the code system visit-status."]])
* insert PartOut(overdue, 1, integer, [["How many visits are still expected although their last day is over, as can be where the protocol states a day and no window."]])
* insert PartOut(missed, 1, integer, [["How many visits were missed."]])
* insert PartOut(outOfWindow, 1, integer, [["How many visits took place out of their windows."]])
* insert PartOut(lastVisit, 0, date, [["When the last visit took place, as exactly as it is recorded."]])
* insert PartOut(platelets, 0, string, [["The last final result of the measurement that the study follows (followed-measurement), as it is recorded, with its comparator."]])
* insert PartOut(plateletsUnit, 0, string, [["Its unit as it is recorded."]])
* insert PartOut(plateletsDate, 0, date, [["Its day at the site."]])
* insert PartOut(plateletsResult, 0, Reference, [["The Observation."]])
* insert PartOut(course, 0, string, [["The last final results, 24 at most, as date=number with a space between, in the column unit. What is no plain number or cannot be converted is left out."]])
* insert PartOut(unreadable, 1, integer, [["How many final results are no plain number, or cannot be converted."]])
* insert PartOut(baseline, 0, decimal, [["The count from before the treatment by which the response is judged, in the same unit; left out where it is not known."]])
* insert PartOut(unit, 0, string, [["The UCUM code of that unit, as the study names it."]])
* insert PartOut(response, 0, code, [["The best response as it is stored: CR, R, NR or NE; left out where the subject was not treated."]])
* insert PartOut(worstGrade, 0, integer, [["The gravest grade that a result since the first infusion suggests, or that an investigator gave an adverse event."]])
* insert PartOut(graveSuggestions, 0, integer, [["How many results since the first infusion suggest grade 3 or more. Whether an adverse event is recorded for them no record says."]])
* insert PartOut(pending, 0, boolean, [["True while the grades are those of the record as it was before its last change, or were not told yet."]])
* insert PartOut(deceased, 0, string, [["The date of death as it is recorded, or true."]])
* insert RowsOut(count, [["One for each visit of a subject at which there was a count: of several the one by which the response was judged, or else the nearest to the visit's day, and of those the last."]])
* insert PartOut(subject, 1, Reference, [["The ResearchSubject."]])
* insert PartOut(number, 0, string, [["The study number."]])
* insert PartOut(visit, 1, string, [["The id of the protocol's action."]])
* insert PartOut(title, 1, string, [["The visit's title."]])
* insert PartOut(offset, 0, integer, [["Days from the first infusion to the day that the protocol aims at."]])
* insert PartOut(date, 1, date, [["The day of the count at the site."]])
* insert PartOut(value, 1, decimal, [["The count in the column unit."]])
* insert PartOut(unit, 1, string, [["The UCUM code of the unit."]])
* insert PartOut(result, 1, Reference, [["The Observation."]])
* insert PartOut(response, 0, code, [["The response at the visit as it is stored: CR, R, NR or NE."]])
* insert RowsOut(flow, [["One for each stage."]])
* insert PartOut(stage, 1, code, [["screened: all; in-screening, awaiting-treatment, in-treatment, in-follow-up, completed and withdrawn: who stands there now; not-eligible and eligible: who ever was; treated: who was given an infusion; withdrawn-untreated and withdrawn-treated: of the withdrawn. Reasons are words of the sites and are not counted."]])
* insert PartOut(n, 1, integer, [["How many subjects."]])
* insert RowsOut(response, [["One for each visit at which a response is stored, of all who were treated and whose visit has come; the same numbers as the population all-treated of $response-summary."]])
* insert PartOut(visit, 1, string, [["The id of the protocol's action."]])
* insert PartOut(title, 1, string, [["The visit's title."]])
* insert PartOut(n, 1, integer, [["How many responded, completely or not."]])
* insert PartOut(complete, 1, integer, [["Of these, completely."]])
* insert PartOut(of, 1, integer, [["How many were treated and should have had the visit."]])
* insert PartOut(notEvaluable, 1, integer, [["Of these, whose response cannot be told."]])
* insert PartOut(notYet, 1, integer, [["For how many the visit is still to come."]])
* insert PartOut(proportion, 0, decimal, [["n of of."]])
* insert PartOut(lower, 0, decimal, [["Lower end of the exact 95 % interval (Clopper and Pearson)."]])
* insert PartOut(upper, 0, decimal, [["Upper end of it."]])

Instance: disposition
InstanceOf: OperationDefinition
Usage: #definition
Title: "$disposition"
Description: "The flow of participants of the study."
* insert TrialOperation(disposition, Disposition, ResearchStudy)
* description = "How many subjects came how far and why they ended, as a CONSORT diagram counts them, each count with its subjects, as of any day. A coordinator gets those of the own site. States that were taken back count nowhere. An end whose day is not known counts on every day. As Parameters, or as a table with Accept: text/csv or _format=text/csv."
* date = "2026-11-30"
* insert In(asOf, 0, date, [["The day; today in the site's time zone if it is left out. Who was not in screening by then is left out."]])
* insert In(site, 0, string, [["Only subjects of the site, such as Organization/site-1; a client of a site gets its own."]])
* insert RowsOut(count, [["One for each count, in the order of the diagram."]])
* insert PartOut(stage, 1, code, [["screened, in-screening, not-eligible, eligible (ever), awaiting-treatment, treated, in-treatment, reached-follow-up, in-follow-up, completed, ended-early (off-study, not completed), withdrawn or died (participation ended by death)."]])
* insert PartOut(reason, 0, code, [["For some of an end: the coded reason, or not-recorded."]])
* insert PartOut(criterion, 0, code, [["For some of the screen failures: the criterion."]])
* insert PartOut(infusions, 0, integer, [["For some of the treated: how many infusions they were given."]])
* insert PartOut(n, 1, integer, [["How many."]])
* insert PartOut(subject, 0, Reference, [["A subject that is counted, one part each; in CSV the column subjects, separated by spaces."]])
