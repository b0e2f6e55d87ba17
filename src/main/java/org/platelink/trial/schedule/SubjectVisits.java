package org.platelink.trial.schedule;

import java.time.LocalDate;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import java.util.function.Predicate;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.hl7.fhir.r4.model.Coding;
import org.jspecify.annotations.Nullable;
import org.platelink.platform.server.Fingerprint;
import org.platelink.trial.subject.EndReason;
import org.platelink.trial.subject.PartialDate;
import org.platelink.trial.subject.SubjectState;

/**
 * The visits of one subject as of a day: the API of the schedule for modules that evaluate what was measured at the
 * visits.
 */
public final class SubjectVisits {

    private final SubjectSchedule schedule;
    private final List<Visit> visits;

    /** Calculated when it is first asked for; threads that do so at once get the same. */
    private volatile @Nullable String fingerprint;

    SubjectVisits(SubjectSchedule schedule) {
        this.schedule = schedule;
        this.visits = schedule.visits().stream().map(SubjectVisits::visit).toList();
    }

    /**
     * A visit of the subject.
     *
     * @param action the id of the protocol's action
     * @param title the title for people
     * @param definition the canonical of the activity definition of the visit; null if the protocol names none
     * @param code the codes of the action
     * @param status its status, a code of the guide's code system visit-status
     * @param days when it is to take place
     * @param day the day on which it took place; null if it did not, or if that is not known to the day
     * @param records the references of the resources that record that it took place, such as {@code Encounter/12}
     * @param doses those of them that are doses given at it, such as {@code MedicationAdministration/13}
     * @param given the day of the first of these doses; null if none was given, or if that is not known to the day
     */
    public record Visit(
            String action,
            String title,
            @Nullable String definition,
            List<Coding> code,
            String status,
            Days days,
            @Nullable LocalDate day,
            List<String> records,
            List<String> doses,
            @Nullable LocalDate given) {

        public Visit {
            code = List.copyOf(code);
            records = List.copyOf(records);
            doses = List.copyOf(doses);
        }

        public boolean tookPlace() {
            return !records.isEmpty();
        }
    }

    /**
     * The days on which a visit is to take place. Each is null if there is no such day.
     *
     * @param target the day aimed at
     * @param earliest the first day of its window
     * @param latest the last day of its window
     */
    public record Days(@Nullable LocalDate target, @Nullable LocalDate earliest, @Nullable LocalDate latest) {}

    private static Visit visit(ScheduledVisit visit) {
        List<Occurrence> doses =
                visit.tookPlace().stream().filter(Occurrence::intervention).toList();
        return new Visit(
                visit.visit().action(),
                visit.visit().title(),
                visit.visit().definition(),
                visit.visit().code(),
                visit.status().code(),
                new Days(
                        visit.window().target(),
                        visit.window().earliest(),
                        visit.window().latest()),
                visit.actual() == null ? null : visit.actual().day().orElse(null),
                visit.tookPlace().stream().map(Occurrence::reference).toList(),
                doses.stream().map(Occurrence::reference).toList(),
                doses.stream()
                        .flatMap(dose -> dose.date().day().stream())
                        .min(LocalDate::compareTo)
                        .orElse(null));
    }

    SubjectSchedule schedule() {
        return schedule;
    }

    /** The id of the ResearchSubject. */
    public String subject() {
        return schedule.subject().id();
    }

    /** The subject number; empty if there is none. */
    public String number() {
        return schedule.subject().number();
    }

    /** The id of the Patient. */
    public String patient() {
        return schedule.subject().patient();
    }

    /** The id of the site's Organization; empty if there is none. */
    public String site() {
        return schedule.subject().site();
    }

    /** The id of the ResearchStudy. */
    public String study() {
        return schedule.subject().study();
    }

    /** The id of the Consent; empty if the subject names none. */
    public String consent() {
        return schedule.subject().consent();
    }

    /** The state of the subject in the study. */
    public SubjectState state() {
        return schedule.state();
    }

    /** When that state began; empty if that is not recorded. */
    public Optional<PartialDate> since() {
        return course().since();
    }

    /** The state that ended participation, the first of several; empty if it has not ended. */
    public Optional<SubjectState> ended() {
        return course().ended().map(StudyCourse.State::state);
    }

    /** The coded reason of the end of participation; empty if it has not ended, or without one. */
    public Optional<EndReason> endReason() {
        return course().ended().flatMap(StudyCourse.State::end);
    }

    /** The code of the criterion of a screen failure; otherwise empty. */
    public Optional<String> criterion() {
        return course().ended().flatMap(StudyCourse.State::criterion);
    }

    /** All states of the subject so far, in their order. */
    public List<SubjectState> states() {
        return course().states().stream().map(StudyCourse.State::state).toList();
    }

