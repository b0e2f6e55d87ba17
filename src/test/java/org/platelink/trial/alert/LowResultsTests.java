package org.platelink.trial.alert;

import static org.assertj.core.api.Assertions.assertThat;

import java.math.BigDecimal;
import java.util.List;
import org.hl7.fhir.r4.model.Coding;
import org.hl7.fhir.r4.model.DateTimeType;
import org.hl7.fhir.r4.model.Extension;
import org.hl7.fhir.r4.model.Observation;
import org.hl7.fhir.r4.model.Observation.ObservationStatus;
import org.hl7.fhir.r4.model.Patient;
import org.hl7.fhir.r4.model.Quantity;
import org.hl7.fhir.r4.model.Quantity.QuantityComparator;
import org.hl7.fhir.r4.model.ResearchStudy;
import org.hl7.fhir.r4.model.UnsignedIntType;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.platelink.study.rules.PatientRecord;

class LowResultsTests {

    private static final String GUIDE = "https://platelink.org/ig/msc-itp/StructureDefinition/";
    private static final String PLATELETS = "777-3";

    @ParameterizedTest
    @CsvSource({
        "19.9, 10*9/L, is below",
        "20, 10*9/L, ''",
        "20.1, 10*9/L, ''",
        "19900, /uL, is below",
        "20000, /uL, ''",
        "<20, 10*9/L, is below",
        "<21, 10*9/L, may be below",
        ">5, 10*9/L, may be below",
        ">20, 10*9/L, ''",
        "3, g/L, ''",
    })
    void isBelowTheThresholdOrNot(String value, String unit, String said) {
        List<Alert> alerts = alerts(PLATELETS, value, unit, ObservationStatus.FINAL);

        if (said.isEmpty()) {
            assertThat(alerts).isEmpty();
        } else {
            assertThat(alerts).singleElement().satisfies(alert -> {
                assertThat(alert.sentence()).contains(said, "on 2026-03-12", "threshold of 20 10*9/L");
                assertThat(alert.evidence()).containsExactly("Observation/count");
            });
        }
    }

    @Test
    void whatIsNotFinalOrIsSomethingElseIsNone() {
        assertThat(alerts(PLATELETS, "3", "10*9/L", ObservationStatus.PRELIMINARY))
                .isEmpty();
        assertThat(alerts(PLATELETS, "3", "10*9/L", ObservationStatus.ENTEREDINERROR))
                .isEmpty();
        assertThat(alerts(PLATELETS, "3", "10*9/L", ObservationStatus.CORRECTED))
                .hasSize(1);
        assertThat(alerts("6690-2", "3", "10*9/L", ObservationStatus.FINAL)).isEmpty();
    }

    @Test
    void aStudyThatSaysNothingHasNoThresholdAndTwoDays() {
        AlertSettings settings = AlertSettings.of(new ResearchStudy());

        assertThat(settings.thresholds()).isEmpty();
        assertThat(settings.closingDays()).isEqualTo(2);
    }

    @Test
    void aStudySaysItsDays() {
        ResearchStudy study = new ResearchStudy();
        study.addExtension(GUIDE + "window-closing-days", new UnsignedIntType(0));

        assertThat(AlertSettings.of(study).closingDays()).isZero();
    }

    private static List<Alert> alerts(String code, String value, String unit, ObservationStatus status) {
        Observation result = new Observation();
        result.setId("Observation/count");
        result.setStatus(status);
        result.getCode().addCoding(new Coding("http://loinc.org", code, null));
        result.setEffective(new DateTimeType("2026-03-12T08:00:00+08:00"));
        result.setValue(quantity(value, unit));
        return LowResults.of(
                new PatientRecord(new Patient(), List.of(result)),
                AlertSettings.of(study()).thresholds());
    }

    private static ResearchStudy study() {
        Extension threshold = new Extension(GUIDE + "alert-threshold");
        threshold.addExtension(new Extension("code", new Coding("http://loinc.org", PLATELETS, null)));
        threshold.addExtension(new Extension("below", quantity("20", "10*9/L")));
        ResearchStudy study = new ResearchStudy();
        study.addExtension(threshold);
        return study;
    }

    private static Quantity quantity(String value, String unit) {
        boolean compared = value.startsWith("<") || value.startsWith(">");
        Quantity quantity = new Quantity()
                .setValue(new BigDecimal(compared ? value.substring(1) : value))
                .setUnit(unit)
                .setSystem("http://unitsofmeasure.org")
                .setCode(unit);
        return compared ? quantity.setComparator(QuantityComparator.fromCode(value.substring(0, 1))) : quantity;
    }
}
