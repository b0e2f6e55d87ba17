package org.platelink.laboratory.lab;

import org.hl7.fhir.r4.model.StructureDefinition;
import org.hl7.fhir.r4.model.ValueSet;
import org.platelink.platform.validation.GuideDefinitions;
import org.platelink.platform.validation.GuideFaults;

/** What the guide of this repository wants. */
final class GuideAnalytes {

    private GuideAnalytes() {}

    static Analytes read() {
        GuideDefinitions guide = GuideFaults.guide();
        return Analytes.of(
                guide.all(StructureDefinition.class).toList(),
                guide.all(ValueSet.class).toList());
    }
}
