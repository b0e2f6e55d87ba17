package org.platelink.laboratory.lab;

import org.hl7.fhir.r4.model.CodeableConcept;
import org.hl7.fhir.r4.model.Coding;
import org.hl7.fhir.r4.model.ConceptMap;
import org.hl7.fhir.r4.model.Enumerations.ConceptMapEquivalence;
import org.hl7.fhir.r4.model.Enumerations.PublicationStatus;
import org.hl7.fhir.r4.model.UsageContext;

/** Laboratory maps of synthetic sites. */
public final class LabMaps {

    private LabMaps() {}

    /** A draft, which counts for no message: the one unit of a site that writes {@code Gpt/L} for giga per litre. */
    public static ConceptMap draft(String id, String site) {
        String address = "https://platelink.org/site/" + site + "/";
        ConceptMap map = new ConceptMap();
        map.setId(id);
        map.setUrl(address + "ConceptMap/" + id).setTitle("Units of a synthetic site");
        map.setStatus(PublicationStatus.DRAFT);
        map.addUseContext(new UsageContext()
                .setCode(new Coding()
                        .setSystem("http://terminology.hl7.org/CodeSystem/usage-context-type")
                        .setCode("venue"))
                .setValue(new CodeableConcept(
                        new Coding().setSystem("https://platelink.org/site").setCode(site))));
        map.addGroup()
                .setSource(address + "lab-units")
                .setTarget("http://unitsofmeasure.org")
                .addElement()
                .setCode("Gpt/L")
                .addTarget()
                .setCode("10*9/L")
                .setEquivalence(ConceptMapEquivalence.EQUIVALENT);
        return map;
    }
}
