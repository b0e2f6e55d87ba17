package org.platelink.operator.demo.story;

import java.time.LocalDate;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.platelink.trial.subject.EndReason;
import org.platelink.trial.subject.SubjectState;

/**
 * A subject's course through the study, in days: the visits and the state transitions.
 *
 * @param stops the visits, in their order
 * @param moves the transitions that the site makes; those that an infusion causes are not included
 * @param obstacle why the subject is not eligible; null if it is
 */
record Course(List<Stop> stops, List<Event.Move> moves, @Nullable ScreenFailure obstacle) {

    private static final String EARLY_WITHDRAWAL = "early-withdrawal";
    /** The index of the first infusion; screening and baseline come before it. */
    private static final int FIRST_INFUSION = 2;

    private static final int COMES_ONCE_MORE_PERCENT = 70;
    private static final List<Withdrawal> WHY_WITHDRAWN = List.of(
            new Withdrawal(EndReason.CONSENT_WITHDRAWN, "Consent was withdrawn without a reason."),
            new Withdrawal(EndReason.CONSENT_WITHDRAWN, "Moved away; the visits are too far."));
    private static final List<Withdrawal> WHY_WITHDRAWN_WITHOUT_RESPONSE = List.of(
            new Withdrawal(EndReason.ADVERSE_EVENT, "Bleeding with need of rescue treatment."),
            new Withdrawal(EndReason.CONSENT_WITHDRAWN, "Another treatment is wished for."),
            new Withdrawal(EndReason.PHYSICIAN_DECISION, "The investigator sees no benefit in going on."));
    private static final List<String> WHY_STOPPED = List.of(
            "Fever after the infusion; no further one is given.",
            "No further infusion is wished for; the visits go on.");
    private static final List<String> WHY_STOPPED_WITHOUT_RESPONSE =
            List.of("No response so far; no further infusion is given.");

    /**
     * Generates the course of a subject.
     *
     * @param chance the random stream
     * @param consent the day of the consent
     * @param trajectory the trajectory of the subject
     * @param responds whether the treatment has an effect
     * @param passes whether what makes the subject ineligible, if it is, is to be something that passes
     */
    static Course drawn(
            RandomStream chance, LocalDate consent, SubjectTrajectory trajectory, boolean responds, boolean passes) {
        Itinerary itinerary = new Itinerary(chance);
        List<Stop> stops = new ArrayList<>(List.of(Stop.on("v1-screening", consent)));
        LocalDate decision = itinerary.workday(consent, 5, 8);
        if (trajectory == SubjectTrajectory.IS_NOT_ELIGIBLE) {
            ScreenFailure drawn = chance.oneOf(List.of(ScreenFailure.values()));
            ScreenFailure obstacle = passes ? ScreenFailure.RECENT_GLOBULIN : drawn;
            Event.Move out = new Event.Move(
                    decision,
                    SubjectState.INELIGIBLE,
                    obstacle.reason(),
                    EndReason.SCREEN_FAILURE,
                    obstacle.criterion());
            return new Course(stops, List.of(out), obstacle);
        }
        List<Event.Move> moves = new ArrayList<>(List.of(new Event.Move(decision, SubjectState.ELIGIBLE, null)));
        LocalDate baseline = itinerary.workday(decision, 2, 4);
        stops.add(Stop.on("v2-baseline", baseline));
        boolean stopped = trajectory == SubjectTrajectory.STOPS_TREATMENT;
        stops.addAll(itinerary.infusions(itinerary.workday(baseline, 1, 3), stopped ? chance.between(2, 4) : 5));
        LocalDate lastInfusion = stops.get(stops.size() - 1).day();
        if (stopped) {
            moves.add(new Event.Move(
                    itinerary.workday(lastInfusion, 5, 9),
                    SubjectState.FOLLOW_UP,
                    chance.oneOf(responds ? WHY_STOPPED : WHY_STOPPED_WITHOUT_RESPONSE)));
        }
        stops.addAll(itinerary.followUps(lastInfusion));
        moves.add(new Event.Move(
                stops.get(stops.size() - 1).day(),
                SubjectState.OFF_STUDY,
                "Followed up to month 12.",
                EndReason.COMPLETED,
                null));
        Course whole = new Course(stops, moves, null);
        return trajectory == SubjectTrajectory.WITHDRAWS ? whole.left(chance, itinerary, responds) : whole;
    }

    /** The same course up to the day of a withdrawal between two visits. */
    private Course left(RandomStream chance, Itinerary itinerary, boolean responds) {
        int last = chance.between(1, stops.size() - 2);
        LocalDate from = stops.get(last).day();
        int gap = (int) (stops.get(last + 1).day().toEpochDay() - from.toEpochDay());
        LocalDate day = itinerary.workday(from, 1, Math.max(1, gap - 3));
        List<Stop> kept = new ArrayList<>(stops.subList(0, last + 1));
        if (chance.percent(COMES_ONCE_MORE_PERCENT)) {
            kept.add(Stop.on(EARLY_WITHDRAWAL, day));
        }
        List<Event.Move> decided = new ArrayList<>(
                moves.stream().filter(move -> move.day().isBefore(day)).toList());
        boolean inVain = !responds && last > FIRST_INFUSION;
        Withdrawal why = chance.oneOf(inVain ? WHY_WITHDRAWN_WITHOUT_RESPONSE : WHY_WITHDRAWN);
        decided.add(new Event.Move(day, SubjectState.WITHDRAWN, why.words(), why.code(), null));
        return new Course(kept, decided, null);
    }

    /** Why a subject is withdrawn, as a code and in words. */
    private record Withdrawal(EndReason code, String words) {}
}
