// The life of a subject and its schedule, as operations.

RuleSet: TrialOperation(code, name, type)
* url = "https://platelink.org/ig/msc-itp/OperationDefinition/{code}"
* name = "{name}"
* version = "0.1.0"
* title = "${code}"
* status = #active
* kind = #operation
* experimental = false
* date = "2026-11-25"
* affectsState = false
* code = #{code}
* resource = #{type}
* system = false
* type = false
* instance = true

RuleSet: In(name, min, type, what)
* parameter[+].name = #{name}
* parameter[=].use = #in
* parameter[=].min = {min}
* parameter[=].max = "1"
* parameter[=].documentation = {what}
* parameter[=].type = #{type}

RuleSet: Out(name, min, max, type, what)
* parameter[+].name = #{name}
* parameter[=].use = #out
* parameter[=].min = {min}
* parameter[=].max = "{max}"
* parameter[=].documentation = {what}
* parameter[=].type = #{type}

RuleSet: RowsOut(name, what)
* parameter[+].name = #{name}
* parameter[=].use = #out
* parameter[=].min = 0
* parameter[=].max = "*"
* parameter[=].documentation = {what}

RuleSet: PartOut(name, min, type, what)
* parameter[=].part[+].name = #{name}
* parameter[=].part[=].use = #out
* parameter[=].part[=].min = {min}
* parameter[=].part[=].max = "1"
* parameter[=].part[=].documentation = {what}
* parameter[=].part[=].type = #{type}

RuleSet: VisitParts
* insert PartOut(subject, 1, Reference, [["The subject's ResearchSubject."]])
* insert PartOut(number, 0, string, [["The subject's study number."]])
* insert PartOut(site, 0, string, [["The id of the site's Organization."]])
* insert PartOut(state, 1, code, [["The subject's state on that day."]])
* insert PartOut(visit, 1, string, [["The id of the protocol's action."]])
* insert PartOut(title, 1, string, [["The visit's title."]])
* insert PartOut(status, 1, code, [["Where the visit stands, by the code system visit-status."]])
* insert PartOut(target, 0, date, [["The day that the protocol aims at."]])
* insert PartOut(earliest, 0, date, [["The first day of the window."]])
* insert PartOut(latest, 0, date, [["The last day of the window."]])

Instance: register-subject
InstanceOf: OperationDefinition
Usage: #definition
Title: "$register-subject"
Description: "Registers a person who consented as a subject of the study."
* insert TrialOperation(register-subject, RegisterSubject, ResearchStudy)
* description = "Registers a person who consented as a subject of the study: makes the participant under a pseudonym, the consent and the subject in the state screening with a study number, and joins the site's identifier to the participant, all or nothing. The same identifier again gives the same subject; with other details it is refused with 409. With rescreening, a person whose screening has ended is screened again, by the rule of the study. By POST only, for a coordinator of the site."
* affectsState = true
* insert In(identifier, 1, Identifier, [["The identifier by which the site knows the person, with system and value. It stands in the body and never in the URL; it is kept in the linkage table and nowhere else."]])
* insert In(birthDate, 1, date, [["The date of birth. Year and month are kept; the day is looked at to tell whether the person is a minor and then forgotten."]])
* insert In(gender, 1, code, [["As Patient.gender."]])
* insert In(consentDateTime, 1, dateTime, [["When the person consented, or for a minor the guardian; to the day at least."]])
* insert In(site, 1, Reference, [["The site's Organization, such as Organization/site-1; the coordinator's own."]])
* insert In(guardian, 0, CodeableConcept, [["For a minor, what the guardian who consented is to the minor, without a name."]])
* insert In(assent, 0, dateTime, [["For a minor, when the minor assented. Asked from the age that the study states (age-of-assent), 7 where it states none."]])
* insert In(assentWaiver, 0, string, [["For a minor who did not assent, why: without names. Below the age of assent it may be left out."]])
* insert In(rescreening, 0, boolean, [["true if the person is a subject of the study already, whose screening or participation has ended, and is screened again with a new consent: a further subject of the same participant, whose number is that of the first with a suffix."]])
* insert In(reason, 0, string, [["Why the person is screened again; needed where the study does not say whether it screens anybody again."]])
* insert Out(return, 1, 1, ResearchSubject, [["The subject."]])

