// Laboratory results: one profile an analyte, all on one abstract parent.

Invariant: lab-day
Description: "The time of the result must be known to the day at least, such as 2026-03-02 or 2026-03-02T08:15:00+08:00."
Expression: "$this.toString().length() >= 10"
Severity: #error

Invariant: lab-value-or-reason
Description: "A result carries either its value or a dataAbsentReason that says why there is none, and not both."
Expression: "value.exists() xor dataAbsentReason.exists()"
Severity: #error

Profile: LabResult
Parent: Observation
Id: lab-result
Title: "Laboratory result"
Description: "What every laboratory result of the trial has: its subject, its day, its code, and a value or the reason why there is none."
* ^abstract = true
* ^status = #active
* obeys lab-value-or-reason
* identifier MS
* category ^slicing.discriminator.type = #pattern
* category ^slicing.discriminator.path = "$this"
* category ^slicing.rules = #open
* category contains laboratory 1..1
* category[laboratory] = $category#laboratory
* subject 1..1 MS
* subject only Reference(Participant)
* effective[x] 1..1 MS
* effective[x] only dateTime
* effectiveDateTime obeys lab-day
* value[x] MS
* dataAbsentReason MS
* referenceRange MS
* performer MS
* performer ^short = "The laboratory that measured it; often contained, and never a person"
* device MS
* bodySite MS
* specimen MS
* extension contains ResultSpecimen named specimen 0..1 MS and ResultDocument named document 0..1

Extension: ResultDocument
Id: result-document
Title: "Document of a result"
Description: "That the laboratory sent a document as the value of a result: of what kind it is, how large, and its digest (SHA-1). What stands in it does not enter the store, as nobody can look through it for names; it stays in the journal, encrypted, in the message that meta.source of the result names."
Context: Observation
* ^status = #active
* value[x] 1..1
* value[x] only Attachment
* valueAttachment.data 0..0
* valueAttachment.url 0..0
* valueAttachment.contentType 1..1
* valueAttachment.size 1..1
* valueAttachment.hash 1..1

Extension: ResultSpecimen
Id: result-specimen
Title: "Specimen of a result"
Description: "What the laboratory said of the specimen of a result when it sent the result: of what kind it was, what was added to it (EDTA or citrate), in what condition it came (clotted) and why it was rejected (haemolysed). It repeats what the Specimen says, so that a result is not read, tabulated or exported without it. Of several specimens of an order it is there only where the laboratory said which one was measured."
Context: Observation
* ^status = #active
* extension contains type 0..1 and additive 0..* and condition 0..* and rejectReason 0..*
* extension[type].value[x] 1..1
* extension[type].value[x] only CodeableConcept
* extension[additive].value[x] 1..1
* extension[additive].value[x] only CodeableConcept
* extension[condition].value[x] 1..1
* extension[condition].value[x] only CodeableConcept
* extension[rejectReason].value[x] 1..1
* extension[rejectReason].value[x] only CodeableConcept

Invariant: lab-upper-limit
Description: "The result has no upper reference limit (referenceRange.high). The protocol compares this analyte with its upper limit of normal; without it the result is stored, and cannot be judged."
Expression: "value.exists() implies referenceRange.high.value.exists()"
Severity: #warning


Invariant: plt-unit
Description: "The unit of this result must be a UCUM code (system http://unitsofmeasure.org) out of: 10*9/L, 10^9/L, 10*3/uL, 10*3/mm3, /nL, /uL. In UCUM, G/L means gauss per litre and K/uL means kelvin per microlitre: send 10*9/L or 10*3/uL instead."
Expression: "system = 'http://unitsofmeasure.org' and code in ('10*9/L' | '10^9/L' | '10*3/uL' | '10*3/mm3' | '/nL' | '/uL')"
Severity: #error

Invariant: plt-possible
Description: "The value is outside what is physically possible for this analyte (0 to 5000 10*9/L, or the same in another accepted unit); check the value and its unit."
Expression: "(code = '10*9/L' implies (value >= 0 and value <= 5000)) and (code = '10^9/L' implies (value >= 0 and value <= 5000)) and (code = '10*3/uL' implies (value >= 0 and value <= 5000)) and (code = '10*3/mm3' implies (value >= 0 and value <= 5000)) and (code = '/nL' implies (value >= 0 and value <= 5000)) and (code = '/uL' implies (value >= 0 and value <= 5000000))"
Severity: #error

