package org.platelink.trial.roster;

import java.math.BigDecimal;
import java.time.LocalDate;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import org.platelink.trial.response.StoredResponse;
import org.platelink.trial.response.StoredResponse.Judged;
import org.platelink.trial.schedule.SubjectVisits;

/**
 * The count from before the treatment. Which one it is the study's rules say: with the response at a visit, or, before there is
 * one, as the first count that the course rests on, unless that may be one of after the infusion on the same day.
 */
final class Baseline {

    private Baseline() {}

    static @Nullable BigDecimal of(
            SubjectVisits subject, List<Measurement> measurements, StoredResponse response, String unit) {
        Optional<LocalDate> infusion = subject.firstIntervention();
        if (infusion.isEmpty()) {
            return null;
        }
        if (response.baseline().isPresent()) {
            return Measurement.number(response.baseline().get(), unit);
        }
        return Optional.ofNullable(response.course()).map(Judged::evidence).stream()
                .flatMap(List::stream)
                .findFirst()
                .flatMap(first -> measurements.stream()
                        .filter(one -> one.reference().equals(first))
                        .findFirst())
                .filter(one -> isBefore(one, infusion.get(), measurements))
                .map(Measurement::number)
                .orElse(null);
    }

    private static boolean isBefore(Measurement one, LocalDate infusion, List<Measurement> all) {
        return one.day().isBefore(infusion)
                || one.day().equals(infusion)
                        && (!one.hasTime()
                                || all.stream()
                                        .anyMatch(other -> other.recorded() != null
                                                && other.day().isBefore(infusion)));
    }
}
