package org.platelink.operator.demo;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.MissingNode;
import java.net.URLEncoder;
import java.nio.charset.StandardCharsets;
import java.util.function.UnaryOperator;
import org.hl7.fhir.r4.model.Identifier;
import org.platelink.operator.demo.request.Step;

/** Sends the queries of one subject, each of which is looked for first, and keeps the last one for its reply. */
final class QuerySender {

    private static final String OPEN = "open";

    private final Wire wire;
    private final int number;
    private JsonNode last = MissingNode.getInstance();

    QuerySender(Wire wire, int number) {
        this.wire = wire;
        this.number = number;
    }

    /**
     * Opens a query.
     *
     * @param subject the id of the ResearchSubject
     * @param body gives the request body for the id of the result
     * @return whether it was not there already
     */
    boolean open(Step.Query query, String subject, UnaryOperator<String> body) {
        Identifier wanted = query.result();
        Answer found = good(
                query,
                wire.get(
                        "/Observation?identifier=" + encoded(wanted.getSystem()) + "%7C" + encoded(wanted.getValue())));
        String result =
                found.body().path("entry").path(0).path("resource").path("id").asText();
        if (result.isEmpty()) {
            throw new StoryRefused(number, query, found);
        }
        Answer asked = good(query, wire.get("/Task?code=query&focus=Observation/" + result));
        for (JsonNode entry : asked.body().path("entry")) {
            JsonNode task = entry.path("resource");
            if (task.path("note").path(0).path("text").asText().equals(query.text())) {
                last = task;
                return false;
            }
        }
        last = good(query, wire.ask("/ResearchSubject/" + subject + "/$open-query", body.apply(result)))
                .body();
        return true;
    }

    /**
     * Replies to the last query.
     *
     * @return whether it was open
     */
    boolean reply(Step.QueryReply reply, String body) {
        String status =
                last.path("businessStatus").path("coding").path(0).path("code").asText();
        if (!status.equals(OPEN)) {
            return false;
        }
        good(reply, wire.ask("/Task/" + last.path("id").asText() + "/" + reply.operation(), body));
        return true;
    }

    private Answer good(Step step, Answer answer) {
        if (!answer.isGood()) {
            throw new StoryRefused(number, step, answer);
        }
        return answer;
    }

    private static String encoded(String part) {
        return URLEncoder.encode(part, StandardCharsets.UTF_8);
    }
}
