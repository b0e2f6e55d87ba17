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
import org.platelink.trial.subject.EndReason;
import org.platelink.trial.subject.SubjectState;

/** An event in a subject's story. Times are local times of the site. */
public sealed interface Event {

    /** The day on which it is known. */
    LocalDate day();

    /** The site moves the subject to another state. */
    record Move(
            LocalDate day,
            SubjectState to,
            @Nullable String reason,
            @Nullable EndReason end,
            @Nullable String criterion)
            implements Event {

        /** A step that ends nothing. */
        Move(LocalDate day, SubjectState to, @Nullable String reason) {
            this(day, to, reason, null, null);
        }
    }

    /**
     * The site takes a step back that it recorded by mistake.
     *
     * @param day the day on which it is noticed
     * @param mistaken the state that was recorded by mistake
     * @param to the state in which the subject is again
     * @param reason why the step was a mistake
     */
    record StepTakenBack(LocalDate day, SubjectState mistaken, SubjectState to, String reason) implements Event {}

    /**
     * A subject whose screening has ended consents again and is screened again.
     *
     * @param consent when the subject consents again
     * @param reason why it is screened again
     */
    record Rescreening(LocalDateTime consent, String reason) implements Event {

        @Override
        public LocalDate day() {
            return consent.toLocalDate();
        }
    }

    /**
     * The subject dies.
     *
     * @param at when
     * @param cause of what, in the investigator's words
     */
    record Death(LocalDateTime at, String cause) implements Event {

        @Override
        public LocalDate day() {
            return at.toLocalDate();
        }
    }

    /**
     * The history that the site records at the screening.
     *
     * @param day the day of the screening
     * @param illnesses the illnesses, immune thrombocytopenia first
     * @param drugs the drugs
     */
    record MedicalHistory(LocalDate day, List<Illness> illnesses, List<Drug> drugs) implements Event {

        public MedicalHistory {
            illnesses = List.copyOf(illnesses);
            drugs = List.copyOf(drugs);
        }
    }

    /**
     * An illness.
     *
     * @param icd10 its ICD-10 code
     * @param since the day of its onset
     */
    record Illness(String icd10, LocalDate since) {}

    /**
     * A drug that was taken.
     *
     * @param atc its ATC code
     * @param since the first day
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
     * The investigator attests the criteria that no record can show.
     *
     * @param at the time of the attestation
     * @param answers the answers, by the numbers of the questions
     */
    record CriteriaAttestation(LocalDateTime at, Map<String, Boolean> answers) implements Event {

        public CriteriaAttestation {
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
     * @param start when it begins
     * @param minutes its duration in minutes
     * @param timing its timing relative to its window
     * @param reason why it is not in its window, in the words of the site; null if none is given
     * @param weight the weight in kg; null if the subject is not weighed
     * @param pressure the blood pressure; null if it is not taken
     * @param bleeding the bleeding grade on the WHO scale; null if it is not assessed
     * @param fever the CTCAE grade of a fever after the infusion; null if there is none
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

        /** The same visit, judged otherwise. */
        Visit with(Timing other, @Nullable String why) {
            return new Visit(action, start, minutes, other, why, weight, pressure, bleeding, fever);
        }

        @Override
        public LocalDate day() {
            return start.toLocalDate();
        }
    }

    /** A blood pressure in mm[Hg]. */
    record Pressure(int systolic, int diastolic) {}

    /** A visit that should have taken place and did not. */
    record MissedVisit(String action, LocalDate day) implements Event {}

    /**
     * An infusion.
     *
     * @param action the protocol's action
     * @param at when it is given
     * @param weight the weight in kg from which the dose is calculated
     * @param lot the lot number of the cells
     */
    record Infusion(String action, LocalDateTime at, BigDecimal weight, String lot) implements Event {

        /** 1 × 10^8 cells per kilogram, which is most likely what the source page means. */
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
     * @param action the visit for which it was taken
     * @param at when it was taken
     * @param laboratory the laboratory that analyses it
     * @param namesVisit whether the laboratory reports the visit
     * @param results the results
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
     * The laboratory replaces a result with a corrected one.
     *
     * @param day the day of the correction
     * @param sample the sample with the one result as it should have been
     */
    record Correction(LocalDate day, Sample sample) implements Event {}

    /**
     * The site asks a question on a count of platelets.
     *
     * @param day when it is asked
     * @param sample the sample that was counted
     * @param text the question
     */
    record Query(LocalDate day, Sample sample, String text) implements Event {}

    /**
     * The last query of the subject is answered, or taken back by who asked it.
     *
     * @param day when
     * @param answers whether it is answered
     * @param text the answer, or why it is taken back
     */
    record QueryReply(LocalDate day, boolean answers, String text) implements Event {}
}
