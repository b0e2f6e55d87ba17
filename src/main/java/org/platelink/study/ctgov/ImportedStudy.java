package org.platelink.study.ctgov;

import java.util.List;
import org.hl7.fhir.r4.model.ResearchStudy;
import org.hl7.fhir.r4.model.Resource;

/**
 * A study that was read from a registry record.
 *
 * @param study with each of the 24 registry items stated as present or unknown
 * @param others its criteria, sponsor and places
 * @param notTaken places of the record that no element of FHIR was made of, such as
 *     {@code protocolSection.oversightModule}
 */
public record ImportedStudy(ResearchStudy study, List<Resource> others, List<String> notTaken) {

    public ImportedStudy {
        others = List.copyOf(others);
        notTaken = List.copyOf(notTaken);
    }
}