Profile: PlateletCount
Parent: LabResult
Id: platelet-count
Title: "Platelet count"
Description: "Platelet count as a quantity in `10*9/L`, `10^9/L`, `10*3/uL`, `10*3/mm3`, `/nL` or `/uL`."
* ^status = #active
* code from PlateletCountCodes (required)
* value[x] only Quantity
* valueQuantity obeys plt-unit and plt-possible
* valueQuantity.value 1..1
* valueQuantity.system 1..1
* valueQuantity.code 1..1
* valueQuantity.code from PlateletCountUnits (required)

ValueSet: PlateletCountCodes
Id: platelet-count-codes
Title: "Platelet count: LOINC codes"
Description: "The LOINC codes that the trial takes for this analyte."
* ^status = #active
* ^experimental = false
* ^copyright = "This material contains content from LOINC (http://loinc.org). LOINC is copyright Regenstrief Institute, Inc. and the Logical Observation Identifiers Names and Codes (LOINC) Committee and is available at no cost under the license at http://loinc.org/license."
* $loinc#777-3 "Platelets [#/volume] in Blood by Automated count"
* $loinc#26515-7 "Platelets [#/volume] in Blood"
* $loinc#778-1 "Platelets [#/volume] in Blood by Manual count"
* $loinc#49497-1 "Platelets [#/volume] in Blood by Estimate"

ValueSet: PlateletCountUnits
Id: platelet-count-units
Title: "Platelet count: accepted units"
Description: "The UCUM codes that the trial takes for this analyte."
* ^status = #active
* ^experimental = false
* $ucum#10*9/L
* $ucum#10^9/L
* $ucum#10*3/uL
* $ucum#10*3/mm3
* $ucum#/nL
* $ucum#/uL

Invariant: alt-unit
Description: "The unit of this result must be a UCUM code (system http://unitsofmeasure.org) out of: U/L, ukat/L. IU/L is not UCUM, and [iU]/L does not convert: send U/L instead."
Expression: "system = 'http://unitsofmeasure.org' and code in ('U/L' | 'ukat/L')"
Severity: #error

Invariant: alt-possible
Description: "The value is outside what is physically possible for this analyte (0 to 20000 U/L, or the same in another accepted unit); check the value and its unit."
Expression: "(code = 'U/L' implies (value >= 0 and value <= 20000)) and (code = 'ukat/L' implies (value >= 0 and value <= 340))"
Severity: #error

Profile: Alt
Parent: LabResult
Id: alt
Title: "Alanine aminotransferase (ALT)"
Description: "Alanine aminotransferase (ALT) as a quantity in `U/L` or `ukat/L`."
* ^status = #active
* code from AltCodes (required)
* value[x] only Quantity
* valueQuantity obeys alt-unit and alt-possible
* valueQuantity.value 1..1
* valueQuantity.system 1..1
* valueQuantity.code 1..1
* valueQuantity.code from AltUnits (required)
* obeys lab-upper-limit

ValueSet: AltCodes
Id: alt-codes
Title: "Alanine aminotransferase (ALT): LOINC codes"
Description: "The LOINC codes that the trial takes for this analyte."
* ^status = #active
* ^experimental = false
* ^copyright = "This material contains content from LOINC (http://loinc.org). LOINC is copyright Regenstrief Institute, Inc. and the Logical Observation Identifiers Names and Codes (LOINC) Committee and is available at no cost under the license at http://loinc.org/license."
* $loinc#1742-6 "Alanine aminotransferase [Enzymatic activity/volume] in Serum or Plasma"
* $loinc#1743-4 "Alanine aminotransferase [Enzymatic activity/volume] in Serum or Plasma by With P-5'-P"
* $loinc#1744-2 "Alanine aminotransferase [Enzymatic activity/volume] in Serum or Plasma by No addition of P-5'-P"

ValueSet: AltUnits
Id: alt-units
Title: "Alanine aminotransferase (ALT): accepted units"
Description: "The UCUM codes that the trial takes for this analyte."
* ^status = #active
* ^experimental = false
* $ucum#U/L
* $ucum#ukat/L

Invariant: ast-unit
Description: "The unit of this result must be a UCUM code (system http://unitsofmeasure.org) out of: U/L, ukat/L. IU/L is not UCUM, and [iU]/L does not convert: send U/L instead."
Expression: "system = 'http://unitsofmeasure.org' and code in ('U/L' | 'ukat/L')"
Severity: #error

