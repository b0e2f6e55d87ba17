package org.platelink.trial.schedule;

import java.time.LocalDate;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import org.platelink.trial.subject.SubjectState;

/**
 * The schedule of a subject as of a day.
 *
 * @param subject the subject
 * @param protocol the version of the protocol in force for it on that day
 * @param asOf the day
 * @param state the state of the subject on that day
 * @param visits the visits, in the order of the protocol, followed by those of earlier versions
 */
record SubjectSchedule(
        SubjectRecord subject, Protocol protocol, LocalDate asOf, SubjectState state, List<ScheduledVisit> visits) {

    static SubjectSchedule of(
            SubjectRecord subject, ProtocolTimeline protocols, List<Occurrence> tookPlace, LocalDate asOf) {
        StudyCourse course = new StudyCourse(subject.states(), tookPlace, subject.arm());
        return new SubjectSchedule(
                subject,
                protocols.on(asOf),
                asOf,
                course.asOf(asOf).state(),
                VersionedSchedule.of(protocols, course, asOf));
    }

    /**
     * The visit to which a result belongs: the visit of its encounter or, if it names none, the visit whose days
     * contain it. Of several, it is the nearest; of equally near ones, the first. The day is needed because a
     * hospital's laboratory rarely knows the study's visits.
     */
    Optional<ScheduledVisit> visitOf(@Nullable String encounter, @Nullable LocalDate day) {
        if (encounter != null) {
            return visits.stream()
                    .filter(visit -> visit.tookPlace().stream()
                            .anyMatch(one -> one.reference().equals(encounter)))
                    .findFirst();
        }
        return day == null || subject.span().isBefore(day)
                ? Optional.empty()
                : visits.stream()
                        .filter(visit -> VisitDays.of(visit).hold(day))
                        .min(Comparator.comparingLong(
                                visit -> VisitDays.of(visit).distance(day)));
    }
}
