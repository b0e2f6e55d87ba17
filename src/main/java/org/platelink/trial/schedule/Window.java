package org.platelink.trial.schedule;

import java.time.LocalDate;
import java.util.function.BiFunction;
import org.jspecify.annotations.Nullable;

/**
 * The window of days in which a visit is to take place.
 *
 * @param target the day aimed at; null if there is none
 * @param earliest the first day in time; null if there is no such limit
 * @param latest the last day in time; null if there is no such limit
 * @param projected whether it is counted from a visit that has not taken place
 */
record Window(@Nullable LocalDate target, @Nullable LocalDate earliest, @Nullable LocalDate latest, boolean projected) {

    static final Window OPEN = new Window(null, null, null, false);

    /** The window of a visit that took place on the day. */
    static Window on(LocalDate day) {
        return new Window(day, day, day, false);
    }

    boolean isStated() {
        return earliest != null || latest != null;
    }

    boolean isEmpty() {
        return earliest != null && latest != null && earliest.isAfter(latest);
    }

    Window asProjected() {
        return new Window(target, earliest, latest, true);
    }

    /** The days that are possible; if no window is stated, the target alone. */
    Window asReach() {
        return new Window(target, earliest == null ? target : earliest, latest == null ? target : latest, projected);
    }

    /** The first possible day; null if there is none. */
    @Nullable
    LocalDate opens() {
        return earliest == null ? target : earliest;
    }

    /**
     * The day by which it must have taken place: the latest day, or else the target, or else the earliest day;
     * {@link LocalDate#MAX} if there is none.
     */
    LocalDate ends() {
        LocalDate last = latest == null ? target : latest;
        LocalDate ends = last == null ? earliest : last;
        return ends == null ? LocalDate.MAX : ends;
    }

    /** The intersection with another window, with the later target. */
    Window and(Window other) {
        return new Window(
                later(target, other.target),
                later(earliest, other.earliest),
                latest == null || other.latest != null && other.latest.isBefore(latest) ? other.latest : latest,
                projected || other.projected);
    }

    private static @Nullable LocalDate later(@Nullable LocalDate one, @Nullable LocalDate other) {
        return one == null || other != null && other.isAfter(one) ? other : one;
    }

    static <A, B, R> @Nullable R map(@Nullable A one, @Nullable B other, BiFunction<A, B, R> function) {
        return one == null || other == null ? null : function.apply(one, other);
    }
}
