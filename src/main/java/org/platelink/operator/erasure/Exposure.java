package org.platelink.operator.erasure;

import java.time.Instant;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.platelink.operator.erasure.ErasureRecipient.Disclosure;
import org.platelink.security.audit.TrailReadings;
import org.platelink.security.audit.TrailReadings.Reading;

/**
 * Finds in the audit trail the clients that were given a version.
 *
 * <p>A read of the version, or a write, is certain. A search, operation or export that may have returned it is
 * reported as a possibility, because the trail does not hold what each answer contained.
 */
final class Exposure {

    private static final String WROTE = "wrote";
    private static final String READ = "read";
    private static final String MAY_HAVE_READ = "may have read";
    private static final String MAY_HAVE_EXPORTED = "may have exported";
    private static final String QUESTIONS = "searches and operations while it was current, or of its history";

    private final TrailReadings trail;

    Exposure(TrailReadings trail) {
        this.trail = trail;
    }

    List<Disclosure> of(StoredVersion version) {
        Map<List<String>, Disclosure> disclosures = new LinkedHashMap<>();
        String patient = Tombstone.patientOf(version.name(), version.text());
        for (Reading reading : trail.since(version.from(), version.name().resource(), patient)) {
            how(version, reading).ifPresent(how -> {
                String what = what(version, reading);
                disclosures.merge(
                        List.of(reading.client(), how, what),
                        new Disclosure(reading.client(), how, what, 1, reading.at(), reading.at()),
                        Exposure::together);
            });
        }
        return new ArrayList<>(disclosures.values());
    }

    private static Optional<String> how(StoredVersion version, Reading reading) {
        boolean current = version.until() == null || reading.at().isBefore(version.until());
        boolean itself = reading.what().equals(version.name().toString())
                || reading.what().equals(version.name().resource()) && current;
        return switch (reading.how()) {
            case WROTE -> itself ? Optional.of(WROTE) : Optional.empty();
            case READ -> itself ? Optional.of(READ) : Optional.empty();
            case QUESTION ->
                current && mayFind(version, reading) || isOfItsHistory(version, reading)
                        ? Optional.of(MAY_HAVE_READ)
                        : Optional.empty();
            case EXPORT -> current ? Optional.of(MAY_HAVE_EXPORTED) : Optional.empty();
        };
    }

    /** Whether a request may have returned the version: a search of its type or of its patient, or any operation. */
    private static boolean mayFind(StoredVersion version, Reading reading) {
        boolean reads = reading.what().startsWith("GET ") || reading.what().contains("/_search");
        return reads
                        && (reading.patient()
                                || reading.what().contains(version.name().type()))
                || reading.what().contains("$");
    }

    private static boolean isOfItsHistory(StoredVersion version, Reading reading) {
        return reading.what().contains(version.name().resource() + "/_history");
    }

    private static String what(StoredVersion version, Reading reading) {
        return switch (reading.how()) {
            case WROTE, READ -> version.name().toString();
            case QUESTION -> QUESTIONS;
            case EXPORT -> reading.what();
        };
    }

    private static Disclosure together(Disclosure one, Disclosure other) {
        Instant first = one.first().isBefore(other.first()) ? one.first() : other.first();
        Instant last = one.last().isAfter(other.last()) ? one.last() : other.last();
        return new Disclosure(one.client(), one.how(), one.what(), one.times() + other.times(), first, last);
    }
}
