package org.platelink.operator.demo.request;

import org.hl7.fhir.r4.model.Bundle;
import org.hl7.fhir.r4.model.Parameters;
import org.hl7.fhir.r4.model.Resource;
import org.jspecify.annotations.Nullable;
import org.platelink.trial.subject.SubjectState;

/** One request. */
public sealed interface Step {

    /** What it says, with {@code $} before what only the server knows. */
    Resource body();

    /** What it is about, for whoever reads that it was refused. */
    String about();

    /** Who sends it. */
    enum Sender {
        COORDINATOR,
        LABORATORY
    }

    /** {@code $register-subject}; its answer is the subject, with the participant to whom {@code Patient/$subject} refers. */
    record Registration(Parameters body) implements Step {

        @Override
        public String about() {
            return "the registration";
        }
    }

    /** {@code $transition}, which is left out where the subject was in the state already. */
    record Transition(SubjectState to, Parameters body) implements Step {

        @Override
        public String about() {
            return "the step to " + to.code();
        }
    }

    /**
     * A transaction, each entry of which is left out by the server where it is there already.
     *
     * @param visit the action of the visit whose Encounter is the first entry, and which {@code Encounter/$visit} refers to
     *     from then on; null if it brings no visit
     */
    record Transaction(Sender sender, @Nullable String visit, String about, Bundle body) implements Step {}
}
