// What a server of this guide does, by requirement. The running server's own /fhir/metadata says at least this.

RuleSet: Served(type, profile)
* rest.resource[+].type = #{type}
* rest.resource[=].supportedProfile = "https://platelink.org/ig/msc-itp/StructureDefinition/{profile}"
* rest.resource[=].interaction[+].code = #read
* rest.resource[=].interaction[+].code = #vread
* rest.resource[=].interaction[+].code = #update
* rest.resource[=].interaction[+].code = #create
* rest.resource[=].interaction[+].code = #search-type
* rest.resource[=].versioning = #versioned-update
* rest.resource[=].conditionalCreate = true
* rest.resource[=].operation[+].name = "validate"
* rest.resource[=].operation[=].definition = "http://hl7.org/fhir/OperationDefinition/Resource-validate"

RuleSet: Kept(type)
* rest.resource[+].type = #{type}
* rest.resource[=].interaction[+].code = #read
* rest.resource[=].interaction[+].code = #vread
* rest.resource[=].interaction[+].code = #search-type
* rest.resource[=].versioning = #versioned

RuleSet: Searched(name, type)
* rest.resource[=].searchParam[+].name = "{name}"
* rest.resource[=].searchParam[=].type = #{type}

RuleSet: Offered(code)
* rest.resource[=].operation[+].name = "{code}"
* rest.resource[=].operation[=].definition = "https://platelink.org/ig/msc-itp/OperationDefinition/{code}"

