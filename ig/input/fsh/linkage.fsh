// Who a participant is: the operations on the table beside the record, for the coordinators of a site.

RuleSet: LinkageOperation(code, title)
* url = "https://platelink.org/ig/msc-itp/OperationDefinition/{code}"
* name = "{title}"
* version = "0.1.0"
* title = "${code}"
* status = #active
* kind = #operation
* experimental = false
* date = "2026-11-25"
* affectsState = false
* code = #{code}
* resource = #Patient
* system = false
* type = false
* instance = false

RuleSet: IdentifierIn
* parameter[+].name = #identifier
* parameter[=].use = #in
* parameter[=].min = 1
* parameter[=].max = "1"
* parameter[=].documentation = "The identifier by which the site knows the person, with system and value, such as a medical record number. It stands in the body and never in the URL."
* parameter[=].type = #Identifier

RuleSet: ParticipantOut
* parameter[+].name = #participant
* parameter[=].use = #out
* parameter[=].min = 1
* parameter[=].max = "1"
* parameter[=].documentation = "The participant."
* parameter[=].type = #Reference

Instance: link
InstanceOf: OperationDefinition
Usage: #definition
Title: "$link"
Description: "Joins an identifier of the site to a participant of the site."
* insert LinkageOperation(link, Link)
* description = "Joins an identifier of the site to a participant of the site, in a table beside the record. By POST only, for a coordinator of the site. The same again changes nothing. If the site has joined the identifier to another participant, the answer is 409. A participant of another site is answered as one that does not exist."
* affectsState = true
* instance = true
* insert IdentifierIn
* insert ParticipantOut

Instance: find-linked
InstanceOf: OperationDefinition
Usage: #definition
Title: "$find-linked"
Description: "Finds the participant whom the site knows by an identifier."
* insert LinkageOperation(find-linked, FindLinked)
* description = "Finds the participant whom the coordinator's own site knows by an identifier. By POST only, for a coordinator. If there is none, the answer is 404."
* type = true
* insert IdentifierIn
* insert ParticipantOut

Instance: linked-identifiers
InstanceOf: OperationDefinition
Usage: #definition
Title: "$linked-identifiers"
Description: "Reads the identifiers by which the site knows a participant."
* insert LinkageOperation(linked-identifiers, LinkedIdentifiers)
* description = "Reads the identifiers by which the site knows a participant, in the order in which they were joined. By POST only, for a coordinator of the site. A participant of another site is answered as one that does not exist."
* instance = true
* parameter[+].name = #identifier
* parameter[=].use = #out
* parameter[=].min = 0
* parameter[=].max = "*"
* parameter[=].documentation = "An identifier by which the site knows the person."
* parameter[=].type = #Identifier
