package org.platelink.operator.demo.request;

import org.hl7.fhir.r4.model.Parameters;
import org.hl7.fhir.r4.model.Reference;
import org.hl7.fhir.r4.model.StringType;
import org.platelink.operator.demo.story.Analyte;
import org.platelink.operator.demo.story.Event;
import org.platelink.operator.demo.story.SubjectStory;

/** Builds the operation requests of a query. Its tags are those of the subject; the server copies them. */
final class QueryRequests {

    private static final String TEXT = "text";

    private QueryRequests() {}

    static Step.Query open(SubjectStory story, Event.Query query) {
        Parameters body = new Parameters();
        body.addParameter().setName("focus").setValue(new Reference("Observation/$queried"));
        body.addParameter().setName("element").setValue(new StringType("Observation.value"));
        body.addParameter().setName(TEXT).setValue(new StringType(query.text()));
        return new Step.Query(
                new SampleBundle(story, query.sample()).identifier(Analyte.PLATELETS), query.text(), body);
    }

    static Step.QueryReply reply(Event.QueryReply reply) {
        Parameters body = new Parameters();
        body.addParameter().setName(TEXT).setValue(new StringType(reply.text()));
        return new Step.QueryReply(reply.answers() ? "$answer-query" : "$cancel-query", body);
    }
}