Invariant: ast-possible
Description: "The value is outside what is physically possible for this analyte (0 to 20000 U/L, or the same in another accepted unit); check the value and its unit."
Expression: "(code = 'U/L' implies (value >= 0 and value <= 20000)) and (code = 'ukat/L' implies (value >= 0 and value <= 340))"
Severity: #error

Profile: Ast
Parent: LabResult
Id: ast
Title: "Aspartate aminotransferase (AST)"
Description: "Aspartate aminotransferase (AST) as a quantity in `U/L` or `ukat/L`."
* ^status = #active
* code from AstCodes (required)
* value[x] only Quantity
* valueQuantity obeys ast-unit and ast-possible
* valueQuantity.value 1..1
* valueQuantity.system 1..1
* valueQuantity.code 1..1
* valueQuantity.code from AstUnits (required)
* obeys lab-upper-limit

ValueSet: AstCodes
Id: ast-codes
Title: "Aspartate aminotransferase (AST): LOINC codes"
Description: "The LOINC codes that the trial takes for this analyte."
* ^status = #active
* ^experimental = false
* ^copyright = "This material contains content from LOINC (http://loinc.org). LOINC is copyright Regenstrief Institute, Inc. and the Logical Observation Identifiers Names and Codes (LOINC) Committee and is available at no cost under the license at http://loinc.org/license."
* $loinc#1920-8 "Aspartate aminotransferase [Enzymatic activity/volume] in Serum or Plasma"
* $loinc#30239-8 "Aspartate aminotransferase [Enzymatic activity/volume] in Serum or Plasma by With P-5'-P"

ValueSet: AstUnits
Id: ast-units
Title: "Aspartate aminotransferase (AST): accepted units"
Description: "The UCUM codes that the trial takes for this analyte."
* ^status = #active
* ^experimental = false
* $ucum#U/L
* $ucum#ukat/L

Invariant: bil-unit
Description: "The unit of this result must be a UCUM code (system http://unitsofmeasure.org) out of: umol/L, mg/dL. The micro sign is not UCUM: send umol/L with the letter u."
Expression: "system = 'http://unitsofmeasure.org' and code in ('umol/L' | 'mg/dL')"
Severity: #error

Invariant: bil-possible
Description: "The value is outside what is physically possible for this analyte (0 to 2000 umol/L, or the same in another accepted unit); check the value and its unit."
Expression: "(code = 'umol/L' implies (value >= 0 and value <= 2000)) and (code = 'mg/dL' implies (value >= 0 and value <= 120))"
Severity: #error

Profile: BilirubinTotal
Parent: LabResult
Id: bilirubin-total
Title: "Total bilirubin"
Description: "Total bilirubin as a quantity in `umol/L` or `mg/dL`."
* ^status = #active
* code from BilirubinTotalCodes (required)
* value[x] only Quantity
* valueQuantity obeys bil-unit and bil-possible
* valueQuantity.value 1..1
* valueQuantity.system 1..1
* valueQuantity.code 1..1
* valueQuantity.code from BilirubinTotalUnits (required)
* obeys lab-upper-limit

ValueSet: BilirubinTotalCodes
Id: bilirubin-total-codes
Title: "Total bilirubin: LOINC codes"
Description: "The LOINC codes that the trial takes for this analyte."
* ^status = #active
* ^experimental = false
* ^copyright = "This material contains content from LOINC (http://loinc.org). LOINC is copyright Regenstrief Institute, Inc. and the Logical Observation Identifiers Names and Codes (LOINC) Committee and is available at no cost under the license at http://loinc.org/license."
* $loinc#1975-2 "Bilirubin.total [Mass/volume] in Serum or Plasma"
* $loinc#14631-6 "Bilirubin.total [Moles/volume] in Serum or Plasma"

ValueSet: BilirubinTotalUnits
Id: bilirubin-total-units
Title: "Total bilirubin: accepted units"
Description: "The UCUM codes that the trial takes for this analyte."
* ^status = #active
* ^experimental = false
* $ucum#umol/L
* $ucum#mg/dL

Invariant: cre-unit
Description: "The unit of this result must be a UCUM code (system http://unitsofmeasure.org) out of: umol/L, mg/dL. The micro sign is not UCUM: send umol/L with the letter u."
Expression: "system = 'http://unitsofmeasure.org' and code in ('umol/L' | 'mg/dL')"
Severity: #error

