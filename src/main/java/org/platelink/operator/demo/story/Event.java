package org.platelink.operator.demo.story;

import java.math.BigDecimal;
import java.math.RoundingMode;
import java.time.LocalDate;
import java.time.LocalDateTime;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import org.platelink.trial.subject.SubjectState;

/** Something that happens to a subject. Times are those of the site. */
public sealed interface Event {

    /** The day on which it is known. */
    LocalDate day();

    /** The subject goes over to another state, by the hand of the site. */
    record Move(LocalDate day, SubjectState to, @Nullable String reason) implements Event {}

    /**
     * What the site asks and writes down at the screening.
     *
     * @param illnesses the disease itself first
     */
    record Known(LocalDate day, List<Illness> illnesses, List<Drug> drugs) implements Event {

        public Known {
            illnesses = List.copyOf(illnesses);
            drugs = List.copyOf(drugs);
        }
    }

    /**
     * An illness.
     *
     * @param icd10 its code in ICD-10
     */
    record Illness(String icd10, LocalDate since) {}

    /**
     * A drug that was taken.
     *
     * @param atc its code in ATC
     * @param until the last day; null if it is still taken
     */
    record Drug(String atc, LocalDate since, @Nullable LocalDate until) {

        static Drug since(String atc, LocalDate day) {
            return new Drug(atc, day, null);
        }

        static Drug once(String atc, LocalDate day) {
            return new Drug(atc, day, day);
        }
    }

    /**
     * The investigator attests what no record tells of the criteria.
     *
     * @param answers by the numbers of the questions
     */
    record Attested(LocalDateTime at, Map<String, Boolean> answers) implements Event {

        public Attested {
            answers = Collections.unmodifiableMap(new LinkedHashMap<>(answers));
        }

        @Override
        public LocalDate day() {
            return at.toLocalDate();
        }
    }

    /**
     * A visit that takes place.
     *
     * @param action the protocol's action, such as {@code infusion-2}
     * @param minutes how long it takes
     * @param reason why it is not in its window, in the words of the site
     * @param weight in kg, where the subject is weighed
     * @param pressure where it is taken
     * @param bleeding its grade by the WHO scale, where it is assessed
     * @param fever its grade by CTCAE, where an infusion is followed by one
     */
    record Visit(
            String action,
            LocalDateTime start,
            int minutes,
            Timing timing,
            @Nullable String reason,
            @Nullable BigDecimal weight,
            @Nullable Pressure pressure,
            @Nullable Integer bleeding,
            @Nullable Integer fever)
            implements Event {

        @Override
        public LocalDate day() {
            return start.toLocalDate();
        }
    }

    /** A blood pressure in mm[Hg]. */
    record Pressure(int systolic, int diastolic) {}

    /** A visit that should have taken place. */
    record Missed(String action, LocalDate day) implements Event {}

    /**
     * An infusion.
     *
     * @param weight in kg, from which the dose is reckoned
     * @param lot of the cells
     */
    record Infusion(String action, LocalDateTime at, BigDecimal weight, String lot) implements Event {

        /** 1 × 10^8 cells a kilogram, as the source page has it by all signs. */
        private static final BigDecimal MILLIONS_A_KILOGRAM = BigDecimal.valueOf(100);

        /** The dose in millions of cells. */
        public BigDecimal dose() {
            return weight.multiply(MILLIONS_A_KILOGRAM).setScale(0, RoundingMode.HALF_UP);
        }

        @Override
        public LocalDate day() {
            return at.toLocalDate();
        }
    }

    /**
     * A blood sample and its results.
     *
     * @param action the visit that it was taken for
     * @param namesVisit whether the laboratory says so
     */
    record Sample(String action, LocalDateTime at, Laboratory laboratory, boolean namesVisit, List<Result> results)
            implements Event {

        Sample with(List<Result> others) {
            return new Sample(action, at, laboratory, namesVisit, others);
        }

        @Override
        public LocalDate day() {
            return at.toLocalDate();
        }
    }

    /**
     * The laboratory takes a result back and gives another.
     *
     * @param sample the sample with the one result as it should have been
     */
    record Correction(LocalDate day, Sample sample) implements Event {}
}
