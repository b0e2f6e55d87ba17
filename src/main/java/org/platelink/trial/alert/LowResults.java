package org.platelink.trial.alert;

import java.math.BigDecimal;
import java.util.EnumSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import org.hl7.fhir.r4.model.Observation;
import org.hl7.fhir.r4.model.Observation.ObservationStatus;
import org.hl7.fhir.r4.model.Quantity;
import org.hl7.fhir.r4.model.Quantity.QuantityComparator;
import org.platelink.platform.canonical.CodeSystems;
import org.platelink.platform.units.Ucum;
import org.platelink.study.rules.PatientRecord;
import org.platelink.trial.alert.AlertSettings.Threshold;

/**
 * Finds the final results below a threshold of the study. A result that says only a bound, such as {@code < 30}, is
 * among them if it may be below; one in a unit that cannot be compared is not.
 */
final class LowResults {

    private static final Set<ObservationStatus> FINAL =
            EnumSet.of(ObservationStatus.FINAL, ObservationStatus.AMENDED, ObservationStatus.CORRECTED);

    private LowResults() {}

    static List<Alert> of(PatientRecord record, List<Threshold> thresholds) {
        return thresholds.stream()
                .flatMap(threshold -> record.all("Observation").stream()
                        .map(Observation.class::cast)
                        .filter(result -> FINAL.contains(result.getStatus()) && isOf(result, threshold))
                        .flatMap(result -> alert(result, threshold).stream()))
                .toList();
    }

    private static boolean isOf(Observation result, Threshold threshold) {
        return threshold.codes().stream()
                .anyMatch(code -> result.getCode().hasCoding(code.getSystem(), code.getCode()));
    }

    private static Optional<Alert> alert(Observation result, Threshold threshold) {
        if (!result.hasValueQuantity() || !mayBeBelow(result.getValueQuantity(), threshold.below())) {
            return Optional.empty();
        }
        String reference = "Observation/" + result.getIdElement().getIdPart();
        Quantity value = result.getValueQuantity();
        boolean sure = !value.hasComparator()
                || isUpperBound(value)
                        && value(value, threshold.below())
                                .filter(number ->
                                        number.compareTo(threshold.below().getValue()) <= 0)
                                .isPresent();
        return Optional.of(new Alert(
                AlertCode.BELOW_THRESHOLD,
                reference,
                result.getCode().getCodingFirstRep().getCode() + " " + text(value) + " on "
                        + day(result) + (sure ? " is" : " may be") + " below the study's threshold of "
                        + text(threshold.below()) + ".",
                List.of(reference)));
    }

    static boolean mayBeBelow(Quantity value, Quantity threshold) {
        return value(value, threshold)
                .filter(number -> isUpperBound(value) || number.compareTo(threshold.getValue()) < 0)
                .isPresent();
    }

    private static boolean isUpperBound(Quantity value) {
        return value.getComparator() == QuantityComparator.LESS_THAN
                || value.getComparator() == QuantityComparator.LESS_OR_EQUAL;
    }

    private static Optional<BigDecimal> value(Quantity value, Quantity threshold) {
        return value.hasValue() && CodeSystems.UCUM.equals(value.getSystem())
                ? Ucum.converted(value.getValue(), value.getCode(), threshold.getCode())
                : Optional.empty();
    }

    private static String text(Quantity quantity) {
        return (quantity.hasComparator() ? quantity.getComparator().toCode() : "")
                + quantity.getValue().toPlainString() + " "
                + (quantity.hasUnit() ? quantity.getUnit() : quantity.getCode());
    }

    /** The calendar day at the site: the record holds its times as local times of the site. */
    private static String day(Observation result) {
        String time = result.hasEffectiveDateTimeType()
                ? result.getEffectiveDateTimeType().getValueAsString()
                : "an unknown day";
        return time.length() > 10 && time.charAt(10) == 'T' ? time.substring(0, 10) : time;
    }
}
