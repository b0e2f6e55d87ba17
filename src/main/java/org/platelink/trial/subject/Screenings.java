package org.platelink.trial.subject;

import java.time.LocalDate;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import org.hl7.fhir.r4.model.ResearchSubject;

/**
 * The screenings of one participant for one study.
 *
 * @param all in the order in which they began; the last is the current one
 */
record Screenings(List<Screening> all) {

    Screenings {
        all = List.copyOf(all);
    }

    static Screenings of(List<ResearchSubject> subjects) {
        return new Screenings(subjects.stream()
                .map(Screening::new)
                .sorted(Comparator.comparing((Screening one) -> one.earlier().isPresent())
                        .thenComparing(one -> one.begins().orElse(LocalDate.MIN))
                        .thenComparing(one -> one.subject().getMeta().getLastUpdated()))
                .toList());
    }

    Optional<Screening> current() {
        return all.isEmpty() ? Optional.empty() : Optional.of(all.get(all.size() - 1));
    }

    boolean isTreated() {
        return all.stream().anyMatch(Screening::isTreated);
    }
}
