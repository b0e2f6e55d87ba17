Alias: $loinc = http://loinc.org
Alias: $ucum = http://unitsofmeasure.org
Alias: $sct = http://snomed.info/sct
Alias: $category = http://terminology.hl7.org/CodeSystem/observation-category
Alias: $interpretation = http://terminology.hl7.org/CodeSystem/v3-ObservationInterpretation
Alias: $plan-type = http://terminology.hl7.org/CodeSystem/plan-definition-type
Alias: $synthetic = https://platelink.org/synthetic
Alias: $supportingInfo = http://hl7.org/fhir/StructureDefinition/workflow-supportingInfo