Invariant: cre-possible
Description: "The value is outside what is physically possible for this analyte (0 to 5000 umol/L, or the same in another accepted unit); check the value and its unit."
Expression: "(code = 'umol/L' implies (value >= 0 and value <= 5000)) and (code = 'mg/dL' implies (value >= 0 and value <= 57))"
Severity: #error

Profile: Creatinine
Parent: LabResult
Id: creatinine
Title: "Creatinine"
Description: "Creatinine as a quantity in `umol/L` or `mg/dL`."
* ^status = #active
* code from CreatinineCodes (required)
* value[x] only Quantity
* valueQuantity obeys cre-unit and cre-possible
* valueQuantity.value 1..1
* valueQuantity.system 1..1
* valueQuantity.code 1..1
* valueQuantity.code from CreatinineUnits (required)
* obeys lab-upper-limit

ValueSet: CreatinineCodes
Id: creatinine-codes
Title: "Creatinine: LOINC codes"
Description: "The LOINC codes that the trial takes for this analyte."
* ^status = #active
* ^experimental = false
* ^copyright = "This material contains content from LOINC (http://loinc.org). LOINC is copyright Regenstrief Institute, Inc. and the Logical Observation Identifiers Names and Codes (LOINC) Committee and is available at no cost under the license at http://loinc.org/license."
* $loinc#2160-0 "Creatinine [Mass/volume] in Serum or Plasma"
* $loinc#14682-9 "Creatinine [Moles/volume] in Serum or Plasma"

ValueSet: CreatinineUnits
Id: creatinine-units
Title: "Creatinine: accepted units"
Description: "The UCUM codes that the trial takes for this analyte."
* ^status = #active
* ^experimental = false
* $ucum#umol/L
* $ucum#mg/dL

Invariant: ccl-unit
Description: "The unit of this result must be a UCUM code (system http://unitsofmeasure.org) out of: mL/min. An estimated filtration rate per 1.73 m2 is not a creatinine clearance and has LOINC codes of its own."
Expression: "system = 'http://unitsofmeasure.org' and code in ('mL/min')"
Severity: #error

Invariant: ccl-possible
Description: "The value is outside what is physically possible for this analyte (0 to 400 mL/min, or the same in another accepted unit); check the value and its unit."
Expression: "(code = 'mL/min' implies (value >= 0 and value <= 400))"
Severity: #error

Profile: CreatinineClearance
Parent: LabResult
Id: creatinine-clearance
Title: "Creatinine clearance"
Description: "Creatinine clearance as a quantity in `mL/min`."
* ^status = #active
* code from CreatinineClearanceCodes (required)
* value[x] only Quantity
* valueQuantity obeys ccl-unit and ccl-possible
* valueQuantity.value 1..1
* valueQuantity.system 1..1
* valueQuantity.code 1..1
* valueQuantity.code from CreatinineClearanceUnits (required)

ValueSet: CreatinineClearanceCodes
Id: creatinine-clearance-codes
Title: "Creatinine clearance: LOINC codes"
Description: "The LOINC codes that the trial takes for this analyte."
* ^status = #active
* ^experimental = false
* ^copyright = "This material contains content from LOINC (http://loinc.org). LOINC is copyright Regenstrief Institute, Inc. and the Logical Observation Identifiers Names and Codes (LOINC) Committee and is available at no cost under the license at http://loinc.org/license."
* $loinc#2164-2 "Creatinine renal clearance in 24 hour Urine and Serum or Plasma"
* $loinc#35591-7 "Creatinine renal clearance predicted by Cockcroft-Gault formula"

ValueSet: CreatinineClearanceUnits
Id: creatinine-clearance-units
Title: "Creatinine clearance: accepted units"
Description: "The UCUM codes that the trial takes for this analyte."
* ^status = #active
* ^experimental = false
* $ucum#mL/min

Invariant: igg-unit
Description: "The unit of this result must be a UCUM code (system http://unitsofmeasure.org) out of: g/L, mg/dL. "
Expression: "system = 'http://unitsofmeasure.org' and code in ('g/L' | 'mg/dL')"
Severity: #error

Invariant: igg-possible
Description: "The value is outside what is physically possible for this analyte (0 to 200 g/L, or the same in another accepted unit); check the value and its unit."
Expression: "(code = 'g/L' implies (value >= 0 and value <= 200)) and (code = 'mg/dL' implies (value >= 0 and value <= 20000))"
Severity: #error

