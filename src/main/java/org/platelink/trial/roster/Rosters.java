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
import org.platelink.trial.safety.GravestGrades.Gravest;
import org.platelink.trial.subject.SiteTimeZones;

/** The rosters of the studies that are asked about. */
final class Rosters {

    /** The server of a trial has few studies. */
    private static final int MOST = 16;

    /** Until then what another server wrote of the rules is surely read here. */
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
     * The rows of the subjects of a study, as they are now.
     *
     * @throws ca.uhn.fhir.rest.server.exceptions.ResourceNotFoundException (404) if there is no such study
     */
    List<ListedSubject> of(String study) {
        studies.of(study);
        Roster roster = rosters.get(study, id -> new Roster(id, reading, this::today));
        look();
        return roster.current();
    }

    /** The ids of the studies that are listed. */
    Set<String> studies() {
        return Set.copyOf(rosters.asMap().keySet());
    }

    /** Some rows whose grade is pending. */
    List<ListedSubject> pending(String study, int most) {
        Roster roster = rosters.getIfPresent(study);
        return roster == null ? List.of() : roster.pending(most);
    }

    /** Takes in the grades of rows. */
    void told(String study, List<ListedSubject> rows, Map<String, Gravest> grades) {
        Roster roster = rosters.getIfPresent(study);
        if (roster != null) {
            roster.told(rows, grades);
        }
    }

    /** One at a time, and each is told before the next one looks: none must miss what another has seen. */
    private synchronized void look() {
        Changes changes = written.look();
        if (changes.rules()) {
            onceMore = clock.instant().plus(RULES_KNOWN);
        } else if (onceMore != null && clock.instant().isAfter(onceMore)) {
            onceMore = null;
            changes = new Changes(changes.patients(), true);
        }
        for (Roster roster : rosters.asMap().values()) {
            roster.note(changes);
        }
    }

    private LocalDate today(String site) {
        return LocalDate.now(clock.withZone(zones.of(site)));
    }
}
