// Tables and exports.

CodeSystem: LibraryContent
Id: library-content
Title: "Content of a library"
Description: "What a Library holds, beside what FHIR's own codes say."
* ^status = #active
* ^experimental = false
* ^caseSensitive = true
* ^content = #complete
* #view-definition "View definition" "A ViewDefinition of SQL on FHIR, by which a table is made of resources."

Profile: StoredView
Parent: Library
Id: stored-view
Title: "Stored view"
Description: "A ViewDefinition of SQL on FHIR that $sql-run and $sql-export can name. FHIR R4 has no such resource; a Library holds it as JSON. The server stores it only if it can be run."
* ^status = #active
* url 1..1
* name 1..1
* title 1..1 MS
* description 1..1 MS
* type = LibraryContent#view-definition
* content 1..1
* content.contentType 1..1
* content.contentType = #application/vnd.hl7.fhir.viewdefinition+json
* content.data 1..1

Extension: MemberFilter
Id: member-filter
Title: "Member filter"
Description: "The search of Patient by which it is told who belongs to a group of participants. It is asked anew whenever the group is used, and finds only whom the caller may see. (Bulk Data Access 3.0.0 has an extension of this name for the same.)"
Context: Group
* ^status = #active
* value[x] 1..1
* value[x] only Expression
* valueExpression.language = #application/x-fhir-query
* valueExpression.expression 1..1

Profile: ParticipantGroup
Parent: Group
Id: participant-group
Title: "Group of participants"
Description: "Participants who are exported or tabulated together. It says by a search who they are and names nobody."
* ^status = #active
* type = #person
* actual = true
* name 1..1
* member 0..0
* extension contains MemberFilter named memberFilter 1..1 MS

RuleSet: SystemOperation(code, name)
* url = "https://platelink.org/ig/msc-itp/OperationDefinition/{code}"
* name = "{name}"
* version = "0.1.0"
* title = "${code}"
* status = #active
* kind = #operation
* experimental = false
* date = "2026-11-26"
* affectsState = false
* code = #{code}
* system = true
* type = false
* instance = false

RuleSet: Ins(name, max, type, what)
* parameter[+].name = #{name}
* parameter[=].use = #in
* parameter[=].min = 0
* parameter[=].max = "{max}"
* parameter[=].documentation = {what}
* parameter[=].type = #{type}

RuleSet: RunParameters
* insert Ins(subjectCanonical, 1, canonical, [["The address of a stored view, with a version after a bar or without one. Exactly one of the three subjects is named."]])
* insert Ins(subjectReference, 1, Reference, [["The stored view as Library/id."]])
* insert Ins(subjectResource, 1, Resource, [["The ViewDefinition itself. POST only."]])
* insert Ins(resource, *, Resource, [["Resources to make rows of in the place of what is stored; a Bundle stands for what is in it. POST only."]])
* insert Ins(patient, *, Reference, [["Only what belongs to these Patients."]])
* insert Ins(group, *, Reference, [["Only what belongs to the participants in these Groups."]])
* insert Ins(_since, 1, instant, [["Only what changed after this moment."]])
* insert Ins(_cut, 1, string, [["The name of a data cut, whose versions are read instead of the present ones; with its study, as STUDY/NAME, where several studies have one of this name."]])
* insert Ins(_limit, 1, integer, [["The most rows."]])
* insert Ins(_format, 1, code, [["ndjson (without it), json, csv or parquet. It goes before Accept."]])
* insert Ins(header, 1, boolean, [["Whether CSV begins with the names of the columns; true without it."]])
* parameter[+].name = #return
* parameter[=].use = #out
* parameter[=].min = 1
* parameter[=].max = "1"
* parameter[=].documentation = "The rows, as they are; in a Binary for who asks for application/fhir+json by Accept."
* parameter[=].type = #Binary

Instance: sql-run
InstanceOf: OperationDefinition
Usage: #definition
Title: "$sql-run"
Description: "The rows that a view makes of what the caller may search."
* insert SystemOperation(sql-run, SqlRun)
* description = "The rows that a ViewDefinition of SQL on FHIR makes of the resources that the caller may search, or of those that come with the request. Queries in SQL are not offered, nor the parameters parameters, context and source. A column that can never have a value is named in a header Warning."
* base = "http://hl7.org/fhir/uv/sql-on-fhir/OperationDefinition/SQLRun"
* insert RunParameters

