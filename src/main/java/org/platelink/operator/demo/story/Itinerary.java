package org.platelink.operator.demo.story;

import java.time.DayOfWeek;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.List;

/**
 * Generates the days of a subject's visits: mostly as the protocol of NCT06813157 plans them, and never on a weekend.
 * Each infusion is scheduled from the previous one, and the follow-ups from the last infusion that was given.
 */
final class Itinerary {

    private static final int OUT_OF_WINDOW_PERCENT = 8;
    private static final int MISSED_PERCENT = 5;
    private static final int[] MONTHS = {1, 2, 3, 6, 9, 12};

    private static final List<String> EARLY = List.of(
            "Brought forward by agreement, as the centre is closed on the planned days.",
            "Cells were ready earlier than planned.");
    private static final List<String> LATE = List.of(
            "Release of the cells took longer than planned.",
            "Put off because of a cold with fever.",
            "Travel home took longer; the next free place was given.",
            "Public holiday.");

    private final RandomStream chance;

    Itinerary(RandomStream chance) {
        this.chance = chance;
    }

    /**
     * The infusions.
     *
     * @param first the day of the first infusion
     * @param number the number of infusions
     */
    List<Stop> infusions(LocalDate first, int number) {
        List<Stop> infusions = new ArrayList<>();
        infusions.add(new Stop("infusion-1", first, Timing.IN_WINDOW, false, null));
        for (int i = 2; i <= number; i++) {
            LocalDate last = infusions.get(infusions.size() - 1).day();
            infusions.add(i == 2 ? windowed("infusion-2", last, 7, 1) : windowed("infusion-" + i, last, 14, 3));
        }
        return infusions;
    }

    /** The follow-up visits, some of which are missed. */
    List<Stop> followUps(LocalDate lastInfusion) {
        List<Stop> stops = new ArrayList<>();
        stops.add(followUp("fu-d14", lastInfusion.plusDays(14), 2));
        for (int months : MONTHS) {
            stops.add(followUp("fu-m" + months, lastInfusion.plusMonths(months), months < 6 ? 3 : 7));
        }
        return stops;
    }

    /** A random working day between two distances from another day; a weekend moves it later. */
    LocalDate workday(LocalDate from, int low, int high) {
        return forward(from.plusDays(chance.between(low, high)));
    }

    private Stop followUp(String action, LocalDate target, int farthest) {
        LocalDate day = forward(target.plusDays(chance.near(0, farthest)));
        return new Stop(action, day, Timing.WITHOUT_WINDOW, chance.percent(MISSED_PERCENT), null);
    }

    private Stop windowed(String action, LocalDate last, int target, int window) {
        if (!chance.percent(OUT_OF_WINDOW_PERCENT)) {
            return new Stop(action, within(last, target, window), Timing.IN_WINDOW, false, null);
        }
        boolean early = chance.percent(35);
        LocalDate day = early
                ? backward(last.plusDays(target - window - 1))
                : forward(last.plusDays(target + window + chance.between(1, 4)));
        boolean explained = chance.percent(66);
        return new Stop(
                action,
                day,
                early ? Timing.EARLY : Timing.LATE,
                false,
                explained ? chance.oneOf(early ? EARLY : LATE) : null);
    }

    /**
     * A working day in the window. The middle of the window always is one, because the distances are whole weeks and
     * no visit is on a weekend.
     */
    private LocalDate within(LocalDate last, int target, int window) {
        LocalDate drawn = last.plusDays(target + chance.near(0, window));
        return isWeekend(drawn) ? last.plusDays(target) : drawn;
    }

    static LocalDate forward(LocalDate day) {
        return isWeekend(day) ? forward(day.plusDays(1)) : day;
    }

    private static LocalDate backward(LocalDate day) {
        return isWeekend(day) ? backward(day.minusDays(1)) : day;
    }

    static boolean isWeekend(LocalDate day) {
        return day.getDayOfWeek() == DayOfWeek.SATURDAY || day.getDayOfWeek() == DayOfWeek.SUNDAY;
    }
}