Profile: Igg
Parent: LabResult
Id: igg
Title: "Immunoglobulin G (IgG)"
Description: "Immunoglobulin G (IgG) as a quantity in `g/L` or `mg/dL`."
* ^status = #active
* code from IggCodes (required)
* value[x] only Quantity
* valueQuantity obeys igg-unit and igg-possible
* valueQuantity.value 1..1
* valueQuantity.system 1..1
* valueQuantity.code 1..1
* valueQuantity.code from IggUnits (required)

ValueSet: IggCodes
Id: igg-codes
Title: "Immunoglobulin G (IgG): LOINC codes"
Description: "The LOINC codes that the trial takes for this analyte."
* ^status = #active
* ^experimental = false
* ^copyright = "This material contains content from LOINC (http://loinc.org). LOINC is copyright Regenstrief Institute, Inc. and the Logical Observation Identifiers Names and Codes (LOINC) Committee and is available at no cost under the license at http://loinc.org/license."
* $loinc#2465-3 "IgG [Mass/volume] in Serum or Plasma"

ValueSet: IggUnits
Id: igg-units
Title: "Immunoglobulin G (IgG): accepted units"
Description: "The UCUM codes that the trial takes for this analyte."
* ^status = #active
* ^experimental = false
* $ucum#g/L
* $ucum#mg/dL

Invariant: iga-unit
Description: "The unit of this result must be a UCUM code (system http://unitsofmeasure.org) out of: g/L, mg/dL. "
Expression: "system = 'http://unitsofmeasure.org' and code in ('g/L' | 'mg/dL')"
Severity: #error

Invariant: iga-possible
Description: "The value is outside what is physically possible for this analyte (0 to 150 g/L, or the same in another accepted unit); check the value and its unit."
Expression: "(code = 'g/L' implies (value >= 0 and value <= 150)) and (code = 'mg/dL' implies (value >= 0 and value <= 15000))"
Severity: #error

Profile: Iga
Parent: LabResult
Id: iga
Title: "Immunoglobulin A (IgA)"
Description: "Immunoglobulin A (IgA) as a quantity in `g/L` or `mg/dL`."
* ^status = #active
* code from IgaCodes (required)
* value[x] only Quantity
* valueQuantity obeys iga-unit and iga-possible
* valueQuantity.value 1..1
* valueQuantity.system 1..1
* valueQuantity.code 1..1
* valueQuantity.code from IgaUnits (required)

ValueSet: IgaCodes
Id: iga-codes
Title: "Immunoglobulin A (IgA): LOINC codes"
Description: "The LOINC codes that the trial takes for this analyte."
* ^status = #active
* ^experimental = false
* ^copyright = "This material contains content from LOINC (http://loinc.org). LOINC is copyright Regenstrief Institute, Inc. and the Logical Observation Identifiers Names and Codes (LOINC) Committee and is available at no cost under the license at http://loinc.org/license."
* $loinc#2458-8 "IgA [Mass/volume] in Serum or Plasma"

ValueSet: IgaUnits
Id: iga-units
Title: "Immunoglobulin A (IgA): accepted units"
Description: "The UCUM codes that the trial takes for this analyte."
* ^status = #active
* ^experimental = false
* $ucum#g/L
* $ucum#mg/dL

Invariant: presence-coded
Description: "The result of a presence test must be coded as positive, negative or indeterminate with one of: SNOMED CT 10828004, 260385009, 260373001, 260415000, 82334004; LOINC LA6576-8, LA6577-6; v3-ObservationInterpretation POS, NEG, IND. A number or a text alone cannot be judged."
Expression: "$this.ofType(CodeableConcept).coding.exists()"
Severity: #error

ValueSet: PresenceResults
Id: presence-results
Title: "Results of a presence test"
Description: "Positive, negative or indeterminate, in the code systems that laboratories use."
* ^status = #active
* ^experimental = false
* $sct#10828004 "Positive"
* $sct#260385009 "Negative"
* $sct#260373001 "Detected"
* $sct#260415000 "Not detected"
* $sct#82334004 "Indeterminate"
* $loinc#LA6576-8 "Positive"
* $loinc#LA6577-6 "Negative"
* $interpretation#POS
* $interpretation#NEG
* $interpretation#IND


Profile: Hbsag
Parent: LabResult
Id: hbsag
Title: "Hepatitis B surface antigen (HBsAg)"
Description: "Hepatitis B surface antigen (HBsAg) as positive, negative or indeterminate."
* ^status = #active
* code from HbsagCodes (required)
* value[x] only CodeableConcept
* valueCodeableConcept obeys presence-coded
* valueCodeableConcept from PresenceResults (required)

