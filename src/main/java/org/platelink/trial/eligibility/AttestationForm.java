package org.platelink.trial.eligibility;

import org.hl7.fhir.r4.model.QuestionnaireResponse;
import org.hl7.fhir.r4.model.QuestionnaireResponse.QuestionnaireResponseItemComponent;
import org.hl7.fhir.r4.model.QuestionnaireResponse.QuestionnaireResponseStatus;
import org.hl7.fhir.r4.model.Reference;
import org.hl7.fhir.r4.model.UriType;

/**
 * Maps an {@link EligibilityAssessment} to the QuestionnaireResponse that a person fills in and signs: the questions
 * that are open, and under {@code record.seen} the resources that must be looked at to answer them.
 */
final class AttestationForm {

    /** The question whose answers are the addresses of the resources that were looked at; TrialRules reads it. */
    static final String SEEN = "record.seen";

    private AttestationForm() {}

    /** The response to fill in, without author, time and answers. */
    static QuestionnaireResponse of(EligibilityAssessment judgement) {
        QuestionnaireResponse form = new QuestionnaireResponse();
        form.setQuestionnaire(judgement.attestation());
        form.setStatus(QuestionnaireResponseStatus.INPROGRESS);
        form.setSubject(new Reference("Patient/" + judgement.patient()));
        judgement.questions().forEach(question -> form.addItem().setLinkId(question));
        if (!judgement.toSee().isEmpty()) {
            QuestionnaireResponseItemComponent records = form.addItem().setLinkId(SEEN);
            judgement.toSee().forEach(one -> records.addAnswer().setValue(new UriType(one.address())));
        }
        return form;
    }
}
