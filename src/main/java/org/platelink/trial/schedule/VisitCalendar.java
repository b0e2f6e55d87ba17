package org.platelink.trial.schedule;

import java.time.LocalDate;
import java.util.Collection;
import java.util.List;
import java.util.Optional;
import java.util.function.Predicate;
import org.jspecify.annotations.Nullable;

/** The visits of subjects. Whether the caller may see them is for the one who asks to know. */
public final class VisitCalendar {

    private final Schedules schedules;

    VisitCalendar(Schedules schedules) {
        this.schedules = schedules;
    }

    /**
     * Those of a subject.
     *
     * @param id of the ResearchSubject
     * @param asOf the day that they are seen from; today in the site's time zone if null
     * @return empty if there is no such subject
     */
    public Optional<SubjectVisits> ofSubject(String id, @Nullable LocalDate asOf) {
        return schedules.subject(id).map(subject -> new SubjectVisits(schedules.of(subject, asOf)));
    }

    /** The ids of all Patients of whom a dose is recorded, given or not. */
    public List<String> dosed() {
        return schedules.dosed();
    }

    /** Of some Patients, by their ids, those of whom a dose is recorded, given or not. */
    public List<String> dosed(Collection<String> patients) {
        return schedules.dosed(patients);
    }

    /** Those of whatever a Patient is a subject of, today. */
    public List<SubjectVisits> ofPatient(String patient) {
        return schedules.subjectsOf(patient).stream()
                .map(subject -> new SubjectVisits(schedules.of(subject, null)))
                .toList();
    }

    /**
     * Those of the subjects of a study who are some Patients, today, each in its site's time zone.
     *
     * @param patients the ids of the Patients
     */
    public List<SubjectVisits> ofPatients(String study, Collection<String> patients) {
        return schedules.ofPatients(study, patients).stream()
                .map(SubjectVisits::new)
                .toList();
    }

    /**
     * Those of the subjects of a study, in the order in which they were registered.
     *
     * @param sites whether the subjects of a site are wanted, by its Organization's id
     * @param asOf the day that they are seen from; today, each in its site's time zone, if null
     */
    public List<SubjectVisits> ofStudy(String study, Predicate<String> sites, @Nullable LocalDate asOf) {
        return schedules.ofStudy(study, subject -> sites.test(subject.site()), asOf).stream()
                .map(SubjectVisits::new)
                .toList();
    }
}
