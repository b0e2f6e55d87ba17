package org.platelink.operator.demo.request;

import java.time.LocalDateTime;
import java.util.Objects;
import org.hl7.fhir.r4.model.BooleanType;
import org.hl7.fhir.r4.model.CodeType;
import org.hl7.fhir.r4.model.CodeableConcept;
import org.hl7.fhir.r4.model.DateType;
import org.hl7.fhir.r4.model.Parameters;
import org.hl7.fhir.r4.model.Reference;
import org.hl7.fhir.r4.model.StringType;
import org.platelink.operator.demo.story.Event;
import org.platelink.operator.demo.story.Person;
import org.platelink.operator.demo.story.SubjectStory;

/** Builds the operation requests for the subject itself: its registration and its state transitions. */
final class SubjectRequests {

    private static final String SITE = "Organization/site-unknown";
    private static final int MINUTES_TO_ASSENT = 10;

    private final SubjectStory story;

    SubjectRequests(SubjectStory story) {
        this.story = story;
    }

    Step.Registration registration() {
        return new Step.Registration(registration(story.consent()));
    }

    Step.Registration registrationAgain(Event.Rescreening again) {
        Parameters body = registration(again.consent());
        body.addParameter().setName("rescreening").setValue(new BooleanType(true));
        body.addParameter().setName("reason").setValue(new StringType(again.reason()));
        return new Step.Registration(body);
    }

    private Parameters registration(LocalDateTime consent) {
        Person person = story.person();
        Parameters body = parameters();
        body.addParameter().setName("identifier").setValue(Synthetic.person(story.cohort(), story.number()));
        body.addParameter()
                .setName("birthDate")
                .setValue(new DateType(person.birthDate().toString()));
        body.addParameter().setName("gender").setValue(new CodeType(person.female() ? "female" : "male"));
        body.addParameter().setName("consentDateTime").setValue(Synthetic.time(consent));
        body.addParameter().setName("site").setValue(new Reference(SITE));
        if (person.isMinor()) {
            body.addParameter()
                    .setName("guardian")
                    .setValue(new CodeableConcept().setText(Objects.requireNonNull(person.guardian())));
            body.addParameter().setName("assent").setValue(Synthetic.time(consent.plusMinutes(MINUTES_TO_ASSENT)));
        }
        return body;
    }

    Step.Transition transition(Event.Move move) {
        Parameters body = parameters();
        body.addParameter().setName("to").setValue(new CodeType(move.to().code()));
        body.addParameter().setName("date").setValue(new DateType(move.day().toString()));
        if (move.reason() != null) {
            body.addParameter().setName("reason").setValue(new StringType(move.reason()));
        }
        if (move.end() != null) {
            body.addParameter()
                    .setName("reasonCode")
                    .setValue(new CodeType(move.end().code()));
        }
        if (move.criterion() != null) {
            body.addParameter().setName("criterion").setValue(new CodeType(move.criterion()));
        }
        return new Step.Transition(move.to(), body);
    }

    Step.TakingBack takingBack(Event.StepTakenBack mistake) {
        Parameters body = parameters();
        body.addParameter().setName("to").setValue(new CodeType(mistake.to().code()));
        body.addParameter().setName("correct").setValue(new BooleanType(true));
        body.addParameter().setName("reason").setValue(new StringType(mistake.reason()));
        return new Step.TakingBack(mistake.mistaken(), body);
    }

    private Parameters parameters() {
        Parameters parameters = new Parameters();
        parameters.setMeta(Synthetic.meta(story.cohort()));
        return parameters;
    }
}
