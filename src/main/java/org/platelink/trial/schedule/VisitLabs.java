package org.platelink.trial.schedule;

import ca.uhn.fhir.jpa.api.dao.IFhirResourceDao;
import ca.uhn.fhir.jpa.searchparam.SearchParameterMap;
import ca.uhn.fhir.rest.api.SortOrderEnum;
import ca.uhn.fhir.rest.api.SortSpec;
import ca.uhn.fhir.rest.api.server.IBundleProvider;
import ca.uhn.fhir.rest.api.server.SystemRequestDetails;
import ca.uhn.fhir.rest.param.ReferenceParam;
import ca.uhn.fhir.rest.param.TokenParam;
import ca.uhn.fhir.rest.server.SimpleBundleProvider;
import java.time.LocalDate;
import java.util.List;
import java.util.Objects;
import org.hl7.fhir.r4.model.Observation;
import org.jspecify.annotations.Nullable;
import org.platelink.platform.canonical.CodeSystems;
import org.platelink.platform.server.FhirErrors;
import org.platelink.trial.subject.PartialDate;
import org.platelink.trial.subject.SiteTimeZones;

/**
 * Finds the laboratory results of a visit: those whose encounter is the visit's, and of those without an encounter,
 * those on its days. The latter is needed because a hospital's laboratory rarely knows the study's visits.
 */
final class VisitLabs {

    private static final int MOST_RESULTS = 10_000;

    private final IFhirResourceDao<Observation> observations;
    private final SiteTimeZones zones;

    VisitLabs(IFhirResourceDao<Observation> observations, SiteTimeZones zones) {
        this.observations = observations;
        this.zones = zones;
    }

    /**
     * Finds the results.
     *
     * @param action the id of the visit's action
     * @param code {@code system|code}, or null for all
     */
    IBundleProvider of(SubjectSchedule schedule, String action, @Nullable String code) {
        ScheduledVisit scheduled = schedule.visits().stream()
                .filter(visit -> visit.visit().action().equals(action))
                .findFirst()
                .orElseThrow(() -> FhirErrors.broken(
                        "visit",
                        "The protocol has no such visit; it has "
                                + schedule.protocol().actions() + "."));
        List<Observation> found = results(schedule.subject(), code).stream()
                .filter(result -> schedule.visitOf(
                                result.hasEncounter() ? result.getEncounter().getReference() : null,
                                day(schedule.subject(), result))
                        .filter(visit -> visit == scheduled)
                        .isPresent())
                .toList();
        return new SimpleBundleProvider(found);
    }

    private @Nullable LocalDate day(SubjectRecord subject, Observation result) {
        return result.hasEffectiveDateTimeType()
                ? PartialDate.of(
                                Objects.requireNonNull(
                                        result.getEffectiveDateTimeType().getValueAsString()),
                                zones.of(subject.site()))
                        .day()
                        .orElse(null)
                : null;
    }

    private List<Observation> results(SubjectRecord subject, @Nullable String code) {
        SearchParameterMap search = SearchParameterMap.newSynchronous();
        search.add(Observation.SP_SUBJECT, new ReferenceParam("Patient", null, subject.patient()));
        search.add(Observation.SP_CATEGORY, new TokenParam(CodeSystems.OBSERVATION_CATEGORY, "laboratory"));
        if (code != null) {
            String[] parts = code.split("\\|", 2);
            search.add(
                    Observation.SP_CODE,
                    parts.length == 2 ? new TokenParam(parts[0], parts[1]) : new TokenParam(null, parts[0]));
        }
        search.setSort(new SortSpec(Observation.SP_DATE, SortOrderEnum.ASC));
        search.setLoadSynchronousUpTo(MOST_RESULTS + 1);
        // The caller's access to the subject was checked before. A search with the caller's request would be limited
        // by HAPI to the size of a page.
        List<Observation> found = observations.search(search, new SystemRequestDetails()).getAllResources().stream()
                .map(Observation.class::cast)
                .toList();
        if (found.size() > MOST_RESULTS) {
            throw FhirErrors.broken(
                    "code", "The subject has more than " + MOST_RESULTS + " results; ask for one code.");
        }
        return found;
    }
}
