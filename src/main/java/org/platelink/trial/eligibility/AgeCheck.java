package org.platelink.trial.eligibility;

import ca.uhn.fhir.jpa.api.dao.IFhirResourceDao;
import ca.uhn.fhir.jpa.searchparam.SearchParameterMap;
import ca.uhn.fhir.rest.api.server.SystemRequestDetails;
import ca.uhn.fhir.rest.param.ReferenceParam;
import ca.uhn.fhir.rest.param.TokenParam;
import java.math.BigDecimal;
import java.time.Period;
import java.time.ZoneId;
import java.util.EnumSet;
import java.util.Set;
import org.hl7.fhir.r4.model.DateTimeType;
import org.hl7.fhir.r4.model.Observation;
import org.hl7.fhir.r4.model.Observation.ObservationStatus;
import org.hl7.fhir.r4.model.Patient;
import org.hl7.fhir.r4.model.Quantity;
import org.platelink.platform.canonical.CodeSystems;
import org.platelink.platform.server.FhirErrors;
import org.platelink.trial.subject.PartialDate;

/**
 * Check that a recorded age (LOINC 30525-0) and the registered date of birth of its participant do not contradict
 * each other, when either is stored. The date of birth is kept to the month or year, so an age contradicts it only if
 * no day that it may be gives that age.
 *
 * <p>An age that a laboratory sends with its results is not checked: no criterion reads it.
 */
final class AgeCheck {

    private static final String AGE = "30525-0";
    private static final String YEARS = "a";
    private static final Set<ObservationStatus> VOID =
            EnumSet.of(ObservationStatus.ENTEREDINERROR, ObservationStatus.CANCELLED);

    private final IFhirResourceDao<Observation> observations;
    private final SubjectZones subjects;

    AgeCheck(IFhirResourceDao<Observation> observations, SubjectZones subjects) {
        this.observations = observations;
        this.subjects = subjects;
    }

    /** @throws ca.uhn.fhir.rest.server.exceptions.UnprocessableEntityException (422) if the age contradicts it */
    void check(Observation age) {
        if (isRecorded(age)) {
            subjects.patient(age.getSubject()).ifPresent(patient -> check(age, patient, subjects.of(patient)));
        }
    }

    /** Checks a date of birth against the ages that are recorded of the participant. */
    void check(Patient patient) {
        String id = patient.getIdElement().getIdPart();
        if (id == null || !patient.hasBirthDate()) {
            return;
        }
        SearchParameterMap search = SearchParameterMap.newSynchronous()
                .add(Observation.SP_CODE, new TokenParam(CodeSystems.LOINC, AGE))
                .add(Observation.SP_SUBJECT, new ReferenceParam("Patient/" + id));
        observations.search(search, new SystemRequestDetails()).getAllResources().stream()
                .map(Observation.class::cast)
                .filter(AgeCheck::isRecorded)
                .forEach(age -> {
                    if (contradicts(age, patient, subjects.of(patient))) {
                        throw FhirErrors.broken(
                                "Patient.birthDate",
                                "By this birthDate the recorded age, Observation/"
                                        + age.getIdElement().getIdPart() + ", cannot be. Correct the birthDate, or"
                                        + " first mark that Observation entered-in-error and record the age anew after"
                                        + " this.");
                    }
                });
    }

    static void check(Observation age, Patient patient, ZoneId zone) {
        if (contradicts(age, patient, zone)) {
            throw FhirErrors.broken(
                    "Observation.valueQuantity",
                    "The age contradicts the registered birth date, "
                            + patient.getBirthDateElement().getValueAsString()
                            + ", by which nobody has this age on the day of effectiveDateTime. Correct the age, its day,"
                            + " or Patient.birthDate, whichever is wrong.");
        }
    }

    private static boolean contradicts(Observation age, Patient patient, ZoneId zone) {
        if (!patient.hasBirthDate() || !(age.getEffective() instanceof DateTimeType effective)) {
            return false;
        }
        PartialDate birth = PartialDate.of(patient.getBirthDateElement().getValueAsString());
        PartialDate day = PartialDate.of(effective.getValueAsString(), zone);
        int least = Period.between(birth.last(), day.first()).getYears();
        int most = Period.between(birth.first(), day.last()).getYears();
        BigDecimal years = age.getValueQuantity().getValue();
        return years.compareTo(BigDecimal.valueOf(least)) < 0 || years.compareTo(BigDecimal.valueOf(most)) > 0;
    }

    private static boolean isRecorded(Observation observation) {
        return observation.getCode().hasCoding(CodeSystems.LOINC, AGE)
                && !VOID.contains(observation.getStatus())
                && observation.getCategory().stream()
                        .noneMatch(one -> one.hasCoding(CodeSystems.HL7 + "observation-category", "laboratory"))
                && observation.getValue() instanceof Quantity years
                && years.hasValue()
                && YEARS.equals(years.getCode());
    }
}
