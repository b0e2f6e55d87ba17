package org.platelink.trial.schedule;

import java.time.LocalDate;
import java.util.Collection;
import java.util.List;
import java.util.Optional;
import java.util.function.Predicate;
import org.jspecify.annotations.Nullable;

/**
 * Access point for other modules to the visits of subjects. It does not check access; the caller of this class must.
 */
public final class VisitCalendar {

    private final Schedules schedules;

    VisitCalendar(Schedules schedules) {
        this.schedules = schedules;
    }

    /**
     * The visits of a subject.
     *
     * @param id the id of the ResearchSubject
     * @param asOf the day as of which they are evaluated; today in the site's time zone if null
     * @return empty if there is no such subject
     */
    public Optional<SubjectVisits> ofSubject(String id, @Nullable LocalDate asOf) {
        return schedules.subject(id).map(subject -> schedules.visitsOf(subject, asOf));
    }

    /** The ids of all Patients with a recorded dose, whether it was given or not. */
    public List<String> dosed() {
        return schedules.dosed();
    }

    /** Those of the given Patients, by ids, with a recorded dose, whether it was given or not. */
    public List<String> dosed(Collection<String> patients) {
        return schedules.dosed(patients);
    }

    /** The visits, as of today, of each subject that a Patient is in a study with a protocol. */
    public List<SubjectVisits> ofPatient(String patient) {
        return schedules.subjectsOf(patient).stream()
                .filter(schedules::haveProtocolOf)
                .map(subject -> schedules.visitsOf(subject, null))
                .toList();
    }

    /**
     * The visits of the subjects of a study who are the given Patients, as of today, each in its site's time zone.
     *
     * @param patients the ids of the Patients
     */
    public List<SubjectVisits> ofPatients(String study, Collection<String> patients) {
        return schedules.ofPatients(study, patients);
    }

    /**
     * The visits of the subjects of a study, in the order in which they were registered.
     *
     * @param sites filter of the sites, by the ids of their Organizations
     * @param asOf the day as of which they are evaluated; today, each in its site's time zone, if null
     */
    public List<SubjectVisits> ofStudy(String study, Predicate<String> sites, @Nullable LocalDate asOf) {
        return schedules.visitsOfStudy(study, subject -> sites.test(subject.site()), asOf);
    }
}
