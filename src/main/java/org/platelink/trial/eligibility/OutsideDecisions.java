package org.platelink.trial.eligibility;

import ca.uhn.fhir.jpa.api.dao.IFhirResourceDao;
import ca.uhn.fhir.jpa.searchparam.SearchParameterMap;
import ca.uhn.fhir.rest.api.server.SystemRequestDetails;
import ca.uhn.fhir.rest.param.ReferenceParam;
import ca.uhn.fhir.rest.param.TokenParam;
import ca.uhn.fhir.rest.server.exceptions.ResourceGoneException;
import ca.uhn.fhir.rest.server.exceptions.ResourceNotFoundException;
import java.time.LocalDate;
import java.time.ZoneId;
import java.util.Comparator;
import java.util.Date;
import java.util.Optional;
import java.util.Set;
import org.hl7.fhir.r4.model.Extension;
import org.hl7.fhir.r4.model.IdType;
import org.hl7.fhir.r4.model.Observation;
import org.hl7.fhir.r4.model.Observation.ObservationStatus;
import org.hl7.fhir.r4.model.ResearchStudy;
import org.hl7.fhir.r4.model.ResearchSubject;
import org.platelink.platform.canonical.CanonicalUrls;
import org.platelink.trial.subject.PartialDate;

/**
 * Reader of the decisions by which people say that a subject is eligible, for studies that state that eligibility is
 * decided outside of this server.
 */
final class OutsideDecisions {

    private static final String OUTSIDE = CanonicalUrls.STRUCTURE_DEFINITION + "eligibility-decided-outside";
    private static final String DECISIONS = CanonicalUrls.CODE_SYSTEM + "person-decisions";
    private static final String ELIGIBILITY = "eligibility";
    private static final Set<ObservationStatus> FINAL =
            Set.of(ObservationStatus.FINAL, ObservationStatus.AMENDED, ObservationStatus.CORRECTED);

    private final IFhirResourceDao<ResearchStudy> studies;
    private final IFhirResourceDao<Observation> observations;

    OutsideDecisions(IFhirResourceDao<ResearchStudy> studies, IFhirResourceDao<Observation> observations) {
        this.studies = studies;
        this.observations = observations;
    }

    /** Whether a study states that eligibility is decided outside. */
    boolean areOfStudy(String study) {
        try {
            Extension outside = studies.read(new IdType("ResearchStudy", study), new SystemRequestDetails())
                    .getExtensionByUrl(OUTSIDE);
            return outside != null && "true".equals(outside.getValue().primitiveValue());
        } catch (ResourceNotFoundException | ResourceGoneException noSuchStudy) {
            return false;
        }
    }

    /**
     * The last decision on a subject that was made by a day.
     *
     * @param zone the time zone of the subject's site
     * @return empty if there is none; a decision that may be of a later day is none
     */
    Optional<Observation> of(ResearchSubject subject, LocalDate day, ZoneId zone) {
        String id = subject.getIdElement().getIdPart();
        if (id == null) {
            return Optional.empty();
        }
        SearchParameterMap search = SearchParameterMap.newSynchronous()
                .add(Observation.SP_CODE, new TokenParam(DECISIONS, ELIGIBILITY))
                .add(
                        Observation.SP_SUBJECT,
                        new ReferenceParam("Patient/"
                                + subject.getIndividual().getReferenceElement().getIdPart()));
        return observations.search(search, new SystemRequestDetails()).getAllResources().stream()
                .map(Observation.class::cast)
                .filter(one -> FINAL.contains(one.getStatus()))
                .filter(one -> one.getFocus().stream().anyMatch(focus -> ("ResearchSubject/" + id)
                        .equals(focus.getReferenceElement()
                                .toUnqualifiedVersionless()
                                .getValue())))
                .filter(one -> !PartialDate.of(made(one), zone).last().isAfter(day))
                .max(Comparator.comparing((Observation one) ->
                                PartialDate.of(made(one), zone).last())
                        .thenComparing(
                                one -> one.getEffectiveDateTimeType().getValue(),
                                Comparator.nullsFirst(Date::compareTo))
                        .thenComparing(one -> one.getMeta().getLastUpdated()));
    }

    private static String made(Observation decision) {
        return decision.getEffectiveDateTimeType().getValueAsString();
    }

    /** Whether a decision says that the subject is eligible. */
    static boolean isEligible(Observation decision) {
        return decision.getValueCodeableConcept()
                .hasCoding(CanonicalUrls.CODE_SYSTEM + "eligibility-verdict", Verdict.ELIGIBLE.code());
    }
}
