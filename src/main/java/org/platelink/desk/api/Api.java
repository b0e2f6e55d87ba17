package org.platelink.desk.api;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.DeserializationFeature;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.json.JsonMapper;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.MissingNode;
import java.io.IOException;
import java.io.InputStream;
import java.io.StringReader;
import java.io.UncheckedIOException;
import java.net.URLEncoder;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionException;
import java.util.concurrent.TimeUnit;
import org.apache.commons.csv.CSVFormat;
import org.apache.commons.csv.CSVRecord;
import org.jspecify.annotations.Nullable;
import org.platelink.platform.table.SpreadsheetText;
import org.platelink.security.access.Caller;
import org.platelink.security.loopback.LoopbackClient;
import org.platelink.security.loopback.LoopbackClient.Answer;
import org.platelink.security.loopback.LoopbackClient.Request;

/** Client for the server's own API, with the rights of one caller. Decimals keep their digits. */
public final class Api {

    private static final ObjectMapper JSON = JsonMapper.builder()
            .enable(DeserializationFeature.USE_BIG_DECIMAL_FOR_FLOATS)
            .nodeFactory(JsonNodeFactory.withExactBigDecimals(true))
            .build();

    private static final String FHIR_JSON = "application/fhir+json";
    private static final int TOO_MANY = 429;
    private static final int UNAVAILABLE = 503;
    private static final int MOST_TRIES = 4;
    private static final long PAUSE_MILLIS = 100;

    private static final CSVFormat CSV =
            CSVFormat.RFC4180.builder().setHeader().setSkipHeaderRecord(true).build();

    private final LoopbackClient client;
    private final Caller caller;
    private final String address;

    Api(LoopbackClient client, Caller caller, String address) {
        this.client = client;
        this.caller = caller;
        this.address = address;
    }

    /** A value, encoded for a query string. */
    public static String encoded(String value) {
        return URLEncoder.encode(value, StandardCharsets.UTF_8);
    }

    /**
     * Reads a resource or search.
     *
     * @param path below the FHIR base, such as {@code /ResearchStudy?_count=1}, encoded
     * @throws ApiRefusal if it is refused
     */
    public JsonNode fhir(String path) {
        return parsed(send(Request.get("/fhir" + path, FHIR_JSON)));
    }

    /** Like {@link #fhir}, but asynchronous; the result can be waited for with {@link #wait(CompletableFuture)}. */
    public CompletableFuture<JsonNode> fhirAsync(String path) {
        return sendAsync(Request.get("/fhir" + path, FHIR_JSON), 0).thenApply(Api::parsed);
    }

    /**
     * Reads JSON of an endpoint that is not FHIR.
     *
     * @param path such as {@code /intake/messages}
     */
    public JsonNode json(String path) {
        return parsed(send(Request.get(path, "application/json")));
    }

    public CompletableFuture<JsonNode> jsonAsync(String path) {
        return sendAsync(Request.get(path, "application/json"), 0).thenApply(Api::parsed);
    }

    /** Reads the rows of a CSV table, by the names of their columns; a missing value is an empty text. */
    public List<Map<String, String>> csv(String path) {
        return rows(send(Request.get(path, "text/csv")));
    }

    public CompletableFuture<List<Map<String, String>>> csvAsync(String path) {
        return sendAsync(Request.get(path, "text/csv"), 0).thenApply(Api::rows);
    }

    /** Reads an answer as text. */
    public String text(String path, String accept) {
        return successful(send(Request.get(path, accept))).text();
    }

    /** Sends JSON and returns the JSON of the answer. */
    public JsonNode send(String method, String path, @Nullable JsonNode body) {
        boolean isFhir = path.startsWith("/fhir");
        String type = isFhir ? FHIR_JSON : "application/json";
        return parsed(send(new Request(
                method,
                path,
                type,
                body == null ? null : type,
                body == null ? null : body.toString().getBytes(StandardCharsets.UTF_8))));
    }

    /** Starts an asynchronous request, such as an export. */
    public void begin(String path, @Nullable JsonNode body) {
        successful(send(new Request(
                body == null ? "GET" : "POST",
                path,
                FHIR_JSON,
                body == null ? null : FHIR_JSON,
                body == null ? null : body.toString().getBytes(StandardCharsets.UTF_8),
                "respond-async")));
    }

    /** The answer as a stream, whatever its status. */
    public HttpResponse<InputStream> stream(String path, String accept) {
        try {
            return client.stream(caller, address, Request.get(path, accept));
        } catch (IOException failure) {
            throw new UncheckedIOException(failure);
        }
    }

    /**
     * Waits for an asynchronous request.
     *
     * @throws ApiRefusal if it was refused
     */
    public static <T> T wait(CompletableFuture<T> future) {
        try {
            return future.join();
        } catch (CompletionException failure) {
            if (failure.getCause() instanceof RuntimeException refusal) {
                throw refusal;
            }
            throw failure;
        }
    }

    private Answer send(Request request) {
        return wait(sendAsync(request, 0));
    }

    /**
     * Repeats a read that is refused because of load (429 or 503), as may happen when two pages are loaded at once,
     * after a pause that doubles each time.
     */
    private CompletableFuture<Answer> sendAsync(Request request, int tried) {
        return client.sendAsync(caller, address, request).thenCompose(answer -> {
            boolean isTooMuch = answer.status() == TOO_MANY || answer.status() == UNAVAILABLE;
            return isTooMuch && tried < MOST_TRIES && request.method().equals("GET")
                    ? CompletableFuture.supplyAsync(
                                    () -> tried + 1,
                                    CompletableFuture.delayedExecutor(PAUSE_MILLIS << tried, TimeUnit.MILLISECONDS))
                            .thenCompose(next -> sendAsync(request, next))
                    : CompletableFuture.completedFuture(answer);
        });
    }

    private static Answer successful(Answer answer) {
        if (answer.status() >= 300 && answer.status() != 304) {
            JsonNode body;
            try {
                body = JSON.readTree(answer.body());
            } catch (IOException noJson) {
                body = MissingNode.getInstance();
            }
            throw ApiRefusal.of(answer.status(), body);
        }
        return answer;
    }

    static JsonNode parsed(Answer answer) {
        byte[] body = successful(answer).body();
        try {
            return body.length == 0 ? MissingNode.getInstance() : JSON.readTree(body);
        } catch (JsonProcessingException broken) {
            throw new IllegalStateException("an answer is no JSON", broken);
        } catch (IOException failure) {
            throw new UncheckedIOException(failure);
        }
    }

    private static List<Map<String, String>> rows(Answer answer) {
        try (var parser = CSV.parse(new StringReader(successful(answer).text()))) {
            return parser.stream().map(Api::texts).toList();
        } catch (IOException failure) {
            throw new UncheckedIOException(failure);
        }
    }

    /** The cells as they were before a spreadsheet was guarded from them. */
    private static Map<String, String> texts(CSVRecord row) {
        Map<String, String> cells = row.toMap();
        cells.replaceAll((column, text) -> SpreadsheetText.plain(text));
        return cells;
    }
}
