package org.platelink.lab;

import java.util.List;
import java.util.Optional;
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

    /** The status of a result; by its order's where it has none itself, and empty if it is not known. */
    static Optional<ObservationStatus> of(Result result, Order order) {
        String code = result.status().isEmpty() ? order.status() : result.status();
        return Optional.ofNullable(
                switch (code) {
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

    /** The status of a report; a final one with a corrected result is corrected. Empty if it is not known. */
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
            case "" -> ofResults(order.results(), corrected);
            default -> Optional.empty();
        };
    }

    private static Optional<DiagnosticReportStatus> ofResults(List<Result> results, boolean corrected) {
        if (results.isEmpty()) {
            return Optional.empty();
        }
        if (corrected) {
            return Optional.of(DiagnosticReportStatus.CORRECTED);
        }
        boolean allFinal = results.stream().allMatch(result -> "FVBUNXDW".contains(code(result)));
        boolean known = results.stream().noneMatch(result -> result.status().isEmpty());
        if (!known) {
            return Optional.empty();
        }
        return Optional.of(allFinal ? DiagnosticReportStatus.FINAL : DiagnosticReportStatus.PARTIAL);
    }

    private static String code(Result result) {
        return result.status().isEmpty() ? "?" : result.status();
    }
}
