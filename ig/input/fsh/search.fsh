// Searches that R4 lacks on ResearchStudy.

Instance: ResearchStudy-condition
InstanceOf: SearchParameter
Usage: #definition
* url = "https://platelink.org/ig/msc-itp/SearchParameter/ResearchStudy-condition"
* name = "ResearchStudyCondition"
* status = #active
* description = "Studies of a condition."
* code = #condition
* base = #ResearchStudy
* type = #token
* expression = "ResearchStudy.condition"
* xpathUsage = #normal

// What condition:text, which R4 has for a token, is searched by: the words of a condition, wherever they stand in them.
Instance: ResearchStudy-condition-text
InstanceOf: SearchParameter
Usage: #definition
* url = "https://platelink.org/ig/msc-itp/SearchParameter/ResearchStudy-condition-text"
* name = "ResearchStudyConditionText"
* status = #active
* description = "Studies by words of a condition: its text, or the display of one of its codes."
* code = #condition-text
* base = #ResearchStudy
* type = #string
* expression = "ResearchStudy.condition.text | ResearchStudy.condition.coding.display"
* xpathUsage = #normal

Instance: ResearchStudy-phase
InstanceOf: SearchParameter
Usage: #definition
* url = "https://platelink.org/ig/msc-itp/SearchParameter/ResearchStudy-phase"
* name = "ResearchStudyPhase"
* status = #active
* description = "Studies of a phase."
* code = #phase
* base = #ResearchStudy
* type = #token
* expression = "ResearchStudy.phase"
* xpathUsage = #normal

Instance: ResearchStudy-recruitment
InstanceOf: SearchParameter
Usage: #definition
* url = "https://platelink.org/ig/msc-itp/SearchParameter/ResearchStudy-recruitment"
* name = "ResearchStudyRecruitment"
* status = #active
* description = "Studies by their recruitment status, as R5's progressStatus states it."
* code = #recruitment
* base = #ResearchStudy
* type = #token
* expression = "ResearchStudy.extension.where(url = 'http://hl7.org/fhir/5.0/StructureDefinition/extension-ResearchStudy.progressStatus').extension.where(url = 'state').value"
* xpathUsage = #normal

// When a subject's states began: R4 can be asked for the present state alone.

RuleSet: StateBegan(state, name)
* url = "https://platelink.org/ig/msc-itp/SearchParameter/ResearchSubject-{state}-began"
* name = "{name}"
* status = #active
* description = "Subjects by the day since when they are or were in the state {state}."
* code = #{state}-began
* base = #ResearchSubject
* type = #date
* expression = "ResearchSubject.extension.where(url = 'https://platelink.org/ig/msc-itp/StructureDefinition/subject-state' and extension.where(url = 'state').value = '{state}').extension.where(url = 'began').value"
* xpathUsage = #normal

Instance: ResearchSubject-screening-began
InstanceOf: SearchParameter
Usage: #definition
* insert StateBegan(screening, ResearchSubjectScreeningBegan)

Instance: ResearchSubject-eligible-began
InstanceOf: SearchParameter
Usage: #definition
* insert StateBegan(eligible, ResearchSubjectEligibleBegan)

Instance: ResearchSubject-ineligible-began
InstanceOf: SearchParameter
Usage: #definition
* insert StateBegan(ineligible, ResearchSubjectIneligibleBegan)

Instance: ResearchSubject-on-study-intervention-began
InstanceOf: SearchParameter
Usage: #definition
* insert StateBegan(on-study-intervention, ResearchSubjectOnStudyInterventionBegan)

Instance: ResearchSubject-follow-up-began
InstanceOf: SearchParameter
Usage: #definition
* insert StateBegan(follow-up, ResearchSubjectFollowUpBegan)

Instance: ResearchSubject-off-study-began
InstanceOf: SearchParameter
Usage: #definition
* insert StateBegan(off-study, ResearchSubjectOffStudyBegan)

Instance: ResearchSubject-withdrawn-began
InstanceOf: SearchParameter
Usage: #definition
* insert StateBegan(withdrawn, ResearchSubjectWithdrawnBegan)

Instance: ResearchSubject-consent-in-question
InstanceOf: SearchParameter
Usage: #definition
* url = "https://platelink.org/ig/msc-itp/SearchParameter/ResearchSubject-consent-in-question"
* name = "ResearchSubjectConsentInQuestion"
* status = #active
* description = "Subjects whose consent is in question, by the code of the question."
* code = #consent-in-question
* base = #ResearchSubject
* type = #token
* expression = "ResearchSubject.extension.where(url = 'https://platelink.org/ig/msc-itp/StructureDefinition/consent-in-question').extension.where(url = 'code').value"
* xpathUsage = #normal

Instance: ResearchSubject-end-reason
InstanceOf: SearchParameter
Usage: #definition
* url = "https://platelink.org/ig/msc-itp/SearchParameter/ResearchSubject-end-reason"
* name = "ResearchSubjectEndReason"
* status = #active
* description = "Subjects by the coded reason for which their participation ended."
* code = #end-reason
* base = #ResearchSubject
* type = #token
* expression = "ResearchSubject.extension.where(url = 'https://platelink.org/ig/msc-itp/StructureDefinition/subject-state').extension.where(url = 'reasonCode').value"
* xpathUsage = #normal

Instance: Encounter-planned-visit
InstanceOf: SearchParameter
Usage: #definition
* url = "https://platelink.org/ig/msc-itp/SearchParameter/Encounter-planned-visit"
* name = "EncounterPlannedVisit"
* status = #active
* description = "By the visit of the protocol, such as infusion-2."
* code = #planned-visit
* base = #Encounter
* type = #token
* expression = "Encounter.extension.where(url = 'https://platelink.org/ig/msc-itp/StructureDefinition/planned-visit').extension.where(url = 'action').value"
* xpathUsage = #normal

Instance: MedicationAdministration-planned-visit
InstanceOf: SearchParameter
Usage: #definition
* url = "https://platelink.org/ig/msc-itp/SearchParameter/MedicationAdministration-planned-visit"
* name = "MedicationAdministrationPlannedVisit"
* status = #active
* description = "By the visit of the protocol, such as infusion-2."
* code = #planned-visit
* base = #MedicationAdministration
* type = #token
* expression = "MedicationAdministration.extension.where(url = 'https://platelink.org/ig/msc-itp/StructureDefinition/planned-visit').extension.where(url = 'action').value"
* xpathUsage = #normal