    /** Whether screening had begun by the day; a subject of which that is not recorded counts from the start. */
    public boolean isScreenedByThen() {
        return schedule.subject()
                .states()
                .get(0)
                .began()
                .map(began -> !began.isAfter(asOf()))
                .orElse(true);
    }

    private StudyCourse course() {
        return new StudyCourse(schedule.subject().states(), List.of()).asOf(asOf());
    }

    /** The day as of which the visits are evaluated; later events are ignored. */
    public LocalDate asOf() {
        return schedule.asOf();
    }

    /** Whether it is the current screening of the participant: none came after it. */
    public boolean isCurrent() {
        return schedule.subject().span().isCurrent();
    }

    /** Whether a day is before the screening that this subject is, and so of an earlier one. */
    public boolean isBeforeScreening(LocalDate day) {
        return schedule.subject().span().isBefore(day);
    }

    /**
     * Fingerprint of the subject, the {@code asOf} day, and everything that decides which visits took place when and
     * to which visit a result belongs. Equal fingerprints mean equal visits, so it can be part of a cache key.
     */
    public String fingerprint() {
        String known = fingerprint;
        if (known == null) {
            known = calculatedFingerprint();
            fingerprint = known;
        }
        return known;
    }

    private String calculatedFingerprint() {
        return Fingerprint.hex(schedule.visits().stream()
                .map(visit -> String.join(
                        "|",
                        visit.visit().action(),
                        String.valueOf(visit.visit().definition()),
                        visit.status().code(),
                        visit.window().toString(),
                        String.valueOf(visit.actual()),
                        visit.tookPlace().toString()))
                .collect(Collectors.joining("\n", subject() + schedule.subject().span() + "\n" + asOf() + "\n", "")));
    }

    /** The visits, in the order of the protocol. */
    public List<Visit> visits() {
        return visits;
    }

    /** The day of the first dose; empty if none was given, or if it is not known to the day. */
    public Optional<LocalDate> firstIntervention() {
        return visits.stream()
                .flatMap(visit -> Stream.ofNullable(visit.given()))
                .min(LocalDate::compareTo);
    }

    /** The visit that must take place next: of the open visits, the one whose last day comes first. */
    public Optional<Visit> next() {
        return schedule.visits().stream()
                .filter(visit -> visit.status().isOpen() && visit.window().opens() != null)
                .min(Comparator.comparing(visit -> visit.window().ends()))
                .map(SubjectVisits::visit);
    }

    /** The number of open visits whose last day is over. */
    public int overdue() {
        return count(visit -> visit.status().isOpen()
                && !visit.window().projected()
                && visit.window().ends().isBefore(asOf()));
    }

    /**
     * The open visits whose window has a last day, which is at most some days ahead and not over. What is counted from
     * a visit that has not taken place yet has no such day.
     */
    public List<Visit> closing(int days) {
        return which(visit -> visit.status().isOpen()
                && !visit.window().projected()
                && visit.window().latest() != null
                && !visit.window().latest().isBefore(asOf())
                && !visit.window().latest().isAfter(asOf().plusDays(days)));
    }

    /**
     * The visits that did not take place within their window: those that were missed, and the open ones whose last
     * day is over.
     */
    public List<Visit> passed() {
        return which(visit -> visit.status() == VisitStatus.MISSED
                || visit.status().isOpen()
                        && !visit.window().projected()
                        && visit.window().latest() != null
                        && visit.window().latest().isBefore(asOf()));
    }

    private List<Visit> which(Predicate<ScheduledVisit> wanted) {
        return schedule.visits().stream()
                .filter(wanted)
                .map(SubjectVisits::visit)
                .toList();
    }

    /** The number of visits that were missed: they did not take place in time and no longer can. */
    public int missed() {
        return count(visit -> visit.status() == VisitStatus.MISSED);
    }

    /** The number of visits that took place before or after their window. */
    public int outOfWindow() {
        return count(visit -> visit.status() == VisitStatus.EARLY || visit.status() == VisitStatus.LATE);
    }

    private int count(Predicate<ScheduledVisit> which) {
        return Math.toIntExact(schedule.visits().stream().filter(which).count());
    }

    /** The date of the last visit that took place, as exactly as it is recorded; empty if none did. */
    public Optional<PartialDate> last() {
        return schedule.visits().stream()
                .flatMap(visit -> Stream.ofNullable(visit.actual()))
                .max(Comparator.comparing(PartialDate::first));
    }

    /** The number of doses that were given. */
    public int doses() {
        return visits.stream().mapToInt(visit -> visit.doses().size()).sum();
    }

    /**
     * The visit to which a result belongs: the visit of its encounter or, if it names none, the visit of its day.
     *
     * @param encounter the reference of its encounter; null if it names none
     * @param day the day of the measurement; null if it is not known to the day
     */
    public Optional<String> visitOf(@Nullable String encounter, @Nullable LocalDate day) {
        return schedule.visitOf(encounter, day).map(visit -> visit.visit().action());
    }
}