ValueSet: HbsagCodes
Id: hbsag-codes
Title: "Hepatitis B surface antigen (HBsAg): LOINC codes"
Description: "The LOINC codes that the trial takes for this analyte."
* ^status = #active
* ^experimental = false
* ^copyright = "This material contains content from LOINC (http://loinc.org). LOINC is copyright Regenstrief Institute, Inc. and the Logical Observation Identifiers Names and Codes (LOINC) Committee and is available at no cost under the license at http://loinc.org/license."
* $loinc#5195-3 "Hepatitis B virus surface Ag [Presence] in Serum"
* $loinc#5196-1 "Hepatitis B virus surface Ag [Presence] in Serum or Plasma by Immunoassay"

Profile: AntiHcv
Parent: LabResult
Id: anti-hcv
Title: "Hepatitis C antibody (anti-HCV)"
Description: "Hepatitis C antibody (anti-HCV) as positive, negative or indeterminate."
* ^status = #active
* code from AntiHcvCodes (required)
* value[x] only CodeableConcept
* valueCodeableConcept obeys presence-coded
* valueCodeableConcept from PresenceResults (required)

ValueSet: AntiHcvCodes
Id: anti-hcv-codes
Title: "Hepatitis C antibody (anti-HCV): LOINC codes"
Description: "The LOINC codes that the trial takes for this analyte."
* ^status = #active
* ^experimental = false
* ^copyright = "This material contains content from LOINC (http://loinc.org). LOINC is copyright Regenstrief Institute, Inc. and the Logical Observation Identifiers Names and Codes (LOINC) Committee and is available at no cost under the license at http://loinc.org/license."
* $loinc#16128-1 "Hepatitis C virus Ab [Presence] in Serum"
* $loinc#13955-0 "Hepatitis C virus Ab [Presence] in Serum or Plasma by Immunoassay"

Profile: Hiv
Parent: LabResult
Id: hiv
Title: "HIV antibody"
Description: "HIV antibody as positive, negative or indeterminate."
* ^status = #active
* code from HivCodes (required)
* value[x] only CodeableConcept
* valueCodeableConcept obeys presence-coded
* valueCodeableConcept from PresenceResults (required)

ValueSet: HivCodes
Id: hiv-codes
Title: "HIV antibody: LOINC codes"
Description: "The LOINC codes that the trial takes for this analyte."
* ^status = #active
* ^experimental = false
* ^copyright = "This material contains content from LOINC (http://loinc.org). LOINC is copyright Regenstrief Institute, Inc. and the Logical Observation Identifiers Names and Codes (LOINC) Committee and is available at no cost under the license at http://loinc.org/license."
* $loinc#31201-7 "HIV 1+2 Ab [Presence] in Serum or Plasma by Immunoassay"
* $loinc#7918-6 "HIV 1+2 Ab [Presence] in Serum"
* $loinc#56888-1 "HIV 1+2 Ab+HIV1 p24 Ag [Presence] in Serum or Plasma by Immunoassay"
* $loinc#80387-4 "HIV 1+2 Ab [Presence] in Serum, Plasma or Blood by Rapid immunoassay"

Profile: PregnancyTest
Parent: LabResult
Id: pregnancy-test
Title: "Pregnancy test"
Description: "Pregnancy test as positive, negative or indeterminate."
* ^status = #active
* code from PregnancyTestCodes (required)
* value[x] only CodeableConcept
* valueCodeableConcept obeys presence-coded
* valueCodeableConcept from PresenceResults (required)

ValueSet: PregnancyTestCodes
Id: pregnancy-test-codes
Title: "Pregnancy test: LOINC codes"
Description: "The LOINC codes that the trial takes for this analyte."
* ^status = #active
* ^experimental = false
* ^copyright = "This material contains content from LOINC (http://loinc.org). LOINC is copyright Regenstrief Institute, Inc. and the Logical Observation Identifiers Names and Codes (LOINC) Committee and is available at no cost under the license at http://loinc.org/license."
* $loinc#2118-8 "Choriogonadotropin (pregnancy test) [Presence] in Serum or Plasma"
* $loinc#2106-3 "Choriogonadotropin (pregnancy test) [Presence] in Urine"
* $loinc#80384-1 "Choriogonadotropin (pregnancy test) [Presence] in Urine by Rapid immunoassay"

// Measured at the bedside: vital signs, on R4's own profiles.

