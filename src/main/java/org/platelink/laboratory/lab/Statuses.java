package org.platelink.laboratory.lab;

import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;
import org.hl7.fhir.r4.model.DiagnosticReport.DiagnosticReportStatus;
import org.hl7.fhir.r4.model.Observation.ObservationStatus;
import org.platelink.laboratory.hl7v2.Order;
import org.platelink.laboratory.hl7v2.Result;

/**
 * Translates the status of results (HL7 table 0085) and reports (0123) to FHIR. Both tables are closed: any other
 * value has the meaning that the site's map gives it, and none without an entry. Where HL7's guide leaves the mapping
 * open, R and S are preliminary, I is registered, V, B, U and N are final; O is a detail of the order and not a
 * result.
 */
final class Statuses {

    /** HL7 table 0085, the codes of versions up to 2.8. */
    static final String OF_RESULTS = "A, B, C, D, F, I, N, O, P, R, S, U, V, W, X";

    /** HL7 table 0123; for A, M, N, Y and Z HL7's guide gives no FHIR status. */
    static final String OF_REPORTS = "A, C, F, I, M, N, O, P, R, S, X, Y, Z";

    private static final Set<String> RESULTS = Set.of(OF_RESULTS.split(", "));
    private static final Set<String> REPORTS = Set.of(OF_REPORTS.split(", "));

    /** Corrected, amended, withdrawn, or a status change alone of what was sent before. */
    private static final Set<String> CHANGES = Set.of("A", "C", "D", "U", "W");

    private final SiteMaps maps;

    Statuses(SiteMaps maps) {
        this.maps = maps;
    }

    /** Whether a result or its order is marked as changing what was sent before. */
    boolean changesWhatWasSent(Result result, Order order) {
        return code(result).filter(CHANGES::contains).isPresent() || corrects(order);
    }

    /** Whether an order is marked as corrected. */
    boolean corrects(Order order) {
        return code(order).filter("C"::equals).isPresent();
    }

    /**
     * The status code of a result.
     *
     * @return a code of table 0085, or an empty text if none was sent; an empty Optional if what was sent is not a
     *     known status
     */
    Optional<String> code(Result result) {
        return code(result.status().strip(), RESULTS, SiteUris.STATES_OF_RESULTS);
    }

    /**
     * The status code of a report.
     *
     * @return a code of table 0123, or an empty text if none was sent; an empty Optional if what was sent is not a
     *     known status
     */
    Optional<String> code(Order order) {
        return code(order.status().strip(), REPORTS, SiteUris.STATES_OF_REPORTS);
    }

    private Optional<String> code(String sent, Set<String> table, String system) {
        return sent.isEmpty() || table.contains(sent) ? Optional.of(sent) : meant(sent, table, system);
    }

    private Optional<String> meant(String word, Set<String> table, String system) {
        return maps.state(system, word)
                .map(code -> code.toUpperCase(Locale.ROOT))
                .filter(table::contains);
    }

    /**
     * The status that the map gives to an order detail (O) with a value of an analyte of the study, which no detail
     * has.
     */
    Optional<String> contradicted(Result result) {
        return meant(result.status().strip(), RESULTS, SiteUris.STATES_OF_RESULTS);
    }

    /** Whether a status says that an OBX is a detail of the order and not a result. */
    static boolean isOrderDetail(String code) {
        return code.equals("O");
    }

    /**
     * The FHIR status of a result.
     *
     * @param code its status code; empty if none was sent
     * @param order the status code of its order, which is used if the result has none
     * @return empty if that is not known either
     */
    static Optional<ObservationStatus> of(String code, String order) {
        return own(code)
                .or(() -> Optional.ofNullable(
                        switch (order) {
                            case "F" -> ObservationStatus.FINAL;
                            case "C" -> ObservationStatus.CORRECTED;
                            // Some results are available; whether this one is final is not said.
                            case "P", "R" -> ObservationStatus.PRELIMINARY;
                            case "O", "I", "S" -> ObservationStatus.REGISTERED;
                            case "X" -> ObservationStatus.CANCELLED;
                            default -> null;
                        }));
    }

    private static Optional<ObservationStatus> own(String code) {
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

    /**
     * The FHIR status of a report. A final report with a corrected result is corrected. If its own code gives no
     * status, its results decide; empty if they do not either.
     *
     * @param code its status code
     */
    Optional<DiagnosticReportStatus> of(String code, List<Result> results) {
        // A result with an unknown status is held back by itself or with its message, and says nothing of the others.
        List<String> states =
                results.stream().flatMap(result -> code(result).stream()).toList();
        return switch (code) {
            case "O", "I", "S" -> Optional.of(DiagnosticReportStatus.REGISTERED);
            case "P" -> Optional.of(DiagnosticReportStatus.PRELIMINARY);
            case "C" -> Optional.of(DiagnosticReportStatus.CORRECTED);
            case "R" -> Optional.of(DiagnosticReportStatus.PARTIAL);
            case "F" ->
                Optional.of(states.contains("C") ? DiagnosticReportStatus.CORRECTED : DiagnosticReportStatus.FINAL);
            case "X" -> Optional.of(DiagnosticReportStatus.CANCELLED);
            default -> ofResults(states);
        };
    }

    private static Optional<DiagnosticReportStatus> ofResults(List<String> all) {
        List<String> results = all.stream().filter(code -> !isOrderDetail(code)).toList();
        Set<ObservationStatus> states =
                results.stream().flatMap(code -> own(code).stream()).collect(Collectors.toSet());
        if (states.isEmpty() || results.stream().anyMatch(code -> own(code).isEmpty())) {
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
