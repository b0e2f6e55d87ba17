package org.platelink.operator.demo.request;

import java.util.List;
import org.hl7.fhir.r4.model.BooleanType;
import org.hl7.fhir.r4.model.Bundle;
import org.hl7.fhir.r4.model.Bundle.BundleType;
import org.hl7.fhir.r4.model.Condition;
import org.hl7.fhir.r4.model.DateTimeType;
import org.hl7.fhir.r4.model.Identifier;
import org.hl7.fhir.r4.model.MedicationStatement;
import org.hl7.fhir.r4.model.MedicationStatement.MedicationStatementStatus;
import org.hl7.fhir.r4.model.Period;
import org.hl7.fhir.r4.model.QuestionnaireResponse;
import org.hl7.fhir.r4.model.QuestionnaireResponse.QuestionnaireResponseItemComponent;
import org.hl7.fhir.r4.model.QuestionnaireResponse.QuestionnaireResponseStatus;
import org.hl7.fhir.r4.model.StringType;
import org.hl7.fhir.r4.model.UriType;
import org.platelink.operator.demo.story.Event;
import org.platelink.operator.demo.story.SubjectStory;
import org.platelink.platform.canonical.CanonicalUrls;
import org.platelink.platform.canonical.CodeSystems;

/**
 * Builds the transaction Bundles for a subject's history (Conditions and MedicationStatements) and for the
 * investigator's attestation (QuestionnaireResponse).
 */
final class HistoryBundle {

    private final SubjectStory story;
    private final Bundle bundle = new Bundle().setType(BundleType.TRANSACTION);

    HistoryBundle(SubjectStory story) {
        this.story = story;
    }

    Bundle of(Event.MedicalHistory history) {
        int number = 0;
        for (Event.Illness illness : history.illnesses()) {
            add(illness, identifier("illness-" + ++number));
        }
        number = 0;
        for (Event.Drug drug : history.drugs()) {
            add(drug, identifier("drug-" + ++number));
        }
        return bundle;
    }

    private void add(Event.Illness illness, Identifier identifier) {
        Condition condition = new Condition();
        condition.setMeta(Synthetic.meta(story.cohort()));
        condition.addIdentifier(identifier);
        condition.setClinicalStatus(Synthetic.coded(CodeSystems.HL7 + "condition-clinical", "active"));
        condition.setVerificationStatus(Synthetic.coded(CodeSystems.HL7 + "condition-ver-status", "confirmed"));
        condition.setCode(Synthetic.coded("http://hl7.org/fhir/sid/icd-10", illness.icd10()));
        condition.setSubject(Synthetic.patient());
        condition.setOnset(new DateTimeType(illness.since().toString()));
        Synthetic.addTo(bundle, condition, identifier).setFullUrl(Synthetic.url(identifier));
    }

    private void add(Event.Drug drug, Identifier identifier) {
        MedicationStatement taken = new MedicationStatement();
        taken.setMeta(Synthetic.meta(story.cohort()));
        taken.addIdentifier(identifier);
        taken.setStatus(drug.until() == null ? MedicationStatementStatus.ACTIVE : MedicationStatementStatus.COMPLETED);
        taken.setMedication(Synthetic.coded("http://www.whocc.no/atc", drug.atc()));
        taken.setSubject(Synthetic.patient());
        Period period = new Period();
        period.setStartElement(new DateTimeType(drug.since().toString()));
        if (drug.until() != null) {
            period.setEndElement(new DateTimeType(drug.until().toString()));
        }
        taken.setEffective(period);
        Synthetic.addTo(bundle, taken, identifier).setFullUrl(Synthetic.url(identifier));
    }

    Bundle of(Event.CriteriaAttestation attested) {
        Identifier identifier = identifier("attestation");
        QuestionnaireResponse response = new QuestionnaireResponse();
        response.setMeta(Synthetic.meta(story.cohort()));
        response.setIdentifier(identifier);
        response.setQuestionnaire(CanonicalUrls.GUIDE + "Questionnaire/msc-itp-eligibility");
        response.setStatus(QuestionnaireResponseStatus.COMPLETED);
        response.setSubject(Synthetic.patient());
        response.setAuthoredElement(Synthetic.time(attested.at()));
        response.getAuthor()
                .setType("Practitioner")
                .setIdentifier(new Identifier().setSystem(Synthetic.SYSTEM).setValue("investigator-1"));
        attested.answers()
                .forEach((question, answer) ->
                        response.addItem().setLinkId(question).addAnswer().setValue(new BooleanType(answer)));
        seen(response);
        Synthetic.addTo(bundle, response, identifier).setFullUrl(Synthetic.url(identifier));
        return bundle;
    }

    /**
     * The drugs that are still taken, which whoever attests must have seen. They are in the transaction once more,
     * since an answer can refer to what is stored by its identifier in no other way.
     */
    private void seen(QuestionnaireResponse response) {
        List<Event.Drug> drugs = story.events().stream()
                .filter(Event.MedicalHistory.class::isInstance)
                .flatMap(history -> ((Event.MedicalHistory) history).drugs().stream())
                .toList();
        QuestionnaireResponseItemComponent records =
                new QuestionnaireResponseItemComponent(new StringType("record.seen"));
        for (int i = 0; i < drugs.size(); i++) {
            if (drugs.get(i).until() == null) {
                Identifier identifier = identifier("drug-" + (i + 1));
                add(drugs.get(i), identifier);
                records.addAnswer().setValue(new UriType(Synthetic.url(identifier)));
            }
        }
        if (records.hasAnswer()) {
            response.addItem(records);
        }
    }

    private Identifier identifier(String what) {
        return new Identifier().setSystem(Synthetic.SYSTEM).setValue(Synthetic.number(story, what));
    }
}
