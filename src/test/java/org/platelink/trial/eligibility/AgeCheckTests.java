package org.platelink.trial.eligibility;

import static org.assertj.core.api.Assertions.assertThatCode;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import ca.uhn.fhir.rest.server.exceptions.UnprocessableEntityException;
import java.time.ZoneId;
import org.hl7.fhir.r4.model.DateTimeType;
import org.hl7.fhir.r4.model.DateType;
import org.hl7.fhir.r4.model.Observation;
import org.hl7.fhir.r4.model.Patient;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** An age and a birth date of day, month or year precision, at the ages that it can just give. */
class AgeCheckTests {

    private static final ZoneId SHANGHAI = ZoneId.of("Asia/Shanghai");

    @ParameterizedTest
    @CsvSource({
        "1984-03-02, 2026-03-02, 42, true",
        "1984-03-02, 2026-03-02, 41, false",
        "1984-03-03, 2026-03-02, 41, true",
        "1984-03-03, 2026-03-02, 42, false",
        "1984-03, 2026-03-02, 41, true",
        "1984-03, 2026-03-02, 42, true",
        "1984-03, 2026-03-02, 40, false",
        "1984-03, 2026-03-02, 43, false",
        "1984-04, 2026-03-02, 42, false",
        "1984-02, 2026-03-02, 41, false",
        "1984, 2026-03-02, 41, true",
        "1984, 2026-03-02, 42, true",
        "1984, 2026-03-02, 40, false",
        "1984, 2026-03-02, 43, false",
        "1984-03-02, 2026-03-01T20:00:00Z, 42, true",
        "1984-03-02, 2026-03-01T15:59:59Z, 42, false",
        "1984-03-02, 2026, 41, true",
        "1984-03-02, 2026, 43, false",
        "2026-01, 2026-03-02, 0, true",
        "2026-04, 2026-03-02, 0, true",
    })
    void contradictOnlyWhereNoDayGivesTheAge(String birth, String day, int years, boolean possible) {
        Patient patient = new Patient();
        patient.setBirthDateElement(new DateType(birth));
        Observation age = JudgedRecord.age(years);
        age.setEffective(new DateTimeType(day));

        if (possible) {
            assertThatCode(() -> AgeCheck.check(age, patient, SHANGHAI)).doesNotThrowAnyException();
        } else {
            assertThatThrownBy(() -> AgeCheck.check(age, patient, SHANGHAI))
                    .isInstanceOf(UnprocessableEntityException.class);
        }
    }
}
