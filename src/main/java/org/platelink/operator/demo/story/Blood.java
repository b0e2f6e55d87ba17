package org.platelink.operator.demo.story;

import java.time.LocalDate;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/** Generates a subject's laboratory results at each visit, including missing and undetermined ones. */
final class Blood {

    private static final Set<String> COUNT_ALONE = Set.of("infusion-1", "infusion-2", "infusion-4", "fu-m2", "fu-m9");
    private static final int NOT_ASKED_FOR_PERCENT = 4;
    private static final int CLUMPED_PERCENT = 2;
    private static final int HAEMOLYSED_PERCENT = 1;

    private final RandomStream chance;
    private final Person person;
    private final PlateletCourse platelets;
    private final Chemistry chemistry;

    Blood(RandomStream chance, Person person, PlateletCourse platelets) {
        this.chance = chance;
        this.person = person;
        this.platelets = platelets;
        this.chemistry = Chemistry.drawn(chance, person);
    }

    /** The results of the screening: everything that the criteria need. */
    List<Result> screening(@Nullable ScreenFailure obstacle) {
        List<Result> results = new ArrayList<>();
        results.add(Result.measured(Analyte.PLATELETS, platelets.count(-1, chance)));
        List<Result> serum = chemistry.screening(chance, obstacle);
        results.addAll(serum);
        if (!person.isMinor()) {
            double creatinine =
                    ((Result.MeasuredValue) serum.get(3).outcome()).value().doubleValue();
            results.add(Result.measured(Analyte.CLEARANCE, chemistry.clearance(creatinine)));
        }
        results.add(Result.measured(
                Analyte.IGG, obstacle == ScreenFailure.LOW_IGG ? chance.between(2.4, 3.8) : chance.between(7.2, 15.2)));
        results.add(Result.measured(
                Analyte.IGA,
                obstacle == ScreenFailure.LOW_IGA ? chance.between(0.03, 0.08) : chance.between(0.8, 3.4)));
        results.add(Result.presence(Analyte.HBSAG, obstacle == ScreenFailure.HEPATITIS_B));
        results.add(Result.presence(Analyte.ANTI_HCV, false));
        results.add(Result.presence(Analyte.HIV, false));
        if (person.mayBecomePregnant()) {
            results.add(Result.presence(Analyte.PREGNANCY, false));
        }
        return results;
    }

    /**
     * The results of a visit: the platelet count, at most visits with liver and kidney values; some are missing at
     * random.
     *
     * @param visit the action of the visit
     * @param day the day of the sample
     * @param firstInfusion the day of the first infusion; null before it
     */
    List<Result> at(String visit, LocalDate day, @Nullable LocalDate firstInfusion) {
        long days = firstInfusion == null ? -1 : day.toEpochDay() - firstInfusion.toEpochDay();
        List<Result> results = new ArrayList<>();
        results.add(Result.measured(Analyte.PLATELETS, platelets.count(days, chance)));
        if (!COUNT_ALONE.contains(visit)) {
            results.addAll(chemistry.at(visit, chance));
        }
        List<Result> measured = new ArrayList<>();
        for (Result result : results) {
            if (!chance.percent(NOT_ASKED_FOR_PERCENT)) {
                measured.add(orUndetermined(result));
            }
        }
        return measured;
    }

    private Result orUndetermined(Result result) {
        boolean count = result.analyte() == Analyte.PLATELETS;
        if (chance.percent(count ? CLUMPED_PERCENT : HAEMOLYSED_PERCENT)) {
            return new Result(
                    result.analyte(),
                    new Result.AbsentValue(
                            count ? "Platelet clumps in EDTA blood, no reliable count." : "The sample is haemolysed."));
        }
        return result;
    }
}
