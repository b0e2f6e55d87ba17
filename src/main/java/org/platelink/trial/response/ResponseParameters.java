package org.platelink.trial.response;

import java.util.List;
import org.hl7.fhir.r4.model.BooleanType;
import org.hl7.fhir.r4.model.CodeType;
import org.hl7.fhir.r4.model.DateType;
import org.hl7.fhir.r4.model.Parameters;
import org.hl7.fhir.r4.model.Parameters.ParametersParameterComponent;
import org.hl7.fhir.r4.model.Reference;
import org.hl7.fhir.r4.model.StringType;
import org.hl7.fhir.r4.model.Type;
import org.jspecify.annotations.Nullable;
import org.platelink.platform.table.Cell;

/** Maps a {@link SubjectResponse} to the Parameters that {@code $response} returns. */
final class ResponseParameters {

    private ResponseParameters() {}

    static Parameters of(SubjectResponse response) {
        Parameters answer = new Parameters();
        answer.addParameter("label", new StringType(SubjectResponse.LABEL));
        answer.addParameter("method", new CodeType(response.method()));
        answer.addParameter("asOf", new DateType(response.subject().asOf().toString()));
        response.subject()
                .firstIntervention()
                .ifPresent(day -> answer.addParameter("firstInfusion", new DateType(day.toString())));
        answer.addParameter("baseline", new StringType(response.baselineInWords()));
        if (response.baseline() != null) {
            answer.addParameter().setName("baselineResult").setValue(new Reference(response.baseline()));
        }
        course(answer.addParameter().setName("course"), response.course());
        response.visits().forEach(visit -> visit(answer.addParameter().setName("visit"), visit));
        return answer;
    }

    private static void course(ParametersParameterComponent row, ResponseCourse course) {
        part(row, "code", new CodeType(course.code()));
        part(row, "sentence", new StringType(course.sentence()));
        part(row, "began", Cell.day(course.began()));
        part(row, "daysToResponse", Cell.number(course.daysToResponse()));
        part(row, "completeBegan", Cell.day(course.completeBegan()));
        part(row, "lost", Cell.day(course.lost()));
        part(row, "completeLost", Cell.day(course.completeLost()));
        part(row, "lastJudged", Cell.day(course.lastJudged()));
        part(row, "rescued", new BooleanType(course.rescued()));
        evidence(row, course.evidence());
    }

    private static void visit(ParametersParameterComponent row, VisitResponse visit) {
        part(row, "visit", new StringType(visit.visit().action()));
        part(row, "title", new StringType(visit.visit().title()));
        part(row, "status", new CodeType(visit.visit().status()));
        part(row, "code", new CodeType(visit.code()));
        part(row, "sentence", new StringType(visit.sentence()));
        part(row, "measured", Cell.day(visit.measured()));
        part(row, "confirmed", Cell.flag(visit.confirmed()));
        part(row, "countOnly", Cell.flag(visit.countOnly()));
        evidence(row, visit.evidence());
    }

    private static void evidence(ParametersParameterComponent row, List<String> references) {
        references.forEach(one -> part(row, "evidence", new Reference(one)));
    }

    private static void part(ParametersParameterComponent row, String name, @Nullable Type value) {
        if (value != null) {
            row.addPart().setName(name).setValue(value);
        }
    }
}