Invariant: bp-possible
Description: "A blood pressure is between 0 and 400 mm[Hg]; check the value and its unit."
Expression: "value.ofType(Quantity).all(code = 'mm[Hg]' implies (value >= 0 and value <= 400))"
Severity: #error

Invariant: bp-order
Description: "The systolic pressure must not be below the diastolic one; check whether the two were exchanged."
Expression: "component.where(code.coding.exists(code = '8480-6')).value.ofType(Quantity).value.empty() or component.where(code.coding.exists(code = '8462-4')).value.ofType(Quantity).value.empty() or component.where(code.coding.exists(code = '8480-6')).value.ofType(Quantity).value >= component.where(code.coding.exists(code = '8462-4')).value.ofType(Quantity).value"
Severity: #error

Invariant: vital-unit-bp
Description: "The unit of a blood pressure must be the UCUM code mm[Hg] (system http://unitsofmeasure.org); mmHg is not UCUM."
Expression: "value.ofType(Quantity).all(system = 'http://unitsofmeasure.org' and code = 'mm[Hg]')"
Severity: #error

Profile: BloodPressure
Parent: http://hl7.org/fhir/StructureDefinition/bp
Id: blood-pressure
Title: "Blood pressure"
Description: "Systolic and diastolic pressure in `mm[Hg]`, on R4's blood pressure profile."
* ^status = #active
* obeys bp-order
* code from BloodPressureCodes (required)
* component obeys bp-possible and vital-unit-bp

ValueSet: BloodPressureCodes
Id: blood-pressure-codes
Title: "Blood pressure: LOINC codes"
Description: "The LOINC code of a blood pressure with its components."
* ^status = #active
* ^experimental = false
* $loinc#85354-9 "Blood pressure panel with all children optional"

Invariant: weight-unit
Description: "The unit of a body weight must be a UCUM code (system http://unitsofmeasure.org) out of: kg, g, [lb_av]."
Expression: "system = 'http://unitsofmeasure.org' and code in ('kg' | 'g' | '[lb_av]')"
Severity: #error

Invariant: weight-possible
Description: "A body weight is between 0.2 and 650 kg, or the same in another accepted unit; check the value and its unit."
Expression: "(code = 'kg' implies (value >= 0.2 and value <= 650)) and (code = 'g' implies (value >= 200 and value <= 650000)) and (code = '[lb_av]' implies (value >= 0.4 and value <= 1433))"
Severity: #error

Profile: BodyWeight
Parent: http://hl7.org/fhir/StructureDefinition/bodyweight
Id: body-weight
Title: "Body weight"
Description: "Body weight in `kg`, `g` or `[lb_av]`, on R4's body weight profile. The dose of an infusion is stated per kilogram."
* ^status = #active
* code from BodyWeightCodes (required)
* valueQuantity obeys weight-unit and weight-possible

ValueSet: BodyWeightCodes
Id: body-weight-codes
Title: "Body weight: LOINC codes"
Description: "The LOINC code of a body weight."
* ^status = #active
* ^experimental = false
* $loinc#29463-7 "Body weight"

Profile: LabReport
Parent: DiagnosticReport
Id: lab-report
Title: "Laboratory report"
Description: "A report that carries laboratory results of one subject."
* ^status = #active
* identifier MS
* category ^slicing.discriminator.type = #pattern
* category ^slicing.discriminator.path = "$this"
* category ^slicing.rules = #open
* category contains laboratory 1..1
* category[laboratory] = http://terminology.hl7.org/CodeSystem/v2-0074#LAB
* subject 1..1 MS
* subject only Reference(Participant)
* effective[x] 1..1 MS
* effective[x] only dateTime
* effectiveDateTime obeys lab-day
* result MS

Extension: SpecimenRejectReason
Id: specimen-reject-reason
Title: "Reject reason"
Description: "Why a specimen cannot be used. The definition repeats what HL7 publishes in its extensions pack under this address, which is not a dependency of this guide."
Context: Specimen
* ^url = "http://hl7.org/fhir/StructureDefinition/specimen-reject-reason"
* ^status = #active
* value[x] 1..1
* value[x] only CodeableConcept

Profile: LabSpecimen
Parent: Specimen
Id: lab-specimen
Title: "Laboratory specimen"
Description: "A specimen of one subject: its kind, what was added to it, in what condition it came, and why it was rejected."
* ^status = #active
* extension contains SpecimenRejectReason named rejectReason 0..* MS
* identifier MS
* status MS
* type MS
* subject 1..1 MS
* subject only Reference(Participant)
* receivedTime MS
* collection.collected[x] MS
* collection.method MS
* collection.bodySite MS
* container.additive[x] MS
* condition MS
* note MS