Instance: transition
InstanceOf: OperationDefinition
Usage: #definition
Title: "$transition"
Description: "Moves a subject to its next state."
* insert TrialOperation(transition, Transition, ResearchSubject)
* description = "Moves a subject to its next state, by the table on the page Subjects. Another step is refused with 409 and the allowed ones are named. The first infusion recorded makes the step to on-study-intervention by itself, the last planned one that to follow-up, and a recorded death that to off-study. An end has a coded reason. With correct=true a step that was a mistake is taken back: the subject goes back to an earlier state as that was recorded, and what is taken back stays in the extension taken-back-state. By POST only."
* affectsState = true
* insert In(to, 1, code, [["The state to move to; with correct=true the earlier state to go back to."]])
* insert In(date, 0, date, [["Since when the subject is in it: not before the state that it leaves, and not in the future. Demanded but with correct=true, where it is refused."]])
* insert In(reason, 0, string, [["Why. Demanded with correct=true and with reasonCode other."]])
* insert In(reasonCode, 0, code, [["The coded reason of an end, by the code system end-reason. Demanded for ineligible, off-study and withdrawn."]])
* insert In(criterion, 0, code, [["For reasonCode screen-failure: the code of the criterion, such as EXC05."]])
* insert In(correct, 0, boolean, [["Whether a mistake is taken back."]])
* insert Out(return, 1, 1, ResearchSubject, [["The subject as it is now."]])

Instance: transfer
InstanceOf: OperationDefinition
Usage: #definition
Title: "$transfer"
Description: "Transfers a participant to another site."
* insert TrialOperation(transfer, Transfer, ResearchSubject)
* description = "Transfers the participant of a subject to another site, with all that is recorded and as a subject of every study. A coordinator of the site that the participant is at requests it; a coordinator of the new site accepts it by the same operation, and either may cancel the request. An admin makes it at once. For every other site the subject does not exist (404). By POST only."
* affectsState = true
* insert In(to, 1, Reference, [["The Organization of the new site, such as Organization/site-2."]])
* insert In(date, 0, date, [["The first day at the new site, not in the future; needed to request. To accept it may be left out, and is that of the request."]])
* insert In(reason, 0, string, [["Why; needed to request."]])
* insert In(allStudies, 0, boolean, [["true if the participant goes to the new site for all studies; needed for one who takes part in several."]])
* insert In(cancel, 0, boolean, [["true to take a request back, or to decline it."]])
* insert Out(status, 1, 1, code, [["requested, completed or cancelled."]])
* insert Out(subject, 1, 1, Reference, [["The subject."]])
* insert Out(from, 1, 1, Reference, [["The old site."]])
* insert Out(to, 1, 1, Reference, [["The new site."]])
* insert Out(date, 1, 1, date, [["The first day at the new site."]])

Instance: acknowledge
InstanceOf: OperationDefinition
Usage: #definition
Title: "$acknowledge"
Description: "Records that somebody has seen an alert."
* insert TrialOperation(acknowledge, Acknowledge, Flag)
* description = "Records who has seen an alert, when, and what is said of it. What is acknowledged is what the alert said when it was read: a version that is not the present one is refused with 409. Acknowledged by another client already, 409; by the same client, it stays as it is. By POST only."
* affectsState = true
* insert In(version, 1, string, [["The version of the Flag that was read (meta.versionId)."]])
* insert In(note, 0, string, [["What is said of it; at most 2000 characters."]])
* insert Out(return, 1, 1, Flag, [["The alert as it is now."]])

Instance: schedule
InstanceOf: OperationDefinition
Usage: #definition
Title: "$schedule"
Description: "The visits of a subject, each with its days and where it stands."
* insert TrialOperation(schedule, Schedule, ResearchSubject)
* description = "The visits of a subject: what the protocol plans, counted from what took place, each with target, window, status and deviation."
* insert In(asOf, 0, date, [["The day to see the schedule from; today in the site's time zone if it is left out. What took place after it is not looked at."]])
* insert Out(return, 1, 1, CarePlan, [["The schedule; it is not stored."]])

