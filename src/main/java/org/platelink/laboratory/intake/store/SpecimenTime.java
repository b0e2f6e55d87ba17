package org.platelink.laboratory.intake.store;

import java.time.Duration;
import java.time.Instant;
import java.time.OffsetDateTime;
import java.time.format.DateTimeParseException;
import java.time.temporal.ChronoUnit;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** Compares the times of two results, given as FHIR dateTimes of any precision, or missing. */
final class SpecimenTime {

    /**
     * The tolerance of {@link Agreement#NEAR}: clocks and analysers differ by as much, and nobody takes two samples
     * for one analyte in so short a time.
     */
    static final Duration NEAR = Duration.ofMinutes(10);

    private static final int DAY = "2026-03-02".length();

    private SpecimenTime() {}

    /** How far two times agree. */
    enum Agreement {

        /** They are the same moment. */
        EXACT,

        /** They are equal as far as both are given: to the minute, or to the day where one has no more. */
        SAME,

        /** They are at most ten minutes apart. */
        NEAR,

        /** They are clearly different. */
        OTHER,

        /** One of them is missing. */
        UNTOLD
    }

    static Agreement compare(@Nullable String one, @Nullable String other) {
        if (one == null || other == null) {
            return Agreement.UNTOLD;
        }
        Optional<Instant> first = instant(one);
        Optional<Instant> second = instant(other);
        if (first.isEmpty() || second.isEmpty()) {
            int length = Math.min(DAY, Math.min(one.length(), other.length()));
            boolean same = one.substring(0, length).equals(other.substring(0, length));
            return same ? one.equals(other) ? Agreement.EXACT : Agreement.SAME : Agreement.OTHER;
        }
        if (first.get().equals(second.get())) {
            return Agreement.EXACT;
        }
        if (first.get().truncatedTo(ChronoUnit.MINUTES).equals(second.get().truncatedTo(ChronoUnit.MINUTES))) {
            return Agreement.SAME;
        }
        Duration apart = Duration.between(first.get(), second.get()).abs();
        return apart.compareTo(NEAR) <= 0 ? Agreement.NEAR : Agreement.OTHER;
    }

    private static Optional<Instant> instant(String time) {
        if (time.length() <= DAY) {
            return Optional.empty();
        }
        try {
            return Optional.of(OffsetDateTime.parse(time).toInstant());
        } catch (DateTimeParseException lessPrecise) {
            return Optional.empty();
        }
    }
}
