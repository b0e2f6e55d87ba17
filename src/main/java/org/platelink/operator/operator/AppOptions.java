package org.platelink.operator.operator;

import com.fasterxml.jackson.databind.ObjectMapper;
import java.util.List;
import picocli.CommandLine.Option;

/** Command-line options for registering an app, which requests tokens on behalf of users. */
final class AppOptions {

    private static final ObjectMapper JSON = new ObjectMapper();

    @Option(names = "--app", required = true, description = "it is a tool by which people ask, and keeps no secret")
    private boolean app;

    @Option(names = "--name", required = true, description = "what people are asked by: Allow NAME?")
    private String name;

    @Option(
            names = "--redirect-uri",
            required = true,
            paramLabel = "URI",
            description = "where browsers are sent back to, such as http://127.0.0.1:8888/callback; may be repeated")
    private List<String> redirectUris;

    /** The JSON body of the registration request. */
    String registration(String id) {
        return JSON.createObjectNode()
                .put("id", id)
                .put("name", name)
                .<com.fasterxml.jackson.databind.node.ObjectNode>set("redirectUris", JSON.valueToTree(redirectUris))
                .toString();
    }
}
