package org.platelink.trial.eligibility;

import org.hl7.fhir.r4.model.CodeType;
import org.hl7.fhir.r4.model.DateType;
import org.hl7.fhir.r4.model.Parameters;
import org.hl7.fhir.r4.model.Parameters.ParametersParameterComponent;
import org.hl7.fhir.r4.model.Reference;
import org.hl7.fhir.r4.model.StringType;
import org.hl7.fhir.r4.model.UriType;

/** Maps an {@link EligibilityAssessment} to the Parameters that {@code $evaluate-eligibility} returns. */
final class AssessmentParameters {

    private AssessmentParameters() {}

    static Parameters of(EligibilityAssessment judgement) {
        Parameters answer = new Parameters();
        answer.addParameter().setName("verdict").setValue(AssessmentObservations.verdict(judgement));
        answer.addParameter("asOf", new DateType(judgement.asOf().toString()));
        if (judgement.firstInfusion() != null) {
            answer.addParameter(
                    "firstInfusion", new DateType(judgement.firstInfusion().toString()));
        }
        judgement.missing().forEach(one -> answer.addParameter("missing", new StringType(one)));
        judgement.answers().forEach(one -> criterion(answer, one));
        judgement.toSee().forEach(one -> record(answer, one));
        if (!judgement.attestation().isEmpty()
                && !(judgement.questions().isEmpty() && judgement.toSee().isEmpty())) {
            answer.addParameter().setName("attestation").setResource(AttestationForm.of(judgement));
        }
        answer.addParameter()
                .setName("observation")
                .setValue(new Reference("Observation/" + AssessmentObservations.verdictId(judgement.subject())));
        return answer;
    }

    private static void criterion(Parameters parameters, CriterionAnswer answer) {
        ParametersParameterComponent criterion = parameters.addParameter().setName("criterion");
        part(criterion, "code").setValue(answer.code().copy().setDisplay(null));
        part(criterion, "result").setValue(new CodeType(answer.result().code()));
        part(criterion, "sentence").setValue(new StringType(answer.sentence()));
        answer.evidence().forEach(one -> part(criterion, "evidence").setValue(new Reference(one)));
        answer.missing().forEach(one -> part(criterion, "missing").setValue(new StringType(one)));
        answer.attest().forEach(one -> part(criterion, "attest").setValue(new StringType(one)));
        answer.see().forEach(one -> part(criterion, "see").setValue(new UriType(one.address())));
        answer.parts().forEach(one -> criterion(parameters, one));
    }

    private static void record(Parameters parameters, RecordToSee record) {
        ParametersParameterComponent row = parameters.addParameter().setName("record");
        part(row, "address").setValue(new UriType(record.address()));
        part(row, "says").setValue(new StringType(record.says()));
    }

    private static ParametersParameterComponent part(ParametersParameterComponent parameter, String name) {
        return parameter.addPart().setName(name);
    }
}
