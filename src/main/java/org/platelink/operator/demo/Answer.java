package org.platelink.operator.demo;

import com.fasterxml.jackson.databind.JsonNode;
import java.util.Locale;
import java.util.stream.Collectors;
import java.util.stream.StreamSupport;

/** HTTP response of the server: the status and the JSON body. */
record Answer(int status, JsonNode body) {

    boolean isGood() {
        return status / 100 == 2;
    }

    /** The explanation of an error, in the server's words. */
    String sentence() {
        String diagnostics = StreamSupport.stream(body.path("issue").spliterator(), false)
                .filter(issue -> !issue.path("severity")
                        .asText()
                        .toLowerCase(Locale.ROOT)
                        .equals("information"))
                .map(issue -> place(issue) + issue.path("diagnostics").asText())
                .collect(Collectors.joining(" "));
        return diagnostics.isBlank() ? "the server answered " + status + "." : diagnostics;
    }

    private static String place(JsonNode issue) {
        String expression = issue.path("expression").path(0).asText();
        return expression.isEmpty() ? "" : expression + ": ";
    }
}
