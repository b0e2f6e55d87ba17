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

RuleSet: Searched(name, type)
* rest.resource[=].searchParam[+].name = "{name}"
* rest.resource[=].searchParam[=].type = #{type}

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
* insert Served(ResearchStudy, trial-study)
* insert Searched(identifier, token)
* insert Searched(status, token)
* insert Searched(condition, token)
* rest.resource[=].searchParam[=].definition = "https://platelink.org/ig/msc-itp/SearchParameter/ResearchStudy-condition"
* insert Searched(phase, token)
* rest.resource[=].searchParam[=].definition = "https://platelink.org/ig/msc-itp/SearchParameter/ResearchStudy-phase"
* insert Searched(recruitment, token)
* rest.resource[=].searchParam[=].definition = "https://platelink.org/ig/msc-itp/SearchParameter/ResearchStudy-recruitment"
* insert Served(PlanDefinition, trial-protocol)
* rest.resource[=].supportedProfile[+] = "https://platelink.org/ig/msc-itp/StructureDefinition/trial-visit"
* insert Searched(url, uri)
* insert Served(ActivityDefinition, trial-activity)
* rest.resource[=].supportedProfile[+] = "https://platelink.org/ig/msc-itp/StructureDefinition/trial-infusion"
* insert Searched(url, uri)
* insert Served(Group, eligibility-criteria)
* insert Served(Patient, participant)
* insert Searched(identifier, token)
* insert Served(ResearchSubject, trial-subject)
* insert Searched(study, reference)
* insert Searched(individual, reference)
* insert Searched(status, token)
* insert Served(Consent, trial-consent)
* insert Searched(patient, reference)
* insert Served(Encounter, visit-encounter)
* insert Searched(subject, reference)
* insert Served(MedicationAdministration, infusion-given)
* insert Searched(subject, reference)
* insert Served(AdverseEvent, trial-adverse-event)
* insert Searched(subject, reference)
* insert Served(Observation, lab-result)
* insert Searched(subject, reference)
* insert Searched(code, token)
* insert Searched(date, date)
* insert Searched(identifier, token)
* insert Searched(value-quantity, quantity)
* rest.resource[=].operation[+].name = "lastn"
* rest.resource[=].operation[=].definition = "http://hl7.org/fhir/OperationDefinition/Observation-lastn"
* insert Served(DiagnosticReport, lab-report)
* insert Searched(subject, reference)
* insert Searched(identifier, token)
* rest.interaction[+].code = #transaction
* rest.interaction[+].code = #batch
