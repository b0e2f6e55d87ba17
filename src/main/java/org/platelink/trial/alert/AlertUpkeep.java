package org.platelink.trial.alert;

import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.LocalDate;
import java.util.ArrayDeque;
import java.util.Collection;
import java.util.Deque;
import java.util.HashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.UUID;
import java.util.concurrent.ConcurrentHashMap;
import java.util.function.Consumer;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;
import org.platelink.platform.background.BackgroundWorker;
import org.platelink.platform.hapi.table.ResearchSubjects.Subject;
import org.platelink.platform.server.FhirErrors;
import org.platelink.platform.server.RedactedFailure;
import org.platelink.study.rules.ChangeFeed;
import org.platelink.study.rules.ChangedRecords;
import org.platelink.trial.review.DataUnlocked;
import org.platelink.trial.subject.SiteTimeZones;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.context.event.EventListener;

/**
 * Background worker that looks at the subjects whose records changed, whichever server wrote, and once a day at all
 * subjects of a site.
 *
 * <p>Of several servers one works at a time, by a lease. What has been looked at is recorded when all of it has been,
 * so that another server, or this one after a restart, goes on where it ended. A subject is looked at again as often
 * as it takes; nothing is stored where nothing changed.
 */
final class AlertUpkeep {

    private static final Logger LOG = LoggerFactory.getLogger(AlertUpkeep.class);
    private static final Duration BETWEEN = Duration.ofSeconds(2);
    private static final Duration AFTER_FAILURE = Duration.ofSeconds(10);
    /** How long to wait after a change, because results arrive in groups and are then looked at together. */
    private static final Duration GATHERING = Duration.ofSeconds(1);

    /** So many subjects are looked at in a row. Of more, each is followed by a pause, to leave the time to requests. */
    private static final int AT_ONCE = 5;

    private static final int PAUSE_TO_WORK = 9;
    private static final int TRIES = 10;
    /** How often it is asked whether a day has begun at a site. */
    private static final Duration DAYS_AGAIN = Duration.ofMinutes(1);

    /** How often all subjects are looked at because the rules changed. */
    private static final Duration RULES_AGAIN = Duration.ofHours(1);

    private final String server = UUID.randomUUID().toString();
    private final AlertTables tables;
    private final WatchedSubjects subjects;
    private final Function<Instant, ChangeFeed> feeds;
    private final Consumer<Subject> watch;
    private final SiteTimeZones zones;
    private final Clock clock;
    private final BackgroundWorker worker;

    /** What is written; null while another server has the lease. */
    private @Nullable ChangeFeed feed;

    private Instant taken = Instant.EPOCH;
    private Instant recorded = Instant.EPOCH;
    private boolean rulesChanged;
    private Instant rulesTaken = Instant.EPOCH;
    private Instant daysAsked = Instant.EPOCH;

    /** The subjects that are to be looked at again, by their ids. */
    private final Map<String, Failure> failed = new HashMap<>();

    /** The Patients whose data were unlocked. */
    private final Set<String> unlocked = ConcurrentHashMap.newKeySet();

    /** A subject that could not be looked at, by the id of its Patient, and how often it was tried. */
    private record Failure(String patient, int times) {}

    AlertUpkeep(
            AlertTables tables,
            WatchedSubjects subjects,
            Function<Instant, ChangeFeed> feeds,
            Consumer<Subject> watch,
            SiteTimeZones zones,
            Clock clock) {
        this.tables = tables;
        this.subjects = subjects;
        this.feeds = feeds;
        this.watch = watch;
        this.zones = zones;
        this.clock = clock;
        this.worker = BackgroundWorker.of("alerts", this::round)
                .retryingAfter(AFTER_FAILURE)
                .lowPriority()
                .whenReady();
    }

    BackgroundWorker worker() {
        return worker;
    }

    /** Looks again at the subjects whose data were locked. */
    @EventListener
    public void on(DataUnlocked event) {
        unlocked.addAll(event.patients());
        worker.wake();
    }

    private Duration round() throws InterruptedException {
        ChangeFeed current = current();
        if (current == null) {
            return BETWEEN;
        }
        try {
            changes(current);
            days(current);
        } catch (RuntimeException failure) {
            // What was taken from the feed is read again.
            feed = null;
            throw failure;
        }
        if (!worker.isRunning()) {
            tables.leave(server);
        }
        return failed.isEmpty() ? BETWEEN : AFTER_FAILURE;
    }

