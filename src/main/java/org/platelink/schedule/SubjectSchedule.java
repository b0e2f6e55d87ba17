package org.platelink.schedule;

import java.time.LocalDate;
import java.util.List;
import org.platelink.subject.SubjectState;

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

    static SubjectSchedule of(SubjectRecord subject, Protocol protocol, List<TookPlace> tookPlace, LocalDate asOf) {
        Course course = new Course(subject.states(), tookPlace);
        return new SubjectSchedule(
                subject, protocol, asOf, course.asOf(asOf).state(), Schedule.of(protocol, course, asOf));
    }
}
