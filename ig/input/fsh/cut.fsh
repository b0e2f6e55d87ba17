// Data cuts: everything of one moment, by a name.

CodeSystem: ListPurpose
Id: list-purpose
Title: "Purpose of a List"
Description: "What a List is for."
* ^experimental = false
* ^caseSensitive = true
* #data-cut "Data cut" "The data of a study at one moment."

Invariant: cut-name
Description: "The title of a data cut is its name: 1 to 64 letters, digits, dots, hyphens and underscores, beginning with a letter or a digit."
Expression: "title.matches('^[A-Za-z0-9][A-Za-z0-9._-]{0,63}$')"
Severity: #error

Profile: DataCut
Parent: List
Id: data-cut
Title: "Data cut"
Description: "The data of a study at one moment, by a name that is unique in the study. The server writes it once, by ResearchStudy/[id]/$data-cut, with the version of every resource that it holds; nothing changes it later. An export, or a table, that names it is the same whenever it is asked for."
* ^status = #active
* obeys cut-name
* status = #current
* mode = #snapshot
* title 1..1 MS
* title ^short = "Its name"
* code 1..1
* code = ListPurpose#data-cut
* date 1..1 MS
* date ^short = "The moment"
* source 1..1 MS
* source.identifier 1..1
* source ^short = "The client that made it"
* entry 1..1 MS
* entry.item only Reference(ResearchStudy)
* note 0..1
* subject 0..0

Instance: data-cut
InstanceOf: OperationDefinition
Usage: #definition
Title: "$data-cut"
Description: "Makes a data cut."
* insert TrialOperation(data-cut, MakeDataCut, ResearchStudy)
* description = "Makes a data cut of a study: the present versions of all data of its subjects, and of what they rest on, by a name. For an analyst of all sites and an admin. $export, $sql-run, $viewdefinition-run, $sql-export and $viewdefinition-export take its name as _cut, and then answer with the same lines whenever they are asked. A name that the study has already is answered with 409. By POST only."
* affectsState = true
* insert In(name, 1, string, [["1 to 64 letters, digits, dots, hyphens and underscores."]])
* insert In(note, 0, string, [["What it is for, in 2000 characters at most and without anything by which a person can be identified."]])
* insert Out(return, 1, 1, List, [["The data cut."]])
