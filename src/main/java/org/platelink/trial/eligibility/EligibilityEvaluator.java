package org.platelink.trial.eligibility;

import java.time.Clock;
import java.time.LocalDate;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.function.Function;
import java.util.stream.Collectors;
import org.hl7.fhir.r4.model.ResearchSubject;
import org.jspecify.annotations.Nullable;
import org.platelink.platform.server.FhirErrors;
import org.platelink.study.rules.LibraryDoesNotCompile;
import org.platelink.study.rules.PatientRecord;
import org.platelink.study.rules.PatientRecords;
import org.platelink.study.rules.RuleEngine;
import org.platelink.study.rules.RuleFailed;
import org.platelink.trial.subject.PartialDate;
import org.platelink.trial.subject.SiteTimeZones;
import org.platelink.trial.subject.StateHistory;
import org.platelink.trial.subject.SubjectState;

/** Evaluates subjects by the eligibility criteria of their study. */
final class EligibilityEvaluator {

    /** Stands for the id of a subject that has none yet. */
    private static final String NOT_STORED = "new";

    private final StudyCriteria criteria;
    private final PatientRecords records;
    private final RuleEngine rules;
    private final SiteTimeZones zones;
    private final int ageOfMajority;
    private final Clock clock;

    EligibilityEvaluator(
            StudyCriteria criteria,
            PatientRecords records,
            RuleEngine rules,
            SiteTimeZones zones,
            int ageOfMajority,
            Clock clock) {
        this.criteria = criteria;
        this.records = records;
        this.rules = rules;
        this.zones = zones;
        this.ageOfMajority = ageOfMajority;
        this.clock = clock;
    }

    /** Whether the study has criteria that are evaluated. */
    boolean judges(String study) {
        return criteria.ofStudy(study).isPresent();
    }

    /**
     * Evaluates the criteria for one subject.
     *
     * @param asOf the day on which to evaluate; null for today at the site
     * @param planned the day for which the first infusion is planned; null if none was stated
     * @throws ca.uhn.fhir.rest.server.exceptions.UnprocessableEntityException (422) if the study has no criteria that
     *     can be evaluated, or the day is in the future
     */
    EligibilityAssessment of(ResearchSubject subject, @Nullable LocalDate asOf, @Nullable LocalDate planned) {
        return of(List.of(subject), asOf, one -> planned).get(0);
    }

    /**
     * Evaluates the criteria for several subjects of one study. The function gives the planned day of each subject's
     * first infusion, or null if none was stated.
     */
    List<EligibilityAssessment> of(
            List<ResearchSubject> subjects,
            @Nullable LocalDate asOf,
            Function<ResearchSubject, @Nullable LocalDate> planned) {
        if (subjects.isEmpty()) {
            return List.of();
        }
        String study = subjects.get(0).getStudy().getReferenceElement().getIdPart();
        Criteria judged = criteria.ofStudy(study)
                .orElseThrow(
                        () -> FhirErrors.broken(
                                "ResearchStudy.enrollment",
                                "The criteria of the study name no expression of a Library, so nothing can be judged by them."));
        Map<String, PatientRecord> found =
                records.of(subjects.stream().map(EligibilityEvaluator::patient).toList(), zones::of);
        return subjects.stream()
                .map(subject -> of(
                        subject,
                        judged,
                        Optional.ofNullable(found.get(patient(subject)))
                                .orElseThrow(() -> FhirErrors.broken(
                                        "ResearchSubject.individual", "The subject's Patient is not stored.")),
                        asOf,
                        planned.apply(subject)))
                .toList();
    }

    private EligibilityAssessment of(
            ResearchSubject subject,
            Criteria judged,
            PatientRecord record,
            @Nullable LocalDate asOf,
            @Nullable LocalDate planned) {
        LocalDate today = LocalDate.now(clock.withZone(zones.of(PatientRecords.site(record.patient()))));
        if (asOf != null && asOf.isAfter(today)) {
            throw FhirErrors.broken(
                    "Parameters.parameter.where(name = 'asOf')", "asOf is in the future; send a day up to today.");
        }
        LocalDate day = asOf == null ? today : asOf;
        LocalDate infusion = firstInfusion(subject, day).orElse(planned);
        String id = subject.hasId() ? subject.getIdElement().getIdPart() : NOT_STORED;
        Map<String, @Nullable Object> parameters = new HashMap<>();
        parameters.put("As Of", day);
        parameters.put("First Infusion", infusion);
        parameters.put("Screening From", null);
        parameters.put("Subject", id);
        parameters.put("Attestation", judged.attestation());
        parameters.put("Age Of Majority", ageOfMajority);
        parameters.put("Age Of Assent", judged.ageOfAssent());
        Set<String> expressions =
                judged.all().stream().map(Criterion::expression).collect(Collectors.toSet());
        try {
            Map<String, @Nullable Object> values =
                    rules.evaluate(judged.library(), expressions, parameters, withSubject(record, subject, id));
            return judgement(subject, judged, day, infusion, values);
        } catch (RuleFailed | LibraryDoesNotCompile | IllegalStateException failure) {
            throw FhirErrors.broken(
                    "Library.content",
                    "The criteria could not be judged, and the fault is not in the subject's record: "
                            + failure.getMessage()
                            + ". The Library, or the expressions that the Group of the criteria names, must be mended.");
        }
    }

    /** The record with the subject, which is not stored yet when it is created with its states. */
    private static PatientRecord withSubject(PatientRecord record, ResearchSubject subject, String id) {
        boolean stored = record.all("ResearchSubject").stream()
                .anyMatch(one -> id.equals(one.getIdElement().getIdPart()));
        if (stored) {
            return record;
        }
        ResearchSubject created = subject.copy();
        created.setId("ResearchSubject/" + id);
        return record.with(created);
    }

    private static EligibilityAssessment judgement(
            ResearchSubject subject,
            Criteria judged,
            LocalDate day,
            @Nullable LocalDate infusion,
            Map<String, @Nullable Object> values) {
        return new EligibilityAssessment(
                String.valueOf(subject.getIdElement().getIdPart()),
                patient(subject),
                day,
                infusion,
                judged.attestation(),
                judged.all().stream()
                        .map(criterion -> CriterionAnswer.of(criterion, values.get(criterion.expression())))
                        .toList());
    }

    /**
     * The day of the first infusion, if one was given by this day. Read from the state on-study-intervention, which
     * the server begins with that infusion.
     */
    private static Optional<LocalDate> firstInfusion(ResearchSubject subject, LocalDate day) {
        return StateHistory.of(subject)
                .entryOf(SubjectState.ON_STUDY_INTERVENTION)
                .flatMap(entry -> PartialDate.of(entry.began()).day())
                .filter(given -> !given.isAfter(day));
    }

    private static String patient(ResearchSubject subject) {
        return String.valueOf(subject.getIndividual().getReferenceElement().getIdPart());
    }
}
