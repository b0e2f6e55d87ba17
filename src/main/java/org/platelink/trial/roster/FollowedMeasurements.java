package org.platelink.trial.roster;

import ca.uhn.fhir.jpa.api.dao.IFhirResourceDao;
import ca.uhn.fhir.rest.api.server.SystemRequestDetails;
import java.util.Optional;
import java.util.Set;
import org.hl7.fhir.r4.model.IdType;
import org.hl7.fhir.r4.model.ResearchStudy;
import org.platelink.platform.server.WriteInvalidatedCache;

/** Cached reader of the followed measurements of studies. */
final class FollowedMeasurements {

    static final Set<String> READ_FROM = Set.of("ResearchStudy");

    private final IFhirResourceDao<ResearchStudy> studies;
    private final WriteInvalidatedCache<Optional<FollowedMeasurement>> kept;

    FollowedMeasurements(
            IFhirResourceDao<ResearchStudy> studies, WriteInvalidatedCache<Optional<FollowedMeasurement>> kept) {
        this.studies = studies;
        this.kept = kept;
    }

    /**
     * The followed measurement of a study; empty if it names none.
     *
     * @throws ca.uhn.fhir.rest.server.exceptions.ResourceNotFoundException (404) if there is no such study
     */
    Optional<FollowedMeasurement> of(String study) {
        return kept.get(
                study,
                id -> FollowedMeasurement.of(
                        studies.read(new IdType("ResearchStudy", id), new SystemRequestDetails())));
    }
}
