package org.platelink.operator.demo.story;

import java.time.LocalDate;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * A subject's history apart from laboratory results: illnesses, drugs, and the investigator's answers about the
 * criteria.
 *
 * @param illnesses immune thrombocytopenia, and any illness that excludes the subject
 * @param drugs the drugs taken before or during the screening
 * @param answers the answers to the questions of the attestation, by their numbers
 */
record History(List<Event.Illness> illnesses, List<Event.Drug> drugs, Map<String, Boolean> answers) {

    private static final String ITP = "D69.3";
    private static final int MAINTAINED_PERCENT = 40;
    private static final int HAD_RITUXIMAB_PERCENT = 50;
    private static final int HAD_GLOBULIN_PERCENT = 60;
    private static final int TREATED_PRESSURE_PERCENT = 15;
    private static final int FERTILE_FROM = 14;

    private static final List<String> HISTORIES = List.of(
            "EXC01", "EXC02", "EXC03", "EXC04", "EXC05", "EXC06", "EXC08", "EXC09a", "EXC09b", "EXC09c", "EXC09d",
            "EXC10", "EXC11", "EXC13", "EXC14", "EXC15");

    /** Generates the history of a person who consents on a day. */
    static History drawn(RandomStream chance, Person person, LocalDate consent, @Nullable ScreenFailure obstacle) {
        List<Event.Illness> illnesses = new ArrayList<>();
        boolean recent = obstacle == ScreenFailure.RECENT_ONSET;
        illnesses.add(
                new Event.Illness(ITP, consent.minusDays(recent ? chance.between(20, 70) : chance.between(200, 2500))));
        List<Event.Drug> drugs = new ArrayList<>();
        boolean maintained = chance.percent(MAINTAINED_PERCENT);
        if (maintained) {
            drugs.add(Event.Drug.since("H02AB07", consent.minusDays(chance.between(60, 180))));
        }
        if (chance.percent(HAD_RITUXIMAB_PERCENT)) {
            drugs.add(Event.Drug.once("L01FA01", consent.minusDays(chance.between(180, 400))));
        }
        if (chance.percent(HAD_GLOBULIN_PERCENT)) {
            drugs.add(Event.Drug.once("J06BA02", consent.minusDays(chance.between(35, 170))));
        }
        if (chance.percent(TREATED_PRESSURE_PERCENT) || obstacle == ScreenFailure.HIGH_PRESSURE) {
            drugs.add(Event.Drug.since("C08CA01", consent.minusDays(chance.between(300, 2000))));
        }
        Map<String, Boolean> answers = answers(person, maintained);
        if (obstacle == ScreenFailure.RECENT_GLOBULIN) {
            drugs.add(Event.Drug.once("J06BA02", consent.minusDays(chance.between(1, 4))));
            answers.put("EXC04", true);
        } else if (obstacle == ScreenFailure.ANTICOAGULANT) {
            drugs.add(Event.Drug.since("B01AF01", consent.minusDays(chance.between(30, 900))));
            answers.put("EXC03", true);
        } else if (obstacle == ScreenFailure.TUMOUR) {
            illnesses.add(new Event.Illness("C73", consent.minusDays(chance.between(900, 4000))));
            answers.put("EXC08", true);
        }
        return new History(illnesses, drugs, answers);
    }

    private static Map<String, Boolean> answers(Person person, boolean maintained) {
        Map<String, Boolean> answers = new LinkedHashMap<>();
        answers.put("INC03.guideline", true);
        answers.put("INC03", true);
        answers.put("INC04.regimen", maintained);
        if (maintained) {
            answers.put("INC04.stable", true);
            answers.put("INC04.unchanged", true);
        }
        if (person.female()) {
            answers.put("INC06.childbearing", person.mayBecomePregnant());
            if (person.mayBecomePregnant()) {
                answers.put("INC06.breastfeeding", false);
                answers.put("INC06.contraception", true);
            }
        } else {
            answers.put("INC07.fertile", person.age() >= FERTILE_FROM);
            if (person.age() >= FERTILE_FROM) {
                answers.put("INC07.contraception", true);
            }
        }
        answers.put("INC08", true);
        HISTORIES.forEach(one -> answers.put(one, false));
        return answers;
    }
}
