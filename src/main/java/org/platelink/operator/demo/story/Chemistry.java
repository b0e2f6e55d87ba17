package org.platelink.operator.demo.story;

import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * A subject's individual levels of the serum values, and their variation. The upper limits are typical ones, not
 * those of any laboratory.
 */
final class Chemistry {

    private static final List<String> LATER_VISITS = List.of("infusion-3", "infusion-5", "fu-d14", "fu-m1");
    private static final int MILD_RISE_PERCENT = 15;
    private static final double SPREAD = 0.12;

    private final Person person;
    private final double alt;
    private final double ast;
    private final double bilirubin;
    private final double creatinine;
    private final @Nullable String rise;
    private final double riseOfAlt;

    private Chemistry(
            Person person,
            double alt,
            double ast,
            double bilirubin,
            double creatinine,
            @Nullable String rise,
            double riseOfAlt) {
        this.person = person;
        this.alt = alt;
        this.ast = ast;
        this.bilirubin = bilirubin;
        this.creatinine = creatinine;
        this.rise = rise;
        this.riseOfAlt = riseOfAlt;
    }

    static Chemistry drawn(RandomStream chance, Person person) {
        boolean female = person.female();
        return new Chemistry(
                person,
                chance.around(female ? 20 : 26, 5),
                chance.around(22, 3),
                chance.around(female ? 9.5 : 12, 2.2),
                person.isMinor() ? 24 + 2.0 * person.age() : chance.around(female ? 56 : 76, female ? 5 : 7),
                chance.percent(MILD_RISE_PERCENT) ? chance.oneOf(LATER_VISITS) : null,
                chance.between(2.4, 4.8));
    }

    List<Result> screening(RandomStream chance, @Nullable ScreenFailure obstacle) {
        Result high = Result.measured(Analyte.ALT, altLimit() * chance.between(3.3, 4.6), altLimit());
        return List.of(
                obstacle == ScreenFailure.HIGH_ALT ? high : alt(chance, ""),
                ast(chance, obstacle == ScreenFailure.HIGH_ALT ? LATER_VISITS.get(0) : ""),
                bilirubin(chance),
                creatinine(chance));
    }

    List<Result> at(String visit, RandomStream chance) {
        return List.of(alt(chance, visit), ast(chance, visit), bilirubin(chance), creatinine(chance));
    }

    /** The creatinine clearance in mL/min by the Cockcroft-Gault equation, which is valid for adults only. */
    double clearance(double creatinineUsed) {
        return (140 - person.age()) * person.weight() * (person.female() ? 1.04 : 1.23) / creatinineUsed;
    }

    private Result alt(RandomStream chance, String visit) {
        double risen = visit.equals(rise) ? riseOfAlt : 1;
        return Result.measured(Analyte.ALT, varied(chance, alt * risen), altLimit());
    }

    private Result ast(RandomStream chance, String visit) {
        double risen = visit.equals(rise) ? 1 + (riseOfAlt - 1) / 2 : 1;
        return Result.measured(Analyte.AST, varied(chance, ast * risen), person.female() ? 35 : 40);
    }

    private Result bilirubin(RandomStream chance) {
        return Result.measured(Analyte.BILIRUBIN, varied(chance, bilirubin), person.female() ? 21 : 26);
    }

    private Result creatinine(RandomStream chance) {
        int limit = person.isMinor() ? 75 : person.female() ? 81 : 111;
        return Result.measured(Analyte.CREATININE, chance.around(creatinine, creatinine * 0.05), limit);
    }

    private int altLimit() {
        return person.female() ? 40 : 50;
    }

    private static double varied(RandomStream chance, double level) {
        return chance.around(level, level * SPREAD);
    }
}
