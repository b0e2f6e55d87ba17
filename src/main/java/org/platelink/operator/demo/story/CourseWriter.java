package org.platelink.operator.demo.story;

import java.math.BigDecimal;
import java.math.RoundingMode;
import java.time.LocalDate;
import java.time.LocalDateTime;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** Generates the events of a course: what is done and measured at each visit. */
final class CourseWriter {

    private static final int NO_SAMPLE_PERCENT = 3;
    private static final int DAY_BEFORE_PERCENT = 8;
    private static final int NAMES_VISIT_PERCENT = 60;
    private static final int CORRECTED_PERCENT = 3;

    private static final int NOT_ASSESSED_PERCENT = 10;
    private static final int BLEEDS_PERCENT = 35;
    private static final int BLEEDS_HELPED_PERCENT = 5;
    private static final List<Integer> BLEEDINGS = List.of(1, 1, 1, 2);
    private static final int FEVER_PERCENT = 12;
    private static final List<Integer> FEVERS = List.of(1, 1, 1, 2);

    private static final Event.Pressure HIGH = new Event.Pressure(172, 104);

    private final RandomStream chance;
    private final Person person;
    private final Laboratory laboratory;
    private final Blood blood;
    private final boolean responds;
    private final List<Event> events = new ArrayList<>();
    private double weight;
    private @Nullable LocalDate firstInfusion;

    CourseWriter(RandomStream chance, Person person, PlateletCourse platelets, Laboratory laboratory) {
        this.chance = chance;
        this.person = person;
        this.laboratory = laboratory;
        this.blood = new Blood(chance, person, platelets);
        this.responds = platelets.responds();
        this.weight = person.weight();
    }

    /** The events of a course, ordered by day, and within a day in the order in which they happen. */
    List<Event> tell(Course course, LocalDateTime consent, RandomStream ofHistory) {
        History history = History.drawn(ofHistory, person, consent.toLocalDate(), course.obstacle());
        events.add(new Event.MedicalHistory(consent.toLocalDate(), history.illnesses(), history.drugs()));
        for (Stop stop : course.stops()) {
            if (stop.missed()) {
                events.add(new Event.MissedVisit(stop.action(), stop.day()));
            } else {
                visit(stop, course.obstacle(), consent, ofHistory);
            }
        }
        // The investigator attests before the site decides.
        events.add(new Event.CriteriaAttestation(course.moves().get(0).day().atTime(11, 0), history.answers()));
        events.addAll(course.moves());
        events.sort(Comparator.comparing(Event::day));
        return events;
    }

    private void visit(Stop stop, @Nullable ScreenFailure obstacle, LocalDateTime consent, RandomStream ofBedside) {
        boolean screening = stop.action().equals("v1-screening");
        boolean weighed = stop.isInfusion() || stop.action().equals("v2-baseline");
        LocalDateTime start = screening
                ? consent.plusMinutes(20)
                : stop.day().atTime(chance.between(8, 10), 5 * chance.between(0, 11));
        events.add(new Event.Visit(
                stop.action(),
                start,
                stop.isInfusion() ? 180 : screening ? 90 : 45,
                stop.timing(),
                stop.reason(),
                weighed ? weighed() : null,
                screening ? pressure(obstacle) : null,
                screening || stop.isInfusion() ? null : bleeding(ofBedside),
                stop.isInfusion() ? fever(ofBedside) : null));
        sample(stop, start, screening, obstacle);
        if (stop.isInfusion()) {
            if (firstInfusion == null) {
                firstInfusion = stop.day();
            }
            events.add(new Event.Infusion(stop.action(), start.plusMinutes(75), kilograms(), lot(stop.day())));
        }
    }

    private @Nullable Integer bleeding(RandomStream ofBedside) {
        if (ofBedside.percent(NOT_ASSESSED_PERCENT)) {
            return null;
        }
        boolean helped = responds && firstInfusion != null;
        return ofBedside.percent(helped ? BLEEDS_HELPED_PERCENT : BLEEDS_PERCENT) ? ofBedside.oneOf(BLEEDINGS) : 0;
    }

    private static @Nullable Integer fever(RandomStream ofBedside) {
        return ofBedside.percent(FEVER_PERCENT) ? ofBedside.oneOf(FEVERS) : null;
    }

    private Event.Pressure pressure(@Nullable ScreenFailure obstacle) {
        return obstacle == ScreenFailure.HIGH_PRESSURE
                ? HIGH
                : new Event.Pressure(person.systolic(), person.diastolic());
    }

    private void sample(Stop stop, LocalDateTime start, boolean screening, @Nullable ScreenFailure obstacle) {
        if (!screening && chance.percent(NO_SAMPLE_PERCENT)) {
            return;
        }
        boolean dayBefore = stop.isInfusion()
                && !stop.action().equals("infusion-1")
                && !Itinerary.isWeekend(stop.day().minusDays(1))
                && chance.percent(DAY_BEFORE_PERCENT);
        LocalDateTime at = dayBefore ? start.minusDays(1) : start.plusMinutes(5 * chance.between(2, 5));
        List<Result> results =
                screening ? blood.screening(obstacle) : blood.at(stop.action(), at.toLocalDate(), firstInfusion);
        if (results.isEmpty()) {
            return;
        }
        Event.Sample sample = new Event.Sample(
                stop.action(),
                at,
                laboratory.ofSample(chance),
                !dayBefore && chance.percent(NAMES_VISIT_PERCENT),
                results);
        events.add(screening ? sample : withSlips(sample));
    }

    /** Returns the sample as first reported. An error in it is corrected by an event one or two days later. */
    private Event.Sample withSlips(Event.Sample right) {
        List<Result> first = new ArrayList<>();
        for (Result result : right.results()) {
            if (result.outcome() instanceof Result.MeasuredValue && chance.percent(CORRECTED_PERCENT)) {
                first.add(result.times(chance.oneOf(List.of(0.6, 1.4, 1.7))));
                events.add(
                        new Event.Correction(right.day().plusDays(chance.between(1, 2)), right.with(List.of(result))));
            } else {
                first.add(result);
            }
        }
        return right.with(first);
    }

    private BigDecimal weighed() {
        weight += chance.around(0, 0.4);
        return kilograms();
    }

    private BigDecimal kilograms() {
        return BigDecimal.valueOf(weight).setScale(1, RoundingMode.HALF_UP);
    }

    /** A new lot is produced each week. */
    private static String lot(LocalDate day) {
        return "SYN-" + day.getYear() + "-" + (1 + day.getDayOfYear() / 7);
    }
}
