package org.platelink.operator.demo.request;

import org.hl7.fhir.r4.model.Bundle;
import org.hl7.fhir.r4.model.Identifier;
import org.hl7.fhir.r4.model.Parameters;
import org.hl7.fhir.r4.model.Resource;
import org.jspecify.annotations.Nullable;
import org.platelink.trial.subject.SubjectState;

/** One request of a subject's story. */
public sealed interface Step {

    /** The request body, with {@code $} placeholders for ids that only the server knows. */
    Resource body();

    /** What the request is about, for the message if it is refused. */
    String about();

    /** The client that sends it. */
    enum Sender {
        COORDINATOR,
        LABORATORY
    }

    /**
     * A {@code $register-subject} request, the first one or that of a second screening. Its response is the subject,
     * with the participant for whom {@code Patient/$subject} stands in later requests.
     */
    record Registration(Parameters body) implements Step {

        @Override
        public String about() {
            return "the registration";
        }
    }

    /** A {@code $transition} request, which is skipped if the subject was in the state already. */
    record Transition(SubjectState to, Parameters body) implements Step {

        @Override
        public String about() {
            return "the step to " + to.code();
        }
    }

    /** A {@code $transition} with {@code correct}, which is skipped if the mistaken state was taken back already. */
    record TakingBack(SubjectState mistaken, Parameters body) implements Step {

        @Override
        public String about() {
            return "taking back the step to " + mistaken.code();
        }
    }

    /**
     * An {@code $open-query} request on a result, for which {@code Observation/$queried} stands in its body. It is
     * skipped if the result has a query with this text.
     *
     * @param result the identifier of the result
     * @param text the question
     * @param body the request body
     */
    record Query(Identifier result, String text, Parameters body) implements Step {

        @Override
        public String about() {
            return "a query on a result";
        }
    }

    /**
     * A reply to the last query, which is skipped if the query is not open any more.
     *
     * @param operation the name of the operation, such as {@code $answer-query}
     * @param body the request body
     */
    record QueryReply(String operation, Parameters body) implements Step {

        @Override
        public String about() {
            return "the " + operation + " on the last query";
        }
    }

    /** The transaction that records a death, which is skipped if the Patient has one already. */
    record DeathReport(Bundle body) implements Step {

        @Override
        public String about() {
            return "the death";
        }
    }

    /**
     * A transaction. The server skips each entry that exists already.
     *
     * @param sender the client that sends it
     * @param visit the action of the visit whose Encounter is the first entry, and for which {@code Encounter/$visit}
     *     stands in later requests; null if it contains no visit
     * @param about what the request is about
     * @param body the transaction Bundle
     */
    record Transaction(Sender sender, @Nullable String visit, String about, Bundle body) implements Step {}
}
