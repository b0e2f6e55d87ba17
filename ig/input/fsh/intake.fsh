// What a site's laboratory calls things, and what it means by that.

Invariant: map-site
Description: "A laboratory map is for one site: it has one useContext, with the code venue (system http://terminology.hl7.org/CodeSystem/usage-context-type) and as its value one coding with the system https://platelink.org/site and the id of the site's Organization as its code."
Expression: "useContext.count() = 1 and useContext.code.where(system = 'http://terminology.hl7.org/CodeSystem/usage-context-type' and code = 'venue').exists() and useContext.value.ofType(CodeableConcept).coding.count() = 1 and useContext.value.ofType(CodeableConcept).coding.where(system = 'https://platelink.org/site' and code.matches('^[A-Za-z0-9.-]{1,64}$')).exists()"
Severity: #error

Invariant: map-own
Description: "The url of a laboratory map and the source of each of its groups begin with the address of the site that useContext names, such as https://platelink.org/site/site-1/ for site-1: a map says nothing of another site's words."
Expression: "(url | group.source).all($this.startsWith('https://platelink.org/site/' & %resource.useContext.value.ofType(CodeableConcept).coding.code.first() & '/'))"
Severity: #error

Invariant: map-source
Description: "The source of a group is https://platelink.org/site/ with the site's id and one of /lab-codes, /lab-codes/NAME, /lab-answers, /lab-units, /lab-namespaces, where NAME is the coding system's name in messages, percent-encoded as in a URL; the codes of a coding system with the name L are lab-codes."
Expression: "source.matches('^https://platelink[.]org/site/[A-Za-z0-9.-]{1,64}/(lab-codes(/(?!L$)([A-Za-z0-9._*-]|%[0-9A-F]{2}){1,200})?|lab-answers|lab-units|lab-namespaces)$')"
Severity: #error

Invariant: map-target
Description: "The target of a group is http://loinc.org for lab-codes; http://snomed.info/sct, http://loinc.org or http://terminology.hl7.org/CodeSystem/v3-ObservationInterpretation for lab-answers, and http://terminology.hl7.org/CodeSystem/v2-0085 or http://terminology.hl7.org/CodeSystem/v2-0123 for the words of states there; http://unitsofmeasure.org for lab-units; urn:ietf:rfc:3986 for lab-namespaces."
Expression: "(source.matches('^https://[^/]+/site/[^/]+/lab-codes(/.*)?$') implies target = 'http://loinc.org') and (source.matches('^https://[^/]+/site/[^/]+/lab-answers$') implies target in ('http://snomed.info/sct' | 'http://loinc.org' | 'http://terminology.hl7.org/CodeSystem/v3-ObservationInterpretation' | 'http://terminology.hl7.org/CodeSystem/v2-0085' | 'http://terminology.hl7.org/CodeSystem/v2-0123')) and (source.matches('^https://[^/]+/site/[^/]+/lab-units$') implies target = 'http://unitsofmeasure.org') and (source.matches('^https://[^/]+/site/[^/]+/lab-namespaces$') implies target = 'urn:ietf:rfc:3986')"
Severity: #error

Invariant: map-once
Description: "A word stands once in a group, and an answer whatever the case of its letters: a word that is there twice could mean two things."
Expression: "element.code.isDistinct() and (source.matches('^https://[^/]+/site/[^/]+/lab-answers$') implies element.code.select(lower()).isDistinct())"
Severity: #error

Invariant: map-one-target
Description: "A word has one target. Only a unit may have several: one at most is without dependsOn, and each of the others names by dependsOn another LOINC code for which it holds."
Expression: "element.all(target.count() = 1) or (source.matches('^https://[^/]+/site/[^/]+/lab-units$') and element.all(target.where(dependsOn.empty()).count() <= 1 and target.dependsOn.value.isDistinct()))"
Severity: #error

Invariant: map-depends
Description: "Only a unit's target may have a dependsOn, and one: property https://platelink.org/ig/msc-itp/analyte, system http://loinc.org, and as value the LOINC code of the analyte for which it holds."
Expression: "element.target.dependsOn.empty() or (source.matches('^https://[^/]+/site/[^/]+/lab-units$') and element.target.all(dependsOn.count() <= 1) and element.target.dependsOn.all(property = 'https://platelink.org/ig/msc-itp/analyte' and system = 'http://loinc.org' and value.matches('^[0-9]{1,7}-[0-9]$')))"
Severity: #error

Invariant: map-loinc
Description: "A laboratory's code is mapped to a LOINC code, such as 777-3; if the trial takes no such result, the target has the equivalence unmatched and no code."
Expression: "source.matches('^https://[^/]+/site/[^/]+/lab-codes(/.*)?$') implies element.target.code.all($this.matches('^[0-9]{1,7}-[0-9]$'))"
Severity: #error

