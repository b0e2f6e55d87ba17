package org.platelink.trial.response;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.LocalDate;
import java.time.temporal.ChronoUnit;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Random;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;

/**
 * The course of invented participants with random counts, by the study's rules and by a second computation that
 * shares nothing with them.
 */
class SecondComputationTests {

    private static final LocalDate TREATED = LocalDate.parse(ResponseRecord.FIRST_INFUSION);
    private static final int BASELINE = 12;
    private static final int PERSONS = 150;

    /** A count, and whether there was bleeding; null if that was not assessed. */
    private record Count(LocalDate day, int platelets, @Nullable Boolean bleeding) {

        boolean isComplete() {
            return platelets >= 100 && !Boolean.TRUE.equals(bleeding);
        }

        boolean isResponse() {
            return isComplete() || platelets >= Math.max(30, 2 * BASELINE) && !Boolean.TRUE.equals(bleeding);
        }
    }

    @Test
    void bothSayTheSame() {
        for (int seed = 1; seed <= PERSONS; seed++) {
            List<Count> counts = drawn(new Random(seed));
            ResponseRecord treated = new ResponseRecord();
            counts.forEach(count -> record(treated, count));
            ResponseRecord.RuleResults judged = treated.judged();

            LocalDate began = first(counts, Count::isResponse, 7, LocalDate.MIN);
            LocalDate complete = first(counts, Count::isComplete, 7, LocalDate.MIN);
            assertThat(judged.course("began")).as("seed %s", seed).isEqualTo(began);
            assertThat(judged.course("completeBegan")).as("seed %s", seed).isEqualTo(complete);
            assertThat(judged.course("lost"))
                    .as("seed %s", seed)
                    .isEqualTo(began == null ? null : first(counts, one -> !one.isResponse(), 1, began));
            assertThat(judged.course("completeLost"))
                    .as("seed %s", seed)
                    .isEqualTo(complete == null ? null : first(counts, one -> !one.isComplete(), 1, complete));
            assertThat(judged.course("daysToResponse"))
                    .as("seed %s", seed)
                    .isEqualTo(began == null ? null : (int) ChronoUnit.DAYS.between(TREATED, began));
        }
    }

    private static List<Count> drawn(Random random) {
        List<Count> counts = new ArrayList<>();
        LocalDate day = TREATED;
        int number = 1 + random.nextInt(9);
        for (int i = 0; i < number; i++) {
            day = day.plusDays(1L + random.nextInt(9));
            int assessed = random.nextInt(6);
            counts.add(new Count(
                    day,
                    List.of(8, 23, 24, 29, 30, 31, 60, 99, 100, 140).get(random.nextInt(10)),
                    assessed == 0 ? Boolean.TRUE : assessed < 4 ? Boolean.FALSE : null));
        }
        return counts;
    }

    private static void record(ResponseRecord treated, Count count) {
        treated.count(count.day().toString(), String.valueOf(count.platelets()));
        if (count.bleeding() != null) {
            treated.bleeding(count.day().toString(), count.bleeding());
        }
    }

    /**
     * The first day after another that a level holds and goes on, or went on before, as long as the days say without
     * a break.
     */
    private static @Nullable LocalDate first(
            List<Count> counts, Function<Count, Boolean> level, int days, LocalDate after) {
        // Runs of counts at the level: within one every two are unbroken, so its ends are the farthest apart.
        List<List<Count>> runs = new ArrayList<>();
        boolean open = false;
        for (Count count :
                counts.stream().sorted(Comparator.comparing(Count::day)).toList()) {
            if (!level.apply(count)) {
                open = false;
                continue;
            }
            if (!open) {
                runs.add(new ArrayList<>());
            }
            open = true;
            runs.get(runs.size() - 1).add(count);
        }
        return runs.stream()
                .flatMap(run -> run.stream()
                        .map(Count::day)
                        .filter(day -> Math.max(
                                        ChronoUnit.DAYS.between(run.get(0).day(), day),
                                        ChronoUnit.DAYS.between(
                                                day, run.get(run.size() - 1).day()))
                                >= days))
                .filter(day -> day.isAfter(after))
                .findFirst()
                .orElse(null);
    }
}
