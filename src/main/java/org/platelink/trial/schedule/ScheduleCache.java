package org.platelink.trial.schedule;

import com.github.benmanes.caffeine.cache.Cache;
import com.github.benmanes.caffeine.cache.Caffeine;
import java.time.LocalDate;
import java.time.ZoneId;
import java.util.List;
import java.util.function.Supplier;

/**
 * Cache of calculated schedules. An entry holds everything that its schedule was calculated from and is used only
 * where all of it is the same, so that no entry is ever stale. Thread-safe.
 */
final class ScheduleCache {

    /** About 15 kB each. */
    private static final int MAXIMUM_SIZE = 5_000;

    private final Cache<Key, Entry> schedules =
            Caffeine.newBuilder().maximumSize(MAXIMUM_SIZE).build();

    private record Key(String subject, LocalDate asOf) {}

    /**
     * What a schedule is calculated from, beside the day.
     *
     * @param protocols the versions of the protocol to which it is held
     * @param recorded the visits and doses that are stored of the subject
     * @param zone of the site, by which their days are told
     */
    record Inputs(SubjectRecord subject, ProtocolTimeline protocols, List<VisitRecord> recorded, ZoneId zone) {

        Inputs {
            recorded = List.copyOf(recorded);
        }
    }

    private record Entry(Inputs inputs, SubjectVisits visits) {}

    SubjectVisits get(Inputs inputs, LocalDate asOf, Supplier<SubjectSchedule> calculation) {
        Key key = new Key(inputs.subject().id(), asOf);
        Entry entry = schedules.getIfPresent(key);
        if (entry != null && entry.inputs().equals(inputs)) {
            return entry.visits();
        }
        SubjectVisits calculated = new SubjectVisits(calculation.get());
        schedules.put(key, new Entry(inputs, calculated));
        return calculated;
    }
}