CodeSystem: LoincUsed
Id: loinc-used
Title: "LOINC codes of this guide"
Description: "The LOINC codes that this guide names, so that a validator without LOINC knows them. A fragment; LOINC itself is the source."
* ^url = "http://loinc.org"
* ^status = #active
* ^experimental = false
* ^content = #fragment
* ^caseSensitive = false
* ^copyright = "This material contains content from LOINC (http://loinc.org). LOINC is copyright Regenstrief Institute, Inc. and the Logical Observation Identifiers Names and Codes (LOINC) Committee and is available at no cost under the license at http://loinc.org/license."
* #13955-0 "Hepatitis C virus Ab [Presence] in Serum or Plasma by Immunoassay"
* #14631-6 "Bilirubin.total [Moles/volume] in Serum or Plasma"
* #14682-9 "Creatinine [Moles/volume] in Serum or Plasma"
* #16128-1 "Hepatitis C virus Ab [Presence] in Serum"
* #1742-6 "Alanine aminotransferase [Enzymatic activity/volume] in Serum or Plasma"
* #1743-4 "Alanine aminotransferase [Enzymatic activity/volume] in Serum or Plasma by With P-5'-P"
* #1744-2 "Alanine aminotransferase [Enzymatic activity/volume] in Serum or Plasma by No addition of P-5'-P"
* #1920-8 "Aspartate aminotransferase [Enzymatic activity/volume] in Serum or Plasma"
* #1975-2 "Bilirubin.total [Mass/volume] in Serum or Plasma"
* #1988-5 "C reactive protein [Mass/volume] in Serum or Plasma"
* #2106-3 "Choriogonadotropin (pregnancy test) [Presence] in Urine"
* #2118-8 "Choriogonadotropin (pregnancy test) [Presence] in Serum or Plasma"
* #2160-0 "Creatinine [Mass/volume] in Serum or Plasma"
* #2164-2 "Creatinine renal clearance in 24 hour Urine and Serum or Plasma"
* #2458-8 "IgA [Mass/volume] in Serum or Plasma"
* #2465-3 "IgG [Mass/volume] in Serum or Plasma"
* #26515-7 "Platelets [#/volume] in Blood"
* #29463-7 "Body weight"
* #30239-8 "Aspartate aminotransferase [Enzymatic activity/volume] in Serum or Plasma by With P-5'-P"
* #31201-7 "HIV 1+2 Ab [Presence] in Serum or Plasma by Immunoassay"
* #35591-7 "Creatinine renal clearance predicted by Cockcroft-Gault formula"
* #4544-3 "Hematocrit [Volume Fraction] of Blood by Automated count"
* #49497-1 "Platelets [#/volume] in Blood by Estimate"
* #5195-3 "Hepatitis B virus surface Ag [Presence] in Serum"
* #5196-1 "Hepatitis B virus surface Ag [Presence] in Serum or Plasma by Immunoassay"
* #56888-1 "HIV 1+2 Ab+HIV1 p24 Ag [Presence] in Serum or Plasma by Immunoassay"
* #58410-2 "CBC panel - Blood by Automated count"
* #6690-2 "Leukocytes [#/volume] in Blood by Automated count"
* #718-7 "Hemoglobin [Mass/volume] in Blood"
* #731-0 "Lymphocytes [#/volume] in Blood by Automated count"
* #751-8 "Neutrophils [#/volume] in Blood by Automated count"
* #777-3 "Platelets [#/volume] in Blood by Automated count"
* #778-1 "Platelets [#/volume] in Blood by Manual count"
* #789-8 "Erythrocytes [#/volume] in Blood by Automated count"
* #7918-6 "HIV 1+2 Ab [Presence] in Serum"
* #80384-1 "Choriogonadotropin (pregnancy test) [Presence] in Urine by Rapid immunoassay"
* #80387-4 "HIV 1+2 Ab [Presence] in Serum, Plasma or Blood by Rapid immunoassay"
* #8302-2 "Body height"
* #8462-4 "Diastolic blood pressure"
* #8480-6 "Systolic blood pressure"
* #85354-9 "Blood pressure panel with all children optional"
* #LA6576-8 "Positive"
* #LA6577-6 "Negative"
