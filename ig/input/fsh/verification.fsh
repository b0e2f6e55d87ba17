// Source verification of data points, and sign-off of visits.

CodeSystem: VerificationProcess
Id: verification-process
Title: "What a monitor verified"
Description: "What a monitor states by a VerificationResult."
* ^experimental = false
* ^caseSensitive = true
* #source-verification "Source verification" "What is recorded was compared with its source and is the same."
* #visit-sign-off "Sign-off of a visit" "The visit and all that is recorded of it were reviewed."

ValueSet: VerificationProcesses
Id: verification-processes
Title: "What a monitor verified"
Description: "All codes."
* ^experimental = false
* include codes from system VerificationProcess

ValueSet: VerificationStatuses
Id: verification-statuses
Title: "Status of a verification"
Description: "Whether a verification still holds."
* ^experimental = false
* http://hl7.org/fhir/CodeSystem/status#validated
* http://hl7.org/fhir/CodeSystem/status#req-revalid

Extension: VerifiedVersion
Id: verified-version
Title: "Verified version"
Description: "The version that was seen. A later version is not verified."
Context: VerificationResult.target
* value[x] only id
* value[x] 1..1

Extension: OutdatedBy
Id: outdated-by
Title: "Outdated by"
Description: "The resource whose change, or addition to the visit, made the verification outdated."
Context: VerificationResult
* value[x] only Reference
* value[x] 1..1

Invariant: verification-targets
Description: "What was verified stands among the targets with its version; whose it is, one Patient and one ResearchSubject, stands there too."
Expression: "target.where(extension('https://platelink.org/ig/msc-itp/StructureDefinition/verified-version').exists()).exists() and target.where(reference.startsWith('Patient/')).exists() and target.where(reference.startsWith('ResearchSubject/')).exists()"
Severity: #error

Invariant: verification-outdated
Description: "A verification is outdated exactly if it names what outdated it."
Expression: "(status = 'req-revalid') = extension('https://platelink.org/ig/msc-itp/StructureDefinition/outdated-by').exists()"
Severity: #error

Profile: SourceVerification
Parent: VerificationResult
Id: source-verification
Title: "Verification"
Description: "What a monitor has verified against the source, or signed off, in the versions that were seen. Any later change of one of them, and what is added to a visit that was signed off, makes it outdated (req-revalid) in the same transaction. The server writes it, by $verify and $sign-off. The signature is an electronic one: who, when and what for; what binds it to the data are the versions and the audit trail."
* ^status = #active
* obeys verification-targets and verification-outdated
* extension contains OutdatedBy named outdatedBy 0..1
* target 3..* MS
* target ^short = "What was verified, with its version; and whose it is"
* target.extension contains VerifiedVersion named verifiedVersion 0..1
* targetLocation MS
* targetLocation ^short = "The elements that were verified; none for all"
* status MS
* status from VerificationStatuses (required)
* statusDate 1..1 MS
* validationType 1..1
* validationType = http://terminology.hl7.org/CodeSystem/validation-type#primary
* validationProcess 1..1 MS
* validationProcess from VerificationProcesses (required)
* lastPerformed 1..1 MS
* validator 1..1 MS
* validator.organization.identifier 1..1
* validator.attestationSignature 1..1 MS
* validator.attestationSignature.who.identifier 1..1

Instance: VerificationResult-status
InstanceOf: SearchParameter
Usage: #definition
* insert ReviewSearch(VerificationResult, status, token, VerificationResultStatus, [["VerificationResult.status"]], [["Verifications that hold (validated), and outdated ones (req-revalid)."]])

Instance: VerificationResult-process
InstanceOf: SearchParameter
Usage: #definition
* insert ReviewSearch(VerificationResult, process, token, VerificationResultProcess, [["VerificationResult.validationProcess"]], [["Source verifications, or sign-offs of visits."]])

Instance: VerificationResult-performed
InstanceOf: SearchParameter
Usage: #definition
* insert ReviewSearch(VerificationResult, performed, date, VerificationResultPerformed, [["VerificationResult.lastPerformed"]], [["Verifications by when they were made."]])

Instance: VerificationResult-validator
InstanceOf: SearchParameter
Usage: #definition
* insert ReviewSearch(VerificationResult, validator, token, VerificationResultValidator, [["VerificationResult.validator.organization.identifier"]], [["Verifications by the client that made them."]])

Instance: verify
InstanceOf: OperationDefinition
Usage: #definition
Title: "$verify"
Description: "Records that data points were verified against their source."
* insert TrialOperation(verify, Verify, ResearchSubject)
* description = "Records that data points of a subject were compared with their source and are the same. For a monitor of the site. Each target names the version that was seen, such as Observation/1/_history/2; if it has changed since, nothing is recorded and the answer is 409. By POST only."
* affectsState = true
* parameter[+].name = #target
* parameter[=].use = #in
* parameter[=].min = 1
* parameter[=].max = "100"
* parameter[=].documentation = "A resource of the subject's record, with the version that was seen."
* parameter[=].type = #Reference
* insert In(element, 0, string, [["The element that was verified, such as Observation.value, if there is one target; the whole resource otherwise."]])
* insert Out(return, 1, 1, VerificationResult, [["The verification."]])

Instance: sign-off
InstanceOf: OperationDefinition
Usage: #definition
Title: "$sign-off"
Description: "Signs off a visit."
* insert TrialOperation(sign-off, SignOff, Encounter)
* description = "Signs off a visit that is finished, with all that is recorded of it in its present versions. For a monitor of the site. Where a query on it is unsettled, or it is not finished, the answer is 409. By POST only."
* affectsState = true
* insert Out(return, 1, 1, VerificationResult, [["The sign-off, with what it rests on."]])