Invariant: map-answer
Description: "An answer is mapped to one of: SNOMED CT 10828004, 260385009, 260373001, 260415000, 82334004; LOINC LA6576-8, LA6577-6; v3-ObservationInterpretation POS, NEG, IND. A word for the state of a result (OBX-11) is mapped to one of HL7 table 0085, A, B, C, D, F, I, N, O, P, R, S, U, V, W, X; of a report (OBR-25) to one of 0123, O, I, S, P, C, R, F, X."
Expression: "source.matches('^https://[^/]+/site/[^/]+/lab-answers$') implies ((target = 'http://snomed.info/sct' implies element.target.code.all($this in ('10828004' | '260385009' | '260373001' | '260415000' | '82334004'))) and (target = 'http://loinc.org' implies element.target.code.all($this in ('LA6576-8' | 'LA6577-6'))) and (target = 'http://terminology.hl7.org/CodeSystem/v3-ObservationInterpretation' implies element.target.code.all($this in ('POS' | 'NEG' | 'IND'))) and (target = 'http://terminology.hl7.org/CodeSystem/v2-0085' implies element.target.code.all($this in ('A' | 'B' | 'C' | 'D' | 'F' | 'I' | 'N' | 'O' | 'P' | 'R' | 'S' | 'U' | 'V' | 'W' | 'X'))) and (target = 'http://terminology.hl7.org/CodeSystem/v2-0123' implies element.target.code.all($this in ('O' | 'I' | 'S' | 'P' | 'C' | 'R' | 'F' | 'X'))))"
Severity: #error

Invariant: map-unit
Description: "In UCUM, G/L means gauss per litre and K/uL means kelvin per microlitre. What a laboratory writes so is a count of cells: map it to 10*9/L or 10*3/uL, with a dependsOn for each analyte that is counted."
Expression: "source.matches('^https://[^/]+/site/[^/]+/lab-units$') implies element.target.code.all($this.matches('^[GK]/.*$').not())"
Severity: #error

Invariant: map-ucum
Description: "A unit is mapped to a UCUM code, which is in ASCII and without spaces. IU/L, mmHg and a micro sign are not UCUM: write U/L, mm[Hg] and the letter u, as in umol/L."
Expression: "source.matches('^https://[^/]+/site/[^/]+/lab-units$') implies element.target.code.all($this.matches('^[!-~]+$') and $this.matches('^(.*[^A-Za-z])?(IU|mIU|kIU|mmHg)([^A-Za-z].*)?$').not())"
Severity: #error

Invariant: map-namespace
Description: "An assigning authority is mapped to a namespace, which is a URI such as https://hospital.example/lab."
Expression: "source.matches('^https://[^/]+/site/[^/]+/lab-namespaces$') implies element.target.code.all($this.matches('^(https?://|urn:)[!-~]+$'))"
Severity: #error

Invariant: map-rest
Description: "A laboratory map has no unmapped: a word that nobody has looked at has no meaning. List each word; one whose results the trial does not take has a target with the equivalence unmatched and no code."
Expression: "unmapped.empty()"
Severity: #error

Invariant: map-equivalence
Description: "The equivalence is equal or equivalent, with a target code; or unmatched or disjoint, without one, if the word is known and the trial does not take what it stands for."
Expression: "(equivalence in ('equal' | 'equivalent') and code.exists()) or (equivalence in ('unmatched' | 'disjoint') and code.empty())"
Severity: #error

Profile: LabMap
Parent: ConceptMap
Id: lab-map
Title: "Laboratory map"
Description: "What the words of one site's laboratory mean: its codes in LOINC, its answers and its words for states, its units in UCUM, and its assigning authorities as namespaces."
* ^status = #active
* obeys map-site and map-own
* url 1..1 MS
* name MS
* title 1..1 MS
* status MS
* useContext 1..1 MS
* useContext.code = http://terminology.hl7.org/CodeSystem/usage-context-type#venue
* useContext.value[x] only CodeableConcept
* useContext.valueCodeableConcept.coding 1..1
* useContext.valueCodeableConcept.coding.system 1..1
* useContext.valueCodeableConcept.coding.system = "https://platelink.org/site"
* useContext.valueCodeableConcept.coding.code 1..1
* group 1..* MS
* group obeys map-source and map-target and map-once and map-one-target and map-depends and map-loinc and map-answer and map-unit and map-ucum and map-namespace and map-rest
* group.source 1..1
* group.target 1..1
* group.element.code 1..1
* group.element.target 1..*
* group.element.target obeys map-equivalence
* group.element.target.dependsOn MS
* group.element.target.product 0..0
* group.unmapped 0..0
