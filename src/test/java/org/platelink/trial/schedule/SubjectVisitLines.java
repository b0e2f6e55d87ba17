package org.platelink.trial.schedule;

import java.time.LocalDate;
import java.util.List;

/**
 * Subjects of the study in this repository, told in the lines of {@link CourseLines}, for the tests of other
 * packages.
 */
public final class SubjectVisitLines {

    private SubjectVisitLines() {}

    /** The visits of a subject as they stand on a day. */
    public static SubjectVisits of(String id, String asOf, String... lines) {
        StudyCourse course = CourseLines.course(List.of(lines));
        return new SubjectVisits(SubjectSchedule.of(
                new SubjectRecord(
                        id,
                        "N-" + id,
                        "NCT06813157",
                        "p-" + id,
                        1,
                        "site-1",
                        "consent-" + id,
                        "",
                        course.states(),
                        ScreeningSpan.WHOLE),
                ProtocolTimeline.of(CourseLines.study()),
                course.tookPlace(),
                LocalDate.parse(asOf)));
    }
}
