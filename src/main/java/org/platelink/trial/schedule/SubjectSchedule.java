package org.platelink.trial.schedule;

import java.time.LocalDate;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import org.platelink.trial.subject.SubjectState;

/**
 * The schedule of a subject on a day.
 *
 * @param subject whose it is
 * @param protocol what it is made of
 * @param asOf the day
 * @param state where in the study the subject stands on that day
 * @param visits the visits in the order of the protocol
 */
record SubjectSchedule(
        SubjectRecord subject, Protocol protocol, LocalDate asOf, SubjectState state, List<ScheduledVisit> visits) {

    static SubjectSchedule of(SubjectRecord subject, Protocol protocol, List<Occurrence> occurrence, LocalDate asOf) {
        StudyCourse course = new StudyCourse(subject.states(), occurrence);
        return new SubjectSchedule(
                subject, protocol, asOf, course.asOf(asOf).state(), Schedule.of(protocol, course, asOf));
    }

    /**
     * The visit to which a result belongs: the one of its encounter or, where it names none, the one to whose days it belongs;
     * of several the one that is nearer, and of two as near the first. A hospital's laboratory rarely knows of visits.
     */
    Optional<ScheduledVisit> visitOf(@Nullable String encounter, @Nullable LocalDate day) {
        if (encounter != null) {
            return visits.stream()
                    .filter(visit -> visit.occurrence().stream()
                            .anyMatch(one -> one.reference().equals(encounter)))
                    .findFirst();
        }
        return day == null
                ? Optional.empty()
                : visits.stream()
                        .filter(visit -> VisitDays.of(visit).hold(day))
                        .min(Comparator.comparingLong(
                                visit -> VisitDays.of(visit).distance(day)));
    }
}