    /** The feed, while this server has the lease; null while another one has it. The lease is renewed in time. */
    private @Nullable ChangeFeed current() {
        if (feed == null || clock.instant().isAfter(taken.plus(AlertTables.TURN.dividedBy(3)))) {
            Instant seen = tables.take(server).orElse(null);
            taken = clock.instant();
            feed = seen == null ? null : feed == null ? feeds.apply(seen) : feed;
        }
        return feed;
    }

    private void changes(ChangeFeed current) throws InterruptedException {
        ChangedRecords changes = current.look();
        Instant until = current.reportedUntil();
        Set<String> patients = new LinkedHashSet<>();
        failed.values().forEach(failure -> patients.add(failure.patient()));
        for (String patient : Set.copyOf(unlocked)) {
            unlocked.remove(patient);
            patients.add(patient);
        }
        changes.patients().forEach((patient, ofRecord) -> {
            if (ofRecord) {
                patients.add(patient);
            }
        });
        rulesChanged |= changes.rules();
        if (!patients.isEmpty()) {
            worker.pause(GATHERING);
            look(subjects.ofPatients(patients), null);
        }
        if (rulesChanged && clock.instant().isAfter(rulesTaken.plus(RULES_AGAIN))) {
            rulesChanged = false;
            rulesTaken = clock.instant();
            for (String study : subjects.studies()) {
                look(subjects.ofStudy(study), current);
            }
        }
        boolean worth = !patients.isEmpty() || until.isAfter(recorded.plus(AlertTables.TURN));
        if (worth && failed.isEmpty() && worker.isRunning()) {
            tables.seen(server, until);
            recorded = until;
        }
    }

    /** Looks at all subjects of the sites where a day has begun. */
    private void days(ChangeFeed current) throws InterruptedException {
        if (clock.instant().isBefore(daysAsked.plus(DAYS_AGAIN))) {
            return;
        }
        daysAsked = clock.instant();
        Map<String, LocalDate> looked = tables.days();
        // The day that it was when it was taken up: a long row may end on the next.
        Map<String, LocalDate> done = new HashMap<>();
        for (String study : subjects.studies()) {
            List<Subject> all = subjects.ofStudy(study);
            Deque<Subject> due = new ArrayDeque<>();
            for (Subject subject : all) {
                String site = site(subject);
                LocalDate last = looked.get(site);
                LocalDate today = done.getOrDefault(site, today(site));
                if (last == null || last.isBefore(today)) {
                    due.add(subject);
                    done.put(site, today);
                }
            }
            look(due, current);
        }
        if (worker.isRunning() && feed != null) {
            done.forEach(tables::looked);
        }
    }

    /**
     * Looks at some subjects.
     *
     * @param changes what is written meanwhile, which does not wait for a long row to end; null if it waits
     */
    private void look(Collection<Subject> subjects, @Nullable ChangeFeed changes) throws InterruptedException {
        boolean many = subjects.size() > AT_ONCE;
        for (Subject subject : subjects) {
            if (!worker.isRunning()) {
                return;
            }
            long began = System.nanoTime();
            look(subject);
            if (many) {
                worker.pause(Duration.ofNanos(PAUSE_TO_WORK * (System.nanoTime() - began)));
                // The lease must not end during a long row.
                if (current() == null) {
                    return;
                }
                if (changes != null) {
                    changes(changes);
                }
            }
        }
    }

    private void look(Subject subject) {
        try {
            watch.accept(subject);
            failed.remove(subject.id());
        } catch (RuntimeException failure) {
            if (FhirErrors.isLocked(failure)) {
                // Locked data stay as they are; the subject is looked at when they are unlocked, and on the next day.
                failed.remove(subject.id());
            } else if (worker.isRunning()) {
                // A concurrent write or a database outage: the subject is looked at again. What fails again and again
                // must not hold up the others; it is looked at when its record changes, and on the next day.
                Failure last = failed.remove(subject.id());
                Failure now = new Failure(subject.patient(), last == null ? 1 : last.times() + 1);
                boolean again = now.times() < TRIES;
                LOG.warn(
                        "A subject could not be looked at{}: {}",
                        again ? " and will be again" : "",
                        RedactedFailure.of(failure));
                if (again) {
                    failed.put(subject.id(), now);
                }
            }
        }
    }

    private LocalDate today(String site) {
        return LocalDate.now(clock.withZone(zones.of(site)));
    }

    private static String site(Subject subject) {
        return subject.organization() == null ? "" : subject.organization();
    }
}
