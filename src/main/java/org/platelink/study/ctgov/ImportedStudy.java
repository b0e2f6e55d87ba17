package org.platelink.study.ctgov;

import java.util.List;
import org.hl7.fhir.r4.model.ResearchStudy;
import org.hl7.fhir.r4.model.Resource;

/**
 * The result of importing a study from a registry record.
 *
 * @param study with each of the 24 registry items stated as present or unknown
 * @param others its criteria, sponsor and locations
 * @param notTaken the paths of the record that were not converted to FHIR, such as
 *     {@code protocolSection.oversightModule}
 */
public record ImportedStudy(ResearchStudy study, List<Resource> others, List<String> notTaken) {

    public ImportedStudy {
        others = List.copyOf(others);
        notTaken = List.copyOf(notTaken);
    }
}
