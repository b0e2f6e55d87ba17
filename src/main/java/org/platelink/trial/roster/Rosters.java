package org.platelink.trial.roster;

import com.github.benmanes.caffeine.cache.Cache;
import com.github.benmanes.caffeine.cache.Caffeine;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.LocalDate;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;
import org.platelink.study.rules.ChangeFeed;
import org.platelink.study.rules.ChangedRecords;
import org.platelink.trial.safety.GravestGrades.WorstGrade;
import org.platelink.trial.subject.SiteTimeZones;

/** Registry of the rosters of the studies, limited to 16. Thread-safe. */
final class Rosters {

    /** The server of a trial has few studies. */
    private static final int MOST = 16;

    /**
     * After this time the rules that another server wrote have surely left the caches of this one, so all rows are
     * rebuilt once more.
     */
    private static final Duration RULES_KNOWN = Duration.ofSeconds(65);

    private final ChangeFeed written;
    private final FollowedMeasurements studies;
    private final SubjectRows reading;
    private final SiteTimeZones zones;
    private final Clock clock;
    private final Cache<String, Roster> rosters =
            Caffeine.newBuilder().maximumSize(MOST).build();
    private @Nullable Instant onceMore;

    Rosters(ChangeFeed written, FollowedMeasurements studies, SubjectRows reading, SiteTimeZones zones, Clock clock) {
        this.written = written;
        this.studies = studies;
        this.reading = reading;
        this.zones = zones;
        this.clock = clock;
    }

    /**
     * The current rows of the subjects of a study.
     *
     * @throws ca.uhn.fhir.rest.server.exceptions.ResourceNotFoundException (404) if there is no such study
     */
    List<ListedSubject> of(String study) {
        studies.of(study);
        Roster roster = rosters.get(study, id -> new Roster(id, reading, this::today));
        look();
        return roster.current();
    }

    /** The ids of the studies that have a roster. */
    Set<String> studies() {
        return Set.copyOf(rosters.asMap().keySet());
    }

    /** The rows of a study whose grade is pending, up to a limit. */
    List<ListedSubject> pending(String study, int most) {
        Roster roster = rosters.getIfPresent(study);
        return roster == null ? List.of() : roster.pending(most);
    }

    /** Puts the grades into the rows of a study. */
    void told(String study, List<ListedSubject> rows, Map<String, WorstGrade> grades) {
        Roster roster = rosters.getIfPresent(study);
        if (roster != null) {
            roster.told(rows, grades);
        }
    }

    /**
     * Polls for changes and passes them to all rosters. Synchronized, so that no request misses the changes that
     * another one polled.
     */
    private synchronized void look() {
        ChangedRecords changes = written.look();
        if (changes.rules()) {
            onceMore = clock.instant().plus(RULES_KNOWN);
        } else if (onceMore != null && clock.instant().isAfter(onceMore)) {
            onceMore = null;
            changes = new ChangedRecords(changes.patients(), true);
        }
        for (Roster roster : rosters.asMap().values()) {
            roster.note(changes);
        }
    }

    private LocalDate today(String site) {
        return LocalDate.now(clock.withZone(zones.of(site)));
    }
}
