package org.platelink.trial.roster;

import java.math.BigDecimal;
import java.time.LocalDate;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import org.platelink.trial.response.StoredResponse;
import org.platelink.trial.response.StoredResponse.ResponseAssessment;
import org.platelink.trial.schedule.SubjectVisits;

/**
 * Determines the platelet count before the treatment (baseline) as the study's rules chose it.
 *
 * <p>It is the baseline that is stored with the response at a visit. Before any such response is stored, it is the
 * first count on which the stored course rests, unless that count may have been taken after the infusion on the same
 * day.
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
        return Optional.ofNullable(response.course()).map(ResponseAssessment::evidence).stream()
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
