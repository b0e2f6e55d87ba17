package org.platelink.trial.subject;

import static org.assertj.core.api.Assertions.assertThat;

import org.hl7.fhir.r4.model.BooleanType;
import org.hl7.fhir.r4.model.CodeType;
import org.hl7.fhir.r4.model.DateTimeType;
import org.hl7.fhir.r4.model.DateType;
import org.hl7.fhir.r4.model.Identifier;
import org.hl7.fhir.r4.model.Observation;
import org.hl7.fhir.r4.model.Parameters;
import org.hl7.fhir.r4.model.Reference;
import org.hl7.fhir.r4.model.ResearchSubject;
import org.hl7.fhir.r4.model.StringType;
import org.platelink.FhirClient;
import org.platelink.FhirClient.Answer;
import org.platelink.laboratory.lab.Labs;

/** Requests about one invented person of the demo site. */
record SubjectRequests(FhirClient coordinator, String number) {

    static final String SYSTEM = "https://hospital.example/patients";
    static final String STUDY = "NCT06813157";

    Parameters person(String consent) {
        Parameters person = new Parameters();
        person.getMeta().addTag("https://platelink.org/synthetic", "synthetic", "Synthetic, no person");
        person.addParameter()
                .setName("identifier")
                .setValue(new Identifier().setSystem(SYSTEM).setValue(number));
        person.addParameter("birthDate", new DateType("1984-03-12"));
        person.addParameter("gender", new CodeType("female"));
        person.addParameter("consentDateTime", new DateTimeType(consent));
        person.addParameter().setName("site").setValue(new Reference("Organization/site-unknown"));
        return person;
    }

    Answer register(String study, String consent) {
        return coordinator.post("/ResearchStudy/" + study + "/$register-subject", person(consent));
    }

    ResearchSubject registered(String study, String consent) {
        return subject(register(study, consent));
    }

    /** Registers the person again; an empty reason is not sent. */
    Answer again(String study, String consent, String reason) {
        Parameters person = person(consent);
        person.addParameter("rescreening", new BooleanType(true));
        if (!reason.isEmpty()) {
            person.addParameter("reason", new StringType(reason));
        }
        return coordinator.post("/ResearchStudy/" + study + "/$register-subject", person);
    }

    static ResearchSubject subject(Answer answer) {
        assertThat(answer.status()).as(answer.body()).isEqualTo(200);
        return answer.as(ResearchSubject.class);
    }

    static String address(ResearchSubject subject) {
        return "/ResearchSubject/" + subject.getIdPart();
    }

    static String participant(ResearchSubject subject) {
        return subject.getIndividual().getReferenceElement().getIdPart();
    }

    Answer move(ResearchSubject subject, String to, String date) {
        Parameters step = new Parameters();
        step.addParameter("to", new CodeType(to));
        step.addParameter("date", new DateType(date));
        switch (to) {
            case "ineligible" -> step.addParameter("reasonCode", new CodeType("physician-decision"));
            case "withdrawn" -> step.addParameter("reasonCode", new CodeType("consent-withdrawn"));
            case "off-study" -> step.addParameter("reasonCode", new CodeType("completed"));
            default -> {
                // It ends nothing.
            }
        }
        return coordinator.post(address(subject) + "/$transition", step);
    }

    ResearchSubject stored(ResearchSubject subject) {
        return subject(coordinator.get(address(subject)));
    }

    /** A result of the hospital's laboratory, which knows the person by the hospital's number. */
    Observation result(String identifier, String date) {
        Observation result = Labs.platelets("unknown", identifier, "27", "10*9/L", date);
        result.setSubject(
                new Reference().setIdentifier(new Identifier().setSystem(SYSTEM).setValue(number)));
        return result;
    }
}
