package org.platelink.operator.demo;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpServer;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.InetSocketAddress;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;

/** Answers as the server does, keeps no more than it must, and notes what it was sent. */
final class StandInServer implements AutoCloseable {

    private static final ObjectMapper JSON = new ObjectMapper();

    static {
        // Without it each answer waits for the kernel, 40 ms.
        System.setProperty("sun.net.httpserver.nodelay", "true");
    }

    private static final String AGAIN = "-R1";

    private final HttpServer http;
    private final Map<String, JsonNode> subjects = new ConcurrentHashMap<>();
    private final Map<String, List<String>> states = new ConcurrentHashMap<>();
    private final Map<String, String> takenBack = new ConcurrentHashMap<>();
    private final Map<String, String> queries = new ConcurrentHashMap<>();
    private final Set<String> deaths = ConcurrentHashMap.newKeySet();
    private final Map<String, String> records = new ConcurrentHashMap<>();
    private final List<String> sent = Collections.synchronizedList(new ArrayList<>());
    private volatile String refused = "nothing";

    StandInServer() {
        try {
            http = HttpServer.create(new InetSocketAddress("127.0.0.1", 0), 0);
        } catch (IOException failure) {
            throw new UncheckedIOException(failure);
        }
        http.createContext("/fhir", this::answer);
        http.start();
    }

    DemoServer address() {
        return new DemoServer(
                "http://127.0.0.1:" + http.getAddress().getPort() + "/fhir", () -> "coordinator", () -> "laboratory");
    }

    /** Refuses from now on what holds this text. */
    void refuse(String text) {
        refused = text;
    }

    /** Who sent what, in an order that does not depend on who came first. */
    List<String> sent() {
        return sent.stream().sorted().toList();
    }

    int records() {
        return subjects.size() + records.size() + queries.size();
    }

    void forgetWhatWasSent() {
        sent.clear();
    }

    private synchronized void answer(HttpExchange exchange) throws IOException {
        String body = new String(exchange.getRequestBody().readAllBytes(), StandardCharsets.UTF_8);
        String path = exchange.getRequestURI().getPath().substring("/fhir".length());
        sent.add(exchange.getRequestHeaders().getFirst("Authorization") + " " + path + " " + body);
        if (body.contains(refused)) {
            reply(exchange, 422, "{\"issue\":[{\"severity\":\"error\",\"diagnostics\":\"Not so.\"}]}");
        } else if (path.endsWith("$find-linked")) {
            String person =
                    JSON.readTree(body).at("/parameter/0/valueIdentifier/value").asText();
            boolean known = subjects.containsKey(person);
            reply(
                    exchange,
                    known ? 200 : 404,
                    "{\"parameter\":[{\"valueReference\":{\"reference\":\"Patient/" + person + "\"}}]}");
        } else if (path.equals("/Observation")) {
            String result = exchange.getRequestURI().getQuery().replaceAll(".*\\|", "");
            reply(exchange, 200, "{\"entry\":[{\"resource\":{\"id\":\"" + result + "\"}}]}");
        } else if (path.equals("/Task")) {
            String asked = queries.get(exchange.getRequestURI().getQuery().replaceAll(".*/", ""));
            reply(exchange, 200, "{\"entry\":[" + (asked == null ? "" : "{\"resource\":" + asked + "}") + "]}");
        } else if (path.endsWith("$open-query")) {
            String result = JSON.readTree(body)
                    .at("/parameter/0/valueReference/reference")
                    .asText()
                    .substring(12);
            String text = JSON.readTree(body).at("/parameter/2/valueString").asText();
            queries.put(result, query(result, "open", text));
            reply(exchange, 200, queries.get(result));
        } else if (path.startsWith("/Task/")) {
            String result = path.split("/")[2];
            queries.computeIfPresent(result, (key, asked) -> asked.replace("\"open\"", "\"answered\""));
            reply(exchange, 200, queries.get(result));
        } else if (path.startsWith("/Patient/")) {
            String person = path.substring(9);
            String death = deaths.contains(person) ? ",\"deceasedDateTime\":\"2026-01\"" : "";
            reply(exchange, 200, "{\"meta\":" + subjects.get(person).get("meta") + death + "}");
        } else if (path.endsWith("$register-subject")) {
            String person =
                    JSON.readTree(body).at("/parameter/0/valueIdentifier/value").asText();
            String id = body.contains("\"rescreening\"") ? person + AGAIN : person;
            subjects.putIfAbsent(id, JSON.readTree(body));
            states.computeIfAbsent(id, key -> new ArrayList<>(List.of("screening")));
            reply(exchange, 200, subject(id));
        } else if (path.endsWith("$transition")) {
            String person = path.split("/")[2];
            List<String> past = states.get(person);
            if (JSON.readTree(body).at("/parameter/1/valueBoolean").asBoolean()) {
                takenBack.put(person, past.remove(past.size() - 1));
            } else {
                past.add(JSON.readTree(body).at("/parameter/0/valueCode").asText());
            }
            reply(exchange, 200, subject(person));
        } else {
            reply(exchange, 200, JSON.writeValueAsString(transaction(JSON.readTree(body))));
        }
    }

    private String subject(String person) {
        ObjectNode subject = JSON.createObjectNode().put("id", person);
        subject.putObject("individual").put("reference", "Patient/" + person.replace(AGAIN, ""));
        ArrayNode extensions = subject.putArray("extension");
        states.get(person).forEach(state -> add(extensions, "subject-state", state));
        if (takenBack.containsKey(person)) {
            add(extensions, "taken-back-state", takenBack.get(person));
        }
        return subject.toString();
    }

    private static String query(String result, String status, String text) {
        ObjectNode task = JSON.createObjectNode().put("id", result);
        task.putObject("businessStatus").putArray("coding").addObject().put("code", status);
        task.putArray("note").addObject().put("text", text);
        return task.toString();
    }

    private static void add(ArrayNode extensions, String kind, String state) {
        ObjectNode began = extensions.addObject().put("url", "https://guide.example/" + kind);
        began.putArray("extension").addObject().put("url", "state").put("valueCode", state);
    }

    private ObjectNode transaction(JsonNode bundle) {
        ObjectNode answer = JSON.createObjectNode();
        ArrayNode entries = answer.putArray("entry");
        for (JsonNode entry : bundle.get("entry")) {
            JsonNode resource = entry.get("resource");
            if (entry.at("/request/method").asText().equals("PATCH")) {
                deaths.add(entry.at("/request/url").asText().substring("Patient/".length()));
                entries.addObject().putObject("response").put("status", "200 OK");
                continue;
            }
            // QuestionnaireResponse has one identifier and no list of them.
            JsonNode identifiers = resource.get("identifier");
            String identifier = (identifiers.isArray() ? identifiers.get(0) : identifiers)
                    .get("value")
                    .asText();
            boolean update = entry.at("/request/method").asText().equals("PUT");
            boolean known = records.put(identifier, "") != null;
            entries.addObject()
                    .putObject("response")
                    .put("status", known || update ? "200 OK" : "201 Created")
                    .put("location", resource.get("resourceType").asText() + "/id-" + identifier + "/_history/1");
        }
        return answer;
    }

    private static void reply(HttpExchange exchange, int status, String body) throws IOException {
        byte[] bytes = body.getBytes(StandardCharsets.UTF_8);
        exchange.sendResponseHeaders(status, bytes.length);
        exchange.getResponseBody().write(bytes);
        exchange.close();
    }

    @Override
    public void close() {
        http.stop(0);
    }
}