Instance: viewdefinition-run
InstanceOf: OperationDefinition
Usage: #definition
Title: "$viewdefinition-run"
Description: "$sql-run under the name that it had before the ballot of 3.0.0."
* insert SystemOperation(viewdefinition-run, ViewDefinitionRun)
* description = "$sql-run under the name that it had before the ballot of 3.0.0; viewReference and viewResource are taken for subjectReference and subjectResource."
* insert RunParameters

RuleSet: ExportParameters
* affectsState = true
* parameter[+].name = #subject
* parameter[=].use = #in
* parameter[=].min = 1
* parameter[=].max = "*"
* parameter[=].documentation = "One view; each makes one file. Exactly one of the three ways to name it is used."
* parameter[=].part[+].name = #name
* parameter[=].part[=].use = #in
* parameter[=].part[=].min = 0
* parameter[=].part[=].max = "1"
* parameter[=].part[=].documentation = "What its output is called; without it the view's name. Two outputs cannot have one name."
* parameter[=].part[=].type = #string
* parameter[=].part[+].name = #subjectCanonical
* parameter[=].part[=].use = #in
* parameter[=].part[=].min = 0
* parameter[=].part[=].max = "1"
* parameter[=].part[=].documentation = "The address of a stored view."
* parameter[=].part[=].type = #canonical
* parameter[=].part[+].name = #subjectReference
* parameter[=].part[=].use = #in
* parameter[=].part[=].min = 0
* parameter[=].part[=].max = "1"
* parameter[=].part[=].documentation = "The stored view as Library/id."
* parameter[=].part[=].type = #Reference
* parameter[=].part[+].name = #subjectResource
* parameter[=].part[=].use = #in
* parameter[=].part[=].min = 0
* parameter[=].part[=].max = "1"
* parameter[=].part[=].documentation = "The ViewDefinition itself."
* parameter[=].part[=].type = #Resource
* insert Ins(clientTrackingId, 1, string, [["What the client calls the export; the manifest says it again."]])
* insert Ins(_format, 1, code, [["ndjson (without it), json, csv or parquet."]])
* insert Ins(header, 1, boolean, [["Whether CSV begins with the names of the columns; true without it."]])
* insert Ins(patient, *, Reference, [["Only what belongs to these Patients."]])
* insert Ins(group, *, Reference, [["Only what belongs to the participants in these Groups."]])
* insert Ins(_since, 1, instant, [["Only what changed after this moment."]])
* insert Ins(_cut, 1, string, [["The name of a data cut, whose versions are read instead of the present ones; with its study, as STUDY/NAME, where several studies have one of this name."]])
* insert Out(exportId, 1, 1, string, [["The export."]])
* insert Out(clientTrackingId, 0, 1, string, [["What the client calls it."]])
* insert Out(status, 1, 1, code, [["completed."]])
* insert Out(location, 1, 1, uri, [["Where its status is, and where it is removed by DELETE."]])
* insert Out(_format, 1, 1, code, [["The format of the files."]])
* insert Out(exportStartTime, 1, 1, instant, [["The moment of which the data are."]])
* insert Out(exportEndTime, 1, 1, instant, [["When it was done."]])
* insert Out(exportDuration, 1, 1, integer, [["How long it took, in seconds."]])
* insert RowsOut(output, [["One for each view."]])
* insert PartOut(name, 1, string, [["What the output is called."]])
* insert PartOut(location, 1, uri, [["Where the file is."]])

Instance: sql-export
InstanceOf: OperationDefinition
Usage: #definition
Title: "$sql-export"
Description: "The rows of several views as files, all of one moment, made asynchronously."
* insert SystemOperation(sql-export, SqlExport)
* description = "The rows that ViewDefinitions of SQL on FHIR make of what the caller may search, as files, all of one moment. Asked for with Prefer: respond-async; the poll of an ended export leads (303) to its manifest. The files are only for the client that asked, and go after 24 hours."
* base = "http://hl7.org/fhir/uv/sql-on-fhir/OperationDefinition/SQLExport"
* insert ExportParameters

Instance: viewdefinition-export
InstanceOf: OperationDefinition
Usage: #definition
Title: "$viewdefinition-export"
Description: "$sql-export under the name that it had before the ballot of 3.0.0."
* insert SystemOperation(viewdefinition-export, ViewDefinitionExport)
* description = "$sql-export under the name that it had before the ballot of 3.0.0; view, viewReference and viewResource are taken for subject, subjectReference and subjectResource."
* insert ExportParameters
