package org.platelink.trial.response;

import java.time.Instant;
import java.time.LocalDate;
import java.util.Date;
import java.util.List;
import java.util.Optional;
import org.hl7.fhir.r4.model.BooleanType;
import org.hl7.fhir.r4.model.CodeableConcept;
import org.hl7.fhir.r4.model.Coding;
import org.hl7.fhir.r4.model.DateTimeType;
import org.hl7.fhir.r4.model.Observation;
import org.hl7.fhir.r4.model.Quantity;
import org.hl7.fhir.r4.model.Reference;
import org.hl7.fhir.r4.model.Type;
import org.jspecify.annotations.Nullable;
import org.platelink.platform.canonical.CanonicalUrls;
import org.platelink.platform.canonical.CodeSystems;
import org.platelink.platform.table.Cell;
import org.platelink.study.rules.DerivedResults;
import org.platelink.trial.schedule.SubjectVisits;
import org.platelink.trial.schedule.SubjectVisits.Visit;

/**
 * Maps a {@link SubjectResponse} to the Observations that are stored for it: one for each visit, one for the course.
 */
final class ResponseObservations {

    static final String VISIT = "itp-response";
    static final String COURSE = "itp-response-course";

    private final SubjectResponse response;
    private final Date issued;

    ResponseObservations(SubjectResponse response, Instant issued) {
        this.response = response;
        this.issued = Date.from(issued);
    }

    /** The id of the Observation for a visit. */
    static String id(SubjectVisits subject, Visit visit) {
        return DerivedResults.id(subject.subject(), VISIT, visit.action());
    }

    /** The id of the Observation for the course. */
    static String courseId(SubjectVisits subject) {
        return DerivedResults.id(subject.subject(), COURSE);
    }

    Observation of(VisitResponse visit) {
        Observation result =
                result("visit-response", VISIT, VISIT, visit.visit().action());
        LocalDate day = visit.measured() == null ? visit.visit().day() : visit.measured();
        result.setEffective(new DateTimeType((day == null ? response.subject().asOf() : day).toString()));
        encounter(visit.visit()).ifPresent(one -> result.setEncounter(new Reference(one)));
        result.setValue(value(visit.code(), visit.sentence()));
        component(
                result,
                "visit",
                new CodeableConcept()
                        .setCoding(List.copyOf(visit.visit().code()))
                        .setText(visit.visit().title()));
        component(result, "count", visit.counted());
        component(result, "baseline", visit.baseline());
        component(result, "confirmed", Cell.flag(visit.confirmed()));
        component(result, "count-only", Cell.flag(visit.countOnly()));
        DerivedResults.restsOn(result, visit.evidence());
        return result;
    }

    Observation course() {
        ResponseCourse course = response.course();
        Observation result = result("response-course", COURSE, COURSE);
        LocalDate day = course.lastJudged() == null
                ? response.subject().firstIntervention().orElse(null)
                : course.lastJudged();
        result.setEffective(new DateTimeType((day == null ? response.subject().asOf() : day).toString()));
        result.setValue(value(course.code(), course.sentence()));
        component(result, "response-began", day(course.began()));
        component(result, "time-to-response", days(course.daysToResponse()));
        component(result, "complete-response-began", day(course.completeBegan()));
        component(result, "response-lost", day(course.lost()));
        component(result, "complete-response-lost", day(course.completeLost()));
        component(result, "rescued", new BooleanType(course.rescued()));
        DerivedResults.restsOn(result, course.evidence());
        return result;
    }

    private Observation result(String profile, String code, String... parts) {
        String[] about = new String[parts.length + 1];
        about[0] = response.subject().subject();
        System.arraycopy(parts, 0, about, 1, parts.length);
        Observation result = DerivedResults.result(about);
        result.getMeta().addProfile(CanonicalUrls.STRUCTURE_DEFINITION + profile);
        result.getCode().addCoding(new Coding(CanonicalUrls.CODE_SYSTEM + "derived-results", code, null));
        result.setSubject(new Reference("Patient/" + response.subject().patient()));
        result.addFocus(new Reference("ResearchSubject/" + response.subject().subject()));
        result.setIssued(issued);
        result.setMethod(new CodeableConcept(
                        new Coding(CanonicalUrls.CODE_SYSTEM + "derivation-method", response.method(), null))
                .setText(SubjectResponse.LABEL));
        return result;
    }

    private static Optional<String> encounter(Visit visit) {
        return visit.records().stream()
                .filter(one -> one.startsWith("Encounter/"))
                .findFirst();
    }

    private static CodeableConcept value(String code, String sentence) {
        return new CodeableConcept(new Coding(CanonicalUrls.CODE_SYSTEM + "itp-response", code, null))
                .setText(sentence);
    }

    private static void component(Observation result, String code, @Nullable Type value) {
        if (value != null) {
            result.addComponent()
                    .setValue(value)
                    .getCode()
                    .addCoding(new Coding(CanonicalUrls.CODE_SYSTEM + "derived-results", code, null));
        }
    }

    private static @Nullable Type day(@Nullable LocalDate day) {
        return day == null ? null : new DateTimeType(day.toString());
    }

    private static @Nullable Type days(@Nullable Integer days) {
        return days == null
                ? null
                : new Quantity()
                        .setValue(days)
                        .setUnit("d")
                        .setSystem(CodeSystems.UCUM)
                        .setCode("d");
    }
}