Instance: platelink-server
InstanceOf: CapabilityStatement
Usage: #definition
Title: "Server of a trial"
Description: "What a server of this guide does: it takes and gives the study, its subjects and their results, and validates every write."
* url = "https://platelink.org/ig/msc-itp/CapabilityStatement/platelink-server"
* name = "PlatelinkServer"
* version = "0.1.0"
* title = "Server of a trial"
* status = #active
* experimental = false
* date = "2026-11-24"
* description = "What a server of this guide does: it takes and gives the study, its subjects and their results, and validates every write."
* kind = #requirements
* fhirVersion = #4.0.1
* format[+] = #json
* format[+] = #xml
* rest.mode = #server
* rest.documentation = "Every write, alone or in a transaction or batch, is validated against R4 and against the profile that fits. What breaks a rule is answered with 422 and an OperationOutcome that names every faulty place; of a refused transaction nothing is stored. A laboratory result with a code of the trial gets its analyte's profile whether it claims it or not."
* rest.security.service = http://terminology.hl7.org/CodeSystem/restful-security-service#SMART-on-FHIR "SMART-on-FHIR"
* rest.security.description = "SMART App Launch 2.2 Backend Services (private_key_jwt, v2 scopes). What a client may do is what its role, its token's scopes and its site allow together. Without a token: this statement and the public metadata of the study."
* insert Served(ResearchStudy, trial-study)
* insert Offered(data-cut)
* insert Offered(lock)
* insert Offered(unlock)
* insert Offered(register-subject)
* insert Offered(visit-compliance)
* insert Offered(upcoming-visits)
* insert Offered(subject-list)
* insert Offered(disposition)
* insert Offered(response-summary)
* insert Offered(grade-suggestions)
* insert Offered(adverse-events)
* insert Offered(evaluate-eligibility)
* insert Offered(trds-completeness)
* insert Searched(condition, token)
* rest.resource[=].searchParam[=].definition = "https://platelink.org/ig/msc-itp/SearchParameter/ResearchStudy-condition"
* insert Searched(condition-text, string)
* rest.resource[=].searchParam[=].definition = "https://platelink.org/ig/msc-itp/SearchParameter/ResearchStudy-condition-text"
* insert Searched(phase, token)
* rest.resource[=].searchParam[=].definition = "https://platelink.org/ig/msc-itp/SearchParameter/ResearchStudy-phase"
* insert Searched(recruitment, token)
* rest.resource[=].searchParam[=].definition = "https://platelink.org/ig/msc-itp/SearchParameter/ResearchStudy-recruitment"
* insert Searched(category, token)
* insert Searched(date, date)
* insert Searched(focus, token)
* insert Searched(identifier, token)
* insert Searched(keyword, token)
* insert Searched(location, token)
* insert Searched(partof, reference)
* insert Searched(principalinvestigator, reference)
* insert Searched(protocol, reference)
* insert Searched(site, reference)
* insert Searched(sponsor, reference)
* insert Searched(status, token)
* insert Searched(title, string)
* insert Served(Subscription, study-subscription)
// A type that is not searched by its identifier has no condition of a write.
* rest.resource[=].conditionalCreate = false
* insert Searched(criteria, string)
* insert Searched(status, token)
* insert Searched(type, token)
* insert Searched(url, uri)
* insert Served(PlanDefinition, trial-protocol)
* rest.resource[=].supportedProfile[+] = "https://platelink.org/ig/msc-itp/StructureDefinition/trial-visit"
* rest.resource[=].operation[+].name = "apply"
* rest.resource[=].operation[=].definition = "http://hl7.org/fhir/OperationDefinition/PlanDefinition-apply"
* insert Searched(composed-of, reference)
* insert Searched(context, token)
* insert Searched(context-quantity, quantity)
* insert Searched(context-type, token)
* insert Searched(date, date)
* insert Searched(definition, reference)
* insert Searched(depends-on, reference)
* insert Searched(derived-from, reference)
* insert Searched(description, string)
* insert Searched(effective, date)
* insert Searched(identifier, token)
* insert Searched(jurisdiction, token)
* insert Searched(name, string)
* insert Searched(predecessor, reference)
* insert Searched(publisher, string)
* insert Searched(status, token)
* insert Searched(successor, reference)
* insert Searched(title, string)
* insert Searched(topic, token)
* insert Searched(type, token)
* insert Searched(url, uri)
* insert Searched(version, token)
* insert Served(ActivityDefinition, trial-activity)
* rest.resource[=].supportedProfile[+] = "https://platelink.org/ig/msc-itp/StructureDefinition/trial-infusion"
* insert Searched(composed-of, reference)
* insert Searched(context, token)
* insert Searched(context-quantity, quantity)
* insert Searched(context-type, token)
* insert Searched(date, date)
* insert Searched(depends-on, reference)
* insert Searched(derived-from, reference)
* insert Searched(description, string)
* insert Searched(effective, date)
* insert Searched(identifier, token)
* insert Searched(jurisdiction, token)
* insert Searched(name, string)
* insert Searched(predecessor, reference)
* insert Searched(publisher, string)
* insert Searched(status, token)
* insert Searched(successor, reference)
* insert Searched(title, string)
* insert Searched(topic, token)
* insert Searched(url, uri)
* insert Searched(version, token)
* insert Served(Group, eligibility-criteria)
* insert Searched(actual, token)
* insert Searched(characteristic, token)
* insert Searched(code, token)
* insert Searched(exclude, token)
* insert Searched(identifier, token)
* insert Searched(managing-entity, reference)
* insert Searched(member, reference)
* insert Searched(type, token)
* insert Searched(value, token)
* insert Served(Patient, participant)
// Its identifiers are pseudonyms, and a condition is one of a site's numbers.
* rest.resource[=].conditionalCreate = false
* insert Offered(link)
* insert Offered(find-linked)
* insert Offered(linked-identifiers)
* insert Searched(active, token)
* insert Searched(birthdate, date)
* insert Searched(death-date, date)
* insert Searched(deceased, token)
* insert Searched(gender, token)
* insert Searched(identifier, token)
* insert Searched(organization, reference)
* insert Served(ResearchSubject, trial-subject)
// Its identifiers are pseudonyms, and a condition is one of a site's numbers.
* rest.resource[=].conditionalCreate = false
* insert Offered(open-query)
* insert Offered(verify)
* insert Offered(lock)
* insert Offered(unlock)
* insert Offered(transition)
* insert Offered(transfer)
* insert Offered(evaluate-eligibility)
* insert Offered(schedule)
* insert Offered(visit-labs)
* insert Offered(response)
* insert Offered(grade-suggestions)
* insert Offered(adverse-events)
* insert Searched(screening-began, date)
* rest.resource[=].searchParam[=].definition = "https://platelink.org/ig/msc-itp/SearchParameter/ResearchSubject-screening-began"
* insert Searched(eligible-began, date)
* rest.resource[=].searchParam[=].definition = "https://platelink.org/ig/msc-itp/SearchParameter/ResearchSubject-eligible-began"
* insert Searched(ineligible-began, date)
* rest.resource[=].searchParam[=].definition = "https://platelink.org/ig/msc-itp/SearchParameter/ResearchSubject-ineligible-began"
* insert Searched(on-study-intervention-began, date)
* rest.resource[=].searchParam[=].definition = "https://platelink.org/ig/msc-itp/SearchParameter/ResearchSubject-on-study-intervention-began"
* insert Searched(follow-up-began, date)
* rest.resource[=].searchParam[=].definition = "https://platelink.org/ig/msc-itp/SearchParameter/ResearchSubject-follow-up-began"
* insert Searched(off-study-began, date)
* rest.resource[=].searchParam[=].definition = "https://platelink.org/ig/msc-itp/SearchParameter/ResearchSubject-off-study-began"
* insert Searched(withdrawn-began, date)
* rest.resource[=].searchParam[=].definition = "https://platelink.org/ig/msc-itp/SearchParameter/ResearchSubject-withdrawn-began"
* insert Searched(consent-in-question, token)
* rest.resource[=].searchParam[=].definition = "https://platelink.org/ig/msc-itp/SearchParameter/ResearchSubject-consent-in-question"
* insert Searched(end-reason, token)
* rest.resource[=].searchParam[=].definition = "https://platelink.org/ig/msc-itp/SearchParameter/ResearchSubject-end-reason"
* insert Searched(date, date)
* insert Searched(identifier, token)
* insert Searched(individual, reference)
* insert Searched(patient, reference)
* insert Searched(status, token)
* insert Searched(study, reference)
* insert Served(Consent, trial-consent)
* insert Searched(action, token)
* insert Searched(actor, reference)
* insert Searched(category, token)
* insert Searched(consentor, reference)
* insert Searched(data, reference)
* insert Searched(date, date)
* insert Searched(identifier, token)
* insert Searched(organization, reference)
* insert Searched(patient, reference)
* insert Searched(period, date)
* insert Searched(purpose, token)
* insert Searched(scope, token)
* insert Searched(security-label, token)
* insert Searched(source-reference, reference)
* insert Searched(status, token)
* insert Served(Encounter, visit-encounter)
* insert Offered(sign-off)
* insert Searched(planned-visit, token)
* rest.resource[=].searchParam[=].definition = "https://platelink.org/ig/msc-itp/SearchParameter/Encounter-planned-visit"
* insert Searched(account, reference)
* insert Searched(appointment, reference)
* insert Searched(based-on, reference)
* insert Searched(class, token)
* insert Searched(date, date)
* insert Searched(diagnosis, reference)
* insert Searched(episode-of-care, reference)
* insert Searched(identifier, token)
* insert Searched(length, quantity)
* insert Searched(location, reference)
* insert Searched(location-period, date)
* insert Searched(part-of, reference)
* insert Searched(participant, reference)
* insert Searched(participant-type, token)
* insert Searched(patient, reference)
* insert Searched(practitioner, reference)
* insert Searched(reason-code, token)
* insert Searched(reason-reference, reference)
* insert Searched(service-provider, reference)
* insert Searched(special-arrangement, token)
* insert Searched(status, token)
* insert Searched(subject, reference)
* insert Searched(type, token)
* insert Served(MedicationAdministration, infusion-given)
* insert Searched(planned-visit, token)
* rest.resource[=].searchParam[=].definition = "https://platelink.org/ig/msc-itp/SearchParameter/MedicationAdministration-planned-visit"
* insert Searched(code, token)
* insert Searched(context, reference)
* insert Searched(device, reference)
* insert Searched(effective-time, date)
* insert Searched(identifier, token)
* insert Searched(medication, reference)
* insert Searched(patient, reference)
* insert Searched(performer, reference)
* insert Searched(reason-given, token)
* insert Searched(reason-not-given, token)
* insert Searched(request, reference)
* insert Searched(status, token)
* insert Searched(subject, reference)
* insert Served(QuestionnaireResponse, signed-response)
* insert Searched(authored, date)
* insert Searched(author, reference)
* insert Searched(identifier, token)
* insert Searched(patient, reference)
* insert Searched(questionnaire, reference)
* insert Searched(status, token)
* insert Searched(subject, reference)
* insert Served(Condition, diagnosis-or-history)
* insert Searched(clinical-status, token)
* insert Searched(code, token)
* insert Searched(identifier, token)
* insert Searched(onset-date, date)
* insert Searched(patient, reference)
* insert Searched(subject, reference)
* insert Searched(verification-status, token)
* insert Served(MedicationStatement, drug-taken)
* insert Searched(code, token)
* insert Searched(effective, date)
* insert Searched(identifier, token)
* insert Searched(patient, reference)
* insert Searched(status, token)
* insert Searched(subject, reference)
* insert Served(AllergyIntolerance, known-allergy)
* insert Searched(code, token)
* insert Searched(criticality, token)
* insert Searched(identifier, token)
* insert Searched(patient, reference)
* insert Served(Procedure, procedure-done)
* insert Searched(code, token)
* insert Searched(date, date)
* insert Searched(identifier, token)
* insert Searched(patient, reference)
* insert Searched(status, token)
* insert Searched(subject, reference)
* insert Served(Immunization, vaccination)
* insert Searched(date, date)
* insert Searched(identifier, token)
* insert Searched(patient, reference)
* insert Searched(status, token)
* insert Searched(vaccine-code, token)
* insert Served(AdverseEvent, trial-adverse-event)
* rest.resource[=].conditionalCreate = false
* insert Searched(actuality, token)
* insert Searched(category, token)
* insert Searched(date, date)
* insert Searched(event, token)
* insert Searched(location, reference)
* insert Searched(recorder, reference)
* insert Searched(resultingcondition, reference)
* insert Searched(seriousness, token)
* insert Searched(severity, token)
* insert Searched(study, reference)
* insert Searched(subject, reference)
* insert Searched(substance, reference)
* insert Served(Observation, lab-result)
* rest.resource[=].operation[+].name = "lastn"
* rest.resource[=].operation[=].definition = "http://hl7.org/fhir/OperationDefinition/Observation-lastn"
* insert Searched(based-on, reference)
* insert Searched(category, token)
* insert Searched(code, token)
* insert Searched(code-value-quantity, composite)
* insert Searched(combo-code-value-quantity, composite)
* insert Searched(component-code, token)
* insert Searched(component-code-value-quantity, composite)
* insert Searched(component-value-concept, token)
* insert Searched(component-value-quantity, quantity)
* insert Searched(data-absent-reason, token)
* insert Searched(date, date)
* insert Searched(derived-from, reference)
* insert Searched(encounter, reference)
* insert Searched(has-member, reference)
* insert Searched(identifier, token)
* insert Searched(part-of, reference)
* insert Searched(patient, reference)
* insert Searched(performer, reference)
* insert Searched(specimen, reference)
* insert Searched(status, token)
* insert Searched(subject, reference)
* insert Searched(value-concept, token)
* insert Searched(value-quantity, quantity)
* insert Searched(value-string, string)
* insert Served(DiagnosticReport, lab-report)
* insert Searched(based-on, reference)
* insert Searched(category, token)
* insert Searched(code, token)
* insert Searched(conclusion, token)
* insert Searched(date, date)
* insert Searched(encounter, reference)
* insert Searched(identifier, token)
* insert Searched(issued, date)
* insert Searched(media, reference)
* insert Searched(patient, reference)
* insert Searched(performer, reference)
* insert Searched(result, reference)
* insert Searched(results-interpreter, reference)
* insert Searched(specimen, reference)
* insert Searched(status, token)
* insert Searched(subject, reference)
* insert Served(ConceptMap, lab-map)
* rest.resource[=].conditionalCreate = false
* insert Searched(context, token)
* insert Searched(status, token)
* insert Searched(url, uri)
* insert Kept(Flag)
* rest.resource[=].supportedProfile = "https://platelink.org/ig/msc-itp/StructureDefinition/trial-alert"
* insert Offered(acknowledge)
* insert Searched(acknowledged, token)
* rest.resource[=].searchParam[=].definition = "https://platelink.org/ig/msc-itp/SearchParameter/Flag-acknowledged"
* insert Searched(author, reference)
* insert Searched(code, token)
* rest.resource[=].searchParam[=].definition = "https://platelink.org/ig/msc-itp/SearchParameter/Flag-code"
* insert Searched(date, date)
* insert Searched(encounter, reference)
* insert Searched(identifier, token)
* insert Searched(patient, reference)
* insert Searched(research-subject, reference)
* rest.resource[=].searchParam[=].definition = "https://platelink.org/ig/msc-itp/SearchParameter/Flag-research-subject"
* insert Searched(status, token)
* rest.resource[=].searchParam[=].definition = "https://platelink.org/ig/msc-itp/SearchParameter/Flag-status"
* insert Searched(study, reference)
* rest.resource[=].searchParam[=].definition = "https://platelink.org/ig/msc-itp/SearchParameter/Flag-study"
* insert Searched(subject, reference)
* insert Kept(DetectedIssue)
* rest.resource[=].supportedProfile = "https://platelink.org/ig/msc-itp/StructureDefinition/protocol-deviation"
* insert Searched(author, reference)
* insert Searched(code, token)
* insert Searched(identified, date)
* insert Searched(identifier, token)
* insert Searched(implicated, reference)
* insert Searched(patient, reference)
* insert Kept(Provenance)
* insert Searched(recorded, date)
* insert Searched(target, reference)
* insert Kept(Task)
* rest.resource[=].supportedProfile[+] = "https://platelink.org/ig/msc-itp/StructureDefinition/review-query"
* rest.resource[=].supportedProfile[+] = "https://platelink.org/ig/msc-itp/StructureDefinition/review-lock"
* insert Offered(answer-query)
* insert Offered(reopen-query)
* insert Offered(close-query)
* insert Offered(cancel-query)
* insert Searched(opened-by, token)
* rest.resource[=].searchParam[=].definition = "https://platelink.org/ig/msc-itp/SearchParameter/Task-opened-by"
* insert Searched(authored-on, date)
* insert Searched(based-on, reference)
* insert Searched(business-status, token)
* insert Searched(code, token)
* insert Searched(focus, reference)
* insert Searched(modified, date)
* insert Searched(patient, reference)
* insert Searched(status, token)
* insert Searched(subject, reference)
* insert Kept(VerificationResult)
* rest.resource[=].supportedProfile[+] = "https://platelink.org/ig/msc-itp/StructureDefinition/source-verification"
* insert Searched(status, token)
* rest.resource[=].searchParam[=].definition = "https://platelink.org/ig/msc-itp/SearchParameter/VerificationResult-status"
* insert Searched(process, token)
* rest.resource[=].searchParam[=].definition = "https://platelink.org/ig/msc-itp/SearchParameter/VerificationResult-process"
* insert Searched(performed, date)
* rest.resource[=].searchParam[=].definition = "https://platelink.org/ig/msc-itp/SearchParameter/VerificationResult-performed"
* insert Searched(validator, token)
* rest.resource[=].searchParam[=].definition = "https://platelink.org/ig/msc-itp/SearchParameter/VerificationResult-validator"
* insert Searched(target, reference)
* insert Kept(List)
* rest.resource[=].supportedProfile[+] = "https://platelink.org/ig/msc-itp/StructureDefinition/data-cut"
* insert Searched(code, token)
* insert Searched(date, date)
* insert Searched(item, reference)
* insert Searched(title, string)
* rest.interaction[+].code = #transaction
* rest.interaction[+].code = #batch
* rest.operation[+].name = "sql-run"
* rest.operation[=].definition = "https://platelink.org/ig/msc-itp/OperationDefinition/sql-run"
* rest.operation[+].name = "viewdefinition-run"
* rest.operation[=].definition = "https://platelink.org/ig/msc-itp/OperationDefinition/viewdefinition-run"
* rest.operation[+].name = "sql-export"
* rest.operation[=].definition = "https://platelink.org/ig/msc-itp/OperationDefinition/sql-export"
* rest.operation[+].name = "viewdefinition-export"
* rest.operation[=].definition = "https://platelink.org/ig/msc-itp/OperationDefinition/viewdefinition-export"
* rest.operation[+].name = "export"
* rest.operation[=].definition = "http://hl7.org/fhir/uv/bulkdata/OperationDefinition/export"
