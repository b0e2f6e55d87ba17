package org.platelink.trial.schedule;

import java.sql.Connection;
import java.sql.SQLException;
import java.time.Clock;
import java.time.LocalDate;
import java.time.ZoneId;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Predicate;
import javax.sql.DataSource;
import org.jspecify.annotations.Nullable;
import org.platelink.trial.subject.SiteTimeZones;
import org.springframework.jdbc.datasource.DataSourceUtils;
import org.springframework.jdbc.support.SQLExceptionSubclassTranslator;
import org.springframework.transaction.support.TransactionSynchronizationManager;

/**
 * Calculates the schedules of subjects from the stored resources. It does not check access; the caller of this class
 * must.
 */
final class Schedules {

    /** About 10 MB. */
    private static final int SUBJECTS_IN_MEMORY = 20_000;

    private final DataSource database;
    private final Protocols protocols;
    private final VersionCache<VisitRecord> recordCache;
    private final SiteTimeZones zones;
    private final Clock clock;
    private final ScheduleCache cache = new ScheduleCache();
    private final VersionCache<SubjectText> texts = new VersionCache<>(SUBJECTS_IN_MEMORY);

    Schedules(
            DataSource database,
            Protocols protocols,
            VersionCache<VisitRecord> recordCache,
            SiteTimeZones zones,
            Clock clock) {
        this.database = database;
        this.protocols = protocols;
        this.recordCache = recordCache;
        this.zones = zones;
        this.clock = clock;
    }

    /** The subject with an id. */
    Optional<SubjectRecord> subject(String id) {
        return read(stored ->
                new StoredSubjects(stored, texts()).subject(id).stream().findFirst());
    }

    /** The subjects that a Patient is. */
    List<SubjectRecord> subjectsOf(String patient) {
        return read(stored -> new StoredSubjects(stored, texts()).subjectsOfPatients(List.of(patient)));
    }

    /** The ids of all Patients with a recorded dose, whether it was given or not. */
    List<String> dosed() {
        return read(stored -> new StoredSubjects(stored).dosed());
    }

    /** Those of the given Patients with a recorded dose, whether it was given or not. */
    List<String> dosed(Collection<String> patients) {
        return read(stored -> new StoredSubjects(stored).dosed(patients));
    }

    /**
     * Calculates the schedule of a subject.
     *
     * @param asOf the day as of which it is calculated; today in the site's time zone if null
     * @throws ca.uhn.fhir.rest.server.exceptions.UnprocessableEntityException (422) if its study and arm give it no
     *     protocol
     */
    SubjectSchedule of(SubjectRecord subject, @Nullable LocalDate asOf) {
        StudyProtocols study = protocols.of(subject.study());
        study.required(subject.arm());
        return visitsOf(subject, asOf).schedule();
    }

    /** As {@link #of}, with what others ask of it; without visits where there is no protocol. */
    SubjectVisits visitsOf(SubjectRecord subject, @Nullable LocalDate asOf) {
        return made(subject.study(), stored -> List.of(subject), asOf).get(0);
    }

    /**
     * Calculates the schedules of the subjects of a study, in the order in which they were registered.
     *
     * @param which filter of the subjects
     * @param asOf the day as of which they are calculated; today, each in its site's time zone, if null
     * @throws ca.uhn.fhir.rest.server.exceptions.UnprocessableEntityException (422) if the study has no protocol
     */
    List<SubjectSchedule> ofStudy(String study, Predicate<SubjectRecord> which, @Nullable LocalDate asOf) {
        if (protocols.of(study).protocols().isEmpty()) {
            protocols.of(study).required("");
        }
        return visitsOfStudy(study, which, asOf).stream()
                .map(SubjectVisits::schedule)
                .toList();
    }

    /** As {@link #ofStudy}, with what others ask of each; without visits where there is no protocol. */
    List<SubjectVisits> visitsOfStudy(String study, Predicate<SubjectRecord> which, @Nullable LocalDate asOf) {
        return made(
                study,
                stored -> new StoredSubjects(stored, texts())
                        .subjectsOfStudy(study).stream().filter(which).toList(),
                asOf);
    }

    /** Calculates today's schedules of the subjects of a study who are the given Patients. */
    List<SubjectVisits> ofPatients(String study, Collection<String> patients) {
        return made(
                study,
                stored -> new StoredSubjects(stored, texts())
                        .subjectsOfPatients(patients).stream()
                                .filter(subject -> subject.study().equals(study))
                                .toList(),
                null);
    }

    private List<SubjectVisits> made(String study, Reading<List<SubjectRecord>> reading, @Nullable LocalDate asOf) {
        StudyProtocols ofStudy = protocols.of(study);
        return read(stored -> {
            List<SubjectRecord> subjects = reading.from(stored);
            Map<Long, List<VisitRecord>> recorded = new StoredRecords(stored)
                    .recorded(subjects.stream().map(SubjectRecord::patientPid).toList(), recordCache);
            SubjectProtocols held = SubjectProtocols.of(stored, subjects, protocols, zones);
            return subjects.stream()
                    .map(subject -> made(
                            subject,
                            held.of(subject).orElseGet(() -> without(ofStudy)),
                            recorded.getOrDefault(subject.patientPid(), List.of()),
                            asOf))
                    .toList();
        });
    }

    /** A protocol without visits, for a study without one and for a subject that has no arm yet. */
    private static ProtocolTimeline without(StudyProtocols study) {
        study.mustBeReadable();
        return ProtocolTimeline.of(new Protocol("", "", "", "", List.of()));
    }

    /** Whether the study and the arm of a subject give it a protocol. */
    boolean haveProtocolOf(SubjectRecord subject) {
        return protocols.of(subject.study()).ofArm(subject.arm()).isPresent();
    }

    /** Whether a PlanDefinition is a version of the protocol of a subject. */
    boolean isProtocolOf(SubjectRecord subject, String plan) {
        return protocols.of(subject.study()).ofArm(subject.arm()).stream()
                .flatMap(protocol -> protocol.versions().stream())
                .anyMatch(version -> version.protocol().id().equals(plan));
    }

    private SubjectVisits made(
            SubjectRecord subject, ProtocolTimeline held, List<VisitRecord> recorded, @Nullable LocalDate asOf) {
        ZoneId zone = zones.of(subject.site());
        LocalDate day = subject.span().asOf(asOf == null ? LocalDate.now(clock.withZone(zone)) : asOf);
        List<VisitRecord> own = subject.own(recorded, zone);
        return cache.get(
                new ScheduleCache.Inputs(subject, held, own, zone),
                day,
                () -> SubjectSchedule.of(subject, held, new ProtocolRecords(held, zone, own).tookPlace(), day));
    }

    /** None in a transaction that may write a subject: it may write one version twice. */
    private @Nullable VersionCache<SubjectText> texts() {
        boolean mayWrite = TransactionSynchronizationManager.isActualTransactionActive()
                && !TransactionSynchronizationManager.isCurrentTransactionReadOnly();
        return mayWrite ? null : texts;
    }

    /** Reads from one database connection. */
    private interface Reading<T> {
        T from(Connection stored) throws SQLException;
    }

    private <T> T read(Reading<T> reading) {
        Connection connection = DataSourceUtils.getConnection(database);
        try {
            return reading.from(connection);
        } catch (SQLException failure) {
            throw new SQLExceptionSubclassTranslator().translate("schedule", null, failure);
        } finally {
            DataSourceUtils.releaseConnection(connection, database);
        }
    }
}
