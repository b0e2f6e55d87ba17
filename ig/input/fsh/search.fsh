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