Instance: visit-labs
InstanceOf: OperationDefinition
Usage: #definition
Title: "$visit-labs"
Description: "The laboratory results of a subject's visit."
* insert TrialOperation(visit-labs, VisitLabs, ResearchSubject)
* description = "The laboratory results that belong to a visit: those whose encounter is the visit's; and of those that name no encounter, those of a day within the visit's window, or, where the protocol states none, of a day on which it took place. A result in the windows of two visits belongs to the one that is nearer."
* insert In(visit, 1, string, [["The id of the protocol's action, such as fu-m1."]])
* insert In(code, 0, string, [["Only results with this code, such as http://loinc.org|777-3."]])
* insert Out(return, 1, 1, Bundle, [["A searchset of Observations, by date."]])

Instance: visit-compliance
InstanceOf: OperationDefinition
Usage: #definition
Title: "$visit-compliance"
Description: "How the visits of all subjects of the study kept to the protocol."
* insert TrialOperation(visit-compliance, VisitCompliance, ResearchStudy)
* description = "For every subject and visit of the study what was planned, what took place and how far apart they are; and for each visit of the protocol how many subjects it stands how with. A coordinator gets those of the own site. As Parameters, or as a table with Accept: text/csv or _format=text/csv."
* insert In(asOf, 0, date, [["The day to see the study from; today if it is left out."]])
* insert In(site, 0, string, [["Only subjects of the site, such as Organization/site-1."]])
* insert In(table, 0, code, [["Which table CSV gives: visits, counts or deviations; visits if it is left out."]])
* insert RowsOut(visit, [["One visit of one subject."]])
* insert VisitParts
* insert PartOut(actual, 0, date, [["When it took place."]])
* insert PartOut(deviation, 0, integer, [["Days from the target to when it took place."]])
* insert PartOut(reason, 0, string, [["Why it was not in its window, in the words of the site; else why it cannot be told."]])
* insert PartOut(deviationCode, 0, string, [["How it deviates beside its dates, as codes of visit-deviation with blanks between them."]])
* insert PartOut(version, 0, string, [["The version of the protocol by which it is judged."]])
* insert RowsOut(deviation, [["One visit of one subject that was out of its window or its order, or missed; the same parts."]])
* insert VisitParts
* insert PartOut(actual, 0, date, [["When it took place."]])
* insert PartOut(deviation, 0, integer, [["Days from the target to when it took place."]])
* insert PartOut(reason, 0, string, [["Why, in the words of the site."]])
* insert PartOut(deviationCode, 0, string, [["How it deviates beside its dates, as codes of visit-deviation with blanks between them."]])
* insert PartOut(version, 0, string, [["The version of the protocol by which it is judged."]])
* insert RowsOut(count, [["One visit of the protocol with one status."]])
* insert PartOut(visit, 1, string, [["The id of the protocol's action."]])
* insert PartOut(status, 1, code, [["The status."]])
* insert PartOut(subjects, 1, integer, [["How many subjects it stands so with."]])

Instance: upcoming-visits
InstanceOf: OperationDefinition
Usage: #definition
Title: "$upcoming-visits"
Description: "The visits that are due now or in the next days."
* insert TrialOperation(upcoming-visits, UpcomingVisits, ResearchStudy)
* description = "The visits that have not taken place and whose window, or whose target where there is none, is open now or will be in the next days; by the day on which they must have taken place. A coordinator gets those of the own site. As Parameters, or as a table with Accept: text/csv or _format=text/csv."
* insert In(days, 0, integer, [["How many days from today; 14 if it is left out."]])
* insert In(site, 0, string, [["Only subjects of the site, such as Organization/site-1."]])
* insert In(asOf, 0, date, [["The day to see the study from; today if it is left out."]])
* insert RowsOut(visit, [["One visit of one subject."]])
* insert VisitParts
* insert PartOut(projected, 0, boolean, [["True where the days will move with a visit that has not taken place yet."]])
* insert PartOut(contact, 0, string, [["How the participant is met, a code of HL7's ParticipationMode such as PHONE; left out where the protocol is silent."]])
