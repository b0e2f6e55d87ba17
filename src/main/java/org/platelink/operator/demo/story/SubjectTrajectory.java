package org.platelink.operator.demo.story;

import java.util.ArrayList;
import java.util.List;
import java.util.stream.Stream;
import org.platelink.trial.subject.SubjectState;

/**
 * How far a subject has come on the reference day of the cohort. Each block of twelve consecutive subjects contains
 * every trajectory, so that even a small cohort has subjects in every state.
 */
enum SubjectTrajectory {
    COMPLETES(3, 440, 608, SubjectState.OFF_STUDY),
    IS_FOLLOWED_UP(3, 75, 430, SubjectState.FOLLOW_UP),
    STOPS_TREATMENT(1, 50, 420, SubjectState.FOLLOW_UP),
    WITHDRAWS(1, 20, 600, SubjectState.WITHDRAWN),
    IS_NOT_ELIGIBLE(1, 15, 600, SubjectState.INELIGIBLE),
    IS_TREATED(1, 10, 80, SubjectState.ON_STUDY_INTERVENTION),
    WAITS_FOR_TREATMENT(1, 6, 20, SubjectState.ELIGIBLE),
    IS_SCREENED(1, 1, 6, SubjectState.SCREENING);

    private static final int WITHDRAWS_AFTER_ALL_PERCENT = 8;
    /**
     * The offset of the random streams for the shuffled blocks, apart from those of the subjects, which are numbered
     * from 1.
     */
    private static final long DECKS = 1_000_000;

    private final int cards;
    private final int latestConsent;
    private final int earliestConsent;
    private final SubjectState state;

    SubjectTrajectory(int cards, int latestConsent, int earliestConsent, SubjectState state) {
        this.cards = cards;
        this.latestConsent = latestConsent;
        this.earliestConsent = earliestConsent;
        this.state = state;
    }

    /** The trajectory of a subject; subjects are numbered from 1. */
    static SubjectTrajectory of(long seed, int number) {
        List<SubjectTrajectory> deck = new ArrayList<>();
        for (SubjectTrajectory trajectory : values()) {
            for (int i = 0; i < trajectory.cards; i++) {
                deck.add(trajectory);
            }
        }
        int place = number - 1;
        RandomStream chance = RandomStream.of(seed, DECKS + place / deck.size());
        return chance.shuffled(deck).get(place % deck.size());
    }

    /** The number of subjects in a block. */
    static int blockSize() {
        return Stream.of(values()).mapToInt(trajectory -> trajectory.cards).sum();
    }

    /** The final trajectory: some subjects withdraw instead. */
    SubjectTrajectory turned(RandomStream chance) {
        boolean may = this == COMPLETES || this == IS_FOLLOWED_UP;
        return may && chance.percent(WITHDRAWS_AFTER_ALL_PERCENT) ? WITHDRAWS : this;
    }

    /** A random number of days since the consent. */
    int daysSinceConsent(RandomStream chance) {
        return chance.between(latestConsent, earliestConsent);
    }

    /** The state of the subject on the reference day. */
    SubjectState state() {
        return state;
    }
}
