package org.platelink.trial.alert;

import ca.uhn.fhir.jpa.api.dao.IFhirResourceDao;
import ca.uhn.fhir.rest.api.server.SystemRequestDetails;
import ca.uhn.fhir.rest.server.exceptions.BaseServerResponseException;
import ca.uhn.fhir.rest.server.exceptions.ResourceGoneException;
import ca.uhn.fhir.rest.server.exceptions.ResourceNotFoundException;
import ca.uhn.fhir.rest.server.exceptions.UnprocessableEntityException;
import java.util.ArrayList;
import java.util.EnumSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.function.Supplier;
import org.hl7.fhir.r4.model.IdType;
import org.hl7.fhir.r4.model.ResearchStudy;
import org.hl7.fhir.r4.model.ResearchSubject;
import org.jspecify.annotations.Nullable;
import org.platelink.platform.hapi.table.ResearchSubjects.Subject;
import org.platelink.platform.server.RedactedFailure;
import org.platelink.platform.server.WriteInvalidatedCache;
import org.platelink.study.rules.PatientRecord;
import org.platelink.study.rules.PatientRecords;
import org.platelink.trial.alert.StoredAlerts.Watched;
import org.platelink.trial.analysis.SubjectAnalyses;
import org.platelink.trial.eligibility.SubjectLock;
import org.platelink.trial.eligibility.VerdictUpkeep;
import org.platelink.trial.eligibility.VerdictUpkeep.CurrentVerdict;
import org.platelink.trial.safety.Suggestions;
import org.platelink.trial.schedule.SubjectVisits;
import org.platelink.trial.schedule.VisitCalendar;
import org.platelink.trial.subject.SiteTimeZones;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.transaction.support.TransactionOperations;

/**
 * Looks at one subject: derives its verdict again, and stores its alerts as they are now. What cannot be looked at,
 * because the study lacks it or its rules are broken, leaves the alerts about it as they were.
 */
final class SubjectWatch {

    private static final Logger LOG = LoggerFactory.getLogger(SubjectWatch.class);
    private static final String SAFETY = "safety";

    private final VisitCalendar calendar;
    private final PatientRecords records;
    private final SiteTimeZones zones;
    private final SubjectAnalyses analyses;
    private final Suggestions suggestions;
    private final VerdictUpkeep verdicts;
    private final SubjectLock lock;
    private final IFhirResourceDao<ResearchSubject> subjects;
    private final IFhirResourceDao<ResearchStudy> studies;
    private final WriteInvalidatedCache<AlertSettings> settings;
    private final StoredAlerts alerts;
    private final TransactionOperations transaction;

    SubjectWatch(
            VisitCalendar calendar,
            PatientRecords records,
            SiteTimeZones zones,
            SubjectAnalyses analyses,
            Suggestions suggestions,
            VerdictUpkeep verdicts,
            SubjectLock lock,
            IFhirResourceDao<ResearchSubject> subjects,
            IFhirResourceDao<ResearchStudy> studies,
            WriteInvalidatedCache<AlertSettings> settings,
            StoredAlerts alerts,
            TransactionOperations transaction) {
        this.calendar = calendar;
        this.records = records;
        this.zones = zones;
        this.analyses = analyses;
        this.suggestions = suggestions;
        this.verdicts = verdicts;
        this.lock = lock;
        this.subjects = subjects;
        this.studies = studies;
        this.settings = settings;
        this.alerts = alerts;
        this.transaction = transaction;
    }

    /**
     * Looks at a subject.
     *
     * @throws RuntimeException if something could not be looked at; the rest of it has been
     */
    void look(Subject subject) {
        Watched watched = new Watched(subject.id(), subject.study(), subject.patient());
        List<RuntimeException> failures = new ArrayList<>();
        String site = subject.organization() == null ? "" : subject.organization();
        attempt(failures, () -> {
            transaction.executeWithoutResult(status -> verdict(watched, site));
            return Optional.empty();
        });
        Optional<SubjectVisits> visits = attempt(failures, () -> calendar.ofSubject(subject.id(), null));
        Set<AlertCode> looked = EnumSet.noneOf(AlertCode.class);
        List<Alert> found = new ArrayList<>();
        AlertSettings study = settings.get(
                subject.study(),
                id -> AlertSettings.of(studies.read(new IdType("ResearchStudy", id), new SystemRequestDetails())));
        visits.ifPresent(known -> {
            found.addAll(VisitAlerts.of(known, study.closingDays()));
            looked.addAll(EnumSet.of(AlertCode.WINDOW_CLOSING, AlertCode.VISIT_MISSED));
            attempt(failures, () -> grades(known)).ifPresent(grades -> {
                found.addAll(grades);
                looked.add(AlertCode.GRADE_SUGGESTED);
            });
        });
        attempt(failures, () -> Optional.of(lowResults(watched, study))).ifPresent(low -> {
            found.addAll(low);
            looked.add(AlertCode.BELOW_THRESHOLD);
        });
        store(watched, looked, found, visits.orElse(null));
        failures.stream().findFirst().ifPresent(failure -> {
            throw failure;
        });
    }

    /** The verdict and the alert about it are stored together: nothing else remembers that it fell. */
    private void verdict(Watched watched, String site) {
        lock.lock(watched.patient());
        ResearchSubject subject =
                subjects.read(new IdType("ResearchSubject", watched.subject()), new SystemRequestDetails());
        Optional<CurrentVerdict> verdict = verdicts.derive(subject, site);
        List<Alert> fallen = verdict.flatMap(now -> VerdictAlert.of(
                        subject,
                        now,
                        now.wasEligible()
                                || alerts.active(watched, AlertCode.VERDICT_FELL, VerdictAlert.CAUSE)
                                        .isPresent()))
                .map(List::of)
                .orElse(List.of());
        alerts.replace(watched, EnumSet.of(AlertCode.VERDICT_FELL), fallen, null);
    }

    private Optional<List<Alert>> grades(SubjectVisits visits) {
        return visits.firstIntervention().isPresent() && analyses.has(visits.study(), SAFETY)
                ? Optional.of(GradeAlerts.of(suggestions.of(visits.study(), List.of(visits))))
                : Optional.of(List.of());
    }

    private List<Alert> lowResults(Watched watched, AlertSettings study) {
        if (study.thresholds().isEmpty()) {
            return List.of();
        }
        Map<String, PatientRecord> record = records.of(List.of(watched.patient()), "Observation", zones::of);
        return record.values().stream()
                .flatMap(one -> LowResults.of(one, study.thresholds()).stream())
                .toList();
    }

    private void store(Watched watched, Set<AlertCode> looked, List<Alert> found, @Nullable SubjectVisits visits) {
        transaction.executeWithoutResult(status -> {
            lock.lock(watched.patient());
            alerts.replace(watched, looked, found, visits);
        });
    }

    /**
     * What was found; empty if it could not be looked at. Where the study lacks something or its rules are broken,
     * trying again is of no use before they change; any other failure is noted.
     */
    private static <T> Optional<T> attempt(List<RuntimeException> failures, Supplier<Optional<T>> look) {
        try {
            return look.get();
        } catch (UnprocessableEntityException | ResourceNotFoundException | ResourceGoneException fault) {
            LOG.debug("A part of a subject cannot be looked at: {}", RedactedFailure.of(fault));
            return Optional.empty();
        } catch (BaseServerResponseException failure) {
            failures.add(failure);
            return Optional.empty();
        }
    }
}
