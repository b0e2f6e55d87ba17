package org.platelink.trial.schedule;

import jakarta.persistence.EntityManager;
import java.time.LocalDate;
import java.time.ZoneId;
import java.util.List;
import org.hibernate.Session;
import org.platelink.trial.subject.PartialDate;

/** Finds the visits of a participant that took place, for resources that must be linked to one of them. */
public final class CompletedVisits {

    private final EntityManager entityManager;

    CompletedVisits(EntityManager entityManager) {
        this.entityManager = entityManager;
    }

    /**
     * A visit that took place, and its days.
     *
     * @param encounter the id of the Encounter
     * @param first its first day at the site
     * @param last its last day at the site
     */
    public record Visit(String encounter, LocalDate first, LocalDate last) {

        /** Whether the day is one of the visit's days. */
        public boolean isOn(LocalDate day) {
            return !day.isBefore(first) && !day.isAfter(last);
        }
    }

    /**
     * The visits of a participant that took place on known days and name a planned visit. Must be called in a
     * transaction.
     *
     * @param participant the id of the Patient
     * @param zone the time zone of the site
     */
    public List<Visit> of(String participant, ZoneId zone) {
        return entityManager
                .unwrap(Session.class)
                .doReturningWork(connection -> new StoredRecords(connection).visits(participant))
                .stream()
                .filter(one -> one.tookPlace() && one.action() != null)
                .flatMap(one -> visit(one, zone).stream())
                .toList();
    }

    private static List<Visit> visit(VisitRecord one, ZoneId zone) {
        PartialDate start = PartialDate.of(String.valueOf(one.start()), zone);
        PartialDate end = one.end() == null ? start : PartialDate.of(one.end(), zone);
        return start.day().isPresent() && end.day().isPresent()
                ? List.of(new Visit(one.id(), start.first(), end.last()))
                : List.of();
    }
}
