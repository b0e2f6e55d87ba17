package org.platelink.lab;

import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;
import org.hl7.fhir.r4.model.DiagnosticReport.DiagnosticReportStatus;
import org.hl7.fhir.r4.model.Observation.ObservationStatus;
import org.platelink.hl7v2.Order;
import org.platelink.hl7v2.Result;

/**
 * The states of results (HL7 table 0085) and reports (0123) in FHIR. What HL7's guide leaves open is decided so: R and S are
 * preliminary, I is registered, V, B, U and N are final; O is a detail of the order and no result.
 */
final class Statuses {

    private Statuses() {}

    /** Whether an OBX is a detail of the order and no result. */
    static boolean isOrderDetail(Result result) {
        return result.status().equals("O");
    }

    /** Whether a result says that it changes what was sent before: corrected, amended, taken back, or its state alone. */
    static boolean changesWhatWasSent(Result result) {
        return Set.of("A", "C", "D", "U", "W").contains(result.status());
    }

    /** The status of a result; by its order's where it has none that is known, and empty if that is not known either. */
    static Optional<ObservationStatus> of(Result result, Order order) {
        return own(result)
                .or(() -> Optional.ofNullable(
                        switch (order.status()) {
                            case "F" -> ObservationStatus.FINAL;
                            case "C" -> ObservationStatus.CORRECTED;
                            // Some results are there; whether this one is final it does not say.
                            case "P", "R" -> ObservationStatus.PRELIMINARY;
                            case "O", "I", "S" -> ObservationStatus.REGISTERED;
                            case "X" -> ObservationStatus.CANCELLED;
                            default -> null;
                        }));
    }

    private static Optional<ObservationStatus> own(Result result) {
        return Optional.ofNullable(
                switch (result.status()) {
                    case "A" -> ObservationStatus.AMENDED;
                    case "C" -> ObservationStatus.CORRECTED;
                    case "D", "W" -> ObservationStatus.ENTEREDINERROR;
                    case "F", "V", "B", "U", "N" -> ObservationStatus.FINAL;
                    case "P", "R", "S" -> ObservationStatus.PRELIMINARY;
                    case "I" -> ObservationStatus.REGISTERED;
                    case "X" -> ObservationStatus.CANCELLED;
                    default -> null;
                });
    }

    /**
     * The status of a report; a final one with a corrected result is corrected, and its results decide where it has none that
     * is known. Empty if they do not either.
     */
    static Optional<DiagnosticReportStatus> of(Order order) {
        boolean corrected =
                order.results().stream().anyMatch(result -> result.status().equals("C"));
        return switch (order.status()) {
            case "O", "I", "S" -> Optional.of(DiagnosticReportStatus.REGISTERED);
            case "P" -> Optional.of(DiagnosticReportStatus.PRELIMINARY);
            case "C" -> Optional.of(DiagnosticReportStatus.CORRECTED);
            case "R" -> Optional.of(DiagnosticReportStatus.PARTIAL);
            case "F" -> Optional.of(corrected ? DiagnosticReportStatus.CORRECTED : DiagnosticReportStatus.FINAL);
            case "X" -> Optional.of(DiagnosticReportStatus.CANCELLED);
            default -> ofResults(order.results());
        };
    }

    private static Optional<DiagnosticReportStatus> ofResults(List<Result> all) {
        List<Result> results =
                all.stream().filter(result -> !isOrderDetail(result)).toList();
        Set<ObservationStatus> states =
                results.stream().flatMap(result -> own(result).stream()).collect(Collectors.toSet());
        if (states.isEmpty() || results.stream().anyMatch(result -> own(result).isEmpty())) {
            return Optional.empty();
        }
        if (states.size() == 1) {
            return Optional.of(
                    DiagnosticReportStatus.fromCode(states.iterator().next().toCode()));
        }
        if (states.contains(ObservationStatus.PRELIMINARY) || states.contains(ObservationStatus.REGISTERED)) {
            return Optional.of(DiagnosticReportStatus.PARTIAL);
        }
        if (states.contains(ObservationStatus.CORRECTED)) {
            return Optional.of(DiagnosticReportStatus.CORRECTED);
        }
        return Optional.of(
                states.contains(ObservationStatus.AMENDED)
                        ? DiagnosticReportStatus.AMENDED
                        : DiagnosticReportStatus.FINAL);
    }
}
