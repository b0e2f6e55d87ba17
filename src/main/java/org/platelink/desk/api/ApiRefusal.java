package org.platelink.desk.api;

import com.fasterxml.jackson.databind.JsonNode;
import java.util.ArrayList;
import java.util.List;

/** Thrown when the API refuses a request of a page. Its sentences are shown to the user. */
public final class ApiRefusal extends RuntimeException {

    private static final long serialVersionUID = 1L;

    private final int status;
    private final ArrayList<String> sentences;

    ApiRefusal(int status, List<String> sentences) {
        super("the API answered " + status);
        this.status = status;
        this.sentences = new ArrayList<>(sentences);
    }

    static ApiRefusal of(int status, JsonNode body) {
        List<String> sentences = new ArrayList<>();
        for (JsonNode issue : body.path("issue")) {
            sentences.add(issue.path("diagnostics")
                    .asText(issue.path("details").path("text").asText()));
        }
        if (sentences.isEmpty() && body.hasNonNull("error")) {
            sentences.add(body.get("error").asText());
        }
        return new ApiRefusal(status, sentences);
    }

    /** The HTTP status. */
    public int status() {
        return status;
    }

    /** The sentences of the refusal. */
    public List<String> sentences() {
        return List.copyOf(sentences);
    }
}
