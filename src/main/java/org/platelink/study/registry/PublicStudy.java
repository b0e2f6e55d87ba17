package org.platelink.study.registry;

import java.time.Instant;
import java.util.List;
import org.hl7.fhir.r4.model.ResearchStudy;
import org.hl7.fhir.r4.model.Resource;
import org.platelink.study.trds.Registration;

/**
 * A study with its parts, as it is published.
 *
 * @param study with the enrolment count, if it may be published
 * @param others its organizations, locations, criteria, protocol, visits and activities
 * @param registration the source of the registry formats
 * @param changed the time of the last change of any of them
 */
record PublicStudy(ResearchStudy study, List<Resource> others, Registration registration, Instant changed) {

    String id() {
        return study.getIdElement().getIdPart();
    }
}
