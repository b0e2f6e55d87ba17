package org.platelink.study.registry;

import java.time.Instant;
import java.util.List;
import org.hl7.fhir.r4.model.ResearchStudy;
import org.hl7.fhir.r4.model.Resource;
import org.platelink.study.trds.Registration;

/**
 * A study and what belongs to it, as it is published.
 *
 * @param study with the number of those who were enrolled, if it may be told
 * @param others its organizations, places, criteria, protocol, visits and activities
 * @param registration what the forms of registries are made of
 * @param changed when any of it changed last
 */
record PublicStudy(ResearchStudy study, List<Resource> others, Registration registration, Instant changed) {

    String id() {
        return study.getIdElement().getIdPart();
    }
}
