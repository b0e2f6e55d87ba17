package org.platelink.desk.intake;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.json.JsonMapper;
import jakarta.servlet.http.HttpServletRequest;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.net.http.HttpResponse;
import java.util.ArrayList;
import java.util.List;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.platelink.desk.Page;
import org.platelink.desk.Pages;
import org.platelink.desk.api.Api;
import org.platelink.desk.api.ApiFactory;
import org.platelink.desk.api.ApiRefusal;
import org.platelink.desk.intake.MessageLine.Finding;
import org.springframework.http.ContentDisposition;
import org.springframework.http.HttpHeaders;
import org.springframework.http.MediaType;
import org.springframework.http.ResponseEntity;
import org.springframework.stereotype.Controller;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.RequestParam;

/** Controller of the page of one message. */
@Controller
class MessageController {

    /** Maximum number of segments shown: browsers are slow with more, and the message text has them all. */
    private static final int MOST_SEGMENTS = 400;

    private final Pages pages;
    private final ApiFactory api;

    MessageController(Pages pages, ApiFactory api) {
        this.pages = pages;
        this.api = api;
    }

    /**
     * Model of the page.
     *
     * @param mayRead whether the content is shown
     * @param unreadable why it cannot be parsed; null if it can
     * @param segments empty for FHIR
     * @param moreSegments how many segments are not shown
     * @param results the outcome of each result
     * @param answerCode the acknowledgement code; null if it is not shown
     * @param answer the acknowledgement; null if there is none
     * @param answerSent whether the acknowledgement is the one that was sent
     * @param json the content of a FHIR message; null for HL7 v2
     * @param lit the resource whose result is highlighted, such as {@code Observation/1}; empty for none
     */
    record MessagePage(
            Page page,
            MessageLine message,
            boolean mayRead,
            @Nullable String unreadable,
            List<Segment> segments,
            int moreSegments,
            List<Result> results,
            @Nullable String answerCode,
            @Nullable String answer,
            boolean answerSent,
            @Nullable String json,
            String lit) {}

    /**
     * A segment.
     *
     * @param findings of the segment as a whole
     */
    record Segment(String name, int number, List<Field> fields, List<Finding> findings, @Nullable String stored) {

        boolean isOpen() {
            return !findings.isEmpty()
                    || fields.stream().anyMatch(field -> !field.findings().isEmpty());
        }

        private String text(int number) {
            return fields.stream()
                    .filter(field -> field.number() == number)
                    .map(Field::text)
                    .findFirst()
                    .orElse("");
        }
    }

    record Field(int number, String name, String text, List<Finding> findings) {}

    /**
     * A result, from an OBX segment.
     *
     * @param code as it was sent
     * @param value as it was sent, with its unit
     * @param fate the key of its outcome
     * @param stored the resource as which it is stored; null if it is not
     * @param sentence why it is not stored; empty if it is, or there is no reason on record
     */
    record Result(String place, String code, String value, String fate, @Nullable String stored, String sentence) {}

    @GetMapping("/desk/intake/messages/{id}")
    ResponseEntity<byte[]> message(
            @PathVariable UUID id, @RequestParam(defaultValue = "") String lit, HttpServletRequest request) {
        Page page =
                pages.page(request, Pages.words(request).of("intake.message.title"), IntakePagesController.HERE, null);
        Api userApi = api.of(request);
        String path = "/intake/messages/" + id;
        MessageLine message = MessageLine.of(userApi.json(path), page.words());
        MessagePage shown;
        try {
            shown = message.door().equals("fhir")
                    ? ofFhir(page, message, userApi.text(path + "/text", "application/fhir+json"), lit)
                    : ofSegments(page, message, userApi.json(path + "/fields"), lit);
        } catch (ApiRefusal refusal) {
            if (refusal.status() != 403) {
                throw refusal;
            }
            shown = new MessagePage(page, message, false, null, List.of(), 0, List.of(), null, null, false, null, lit);
        }
        return pages.html("desk/intake/message.jte", shown);
    }

    /** Downloads the message as it was received; the API records who has read it. */
    @GetMapping("/desk/intake/messages/{id}/text")
    ResponseEntity<byte[]> text(@PathVariable UUID id, HttpServletRequest request) {
        HttpResponse<InputStream> answer = api.of(request).stream("/intake/messages/" + id + "/text", "*/*");
        try (InputStream body = answer.body()) {
            if (answer.statusCode() != 200) {
                // Repeats the request so that the refusal is shown on the error page.
                api.of(request).text("/intake/messages/" + id + "/text", "*/*");
            }
            boolean json = answer.headers()
                    .firstValue(HttpHeaders.CONTENT_TYPE)
                    .orElse("")
                    .contains("json");
            return ResponseEntity.ok()
                    .contentType(MediaType.APPLICATION_OCTET_STREAM)
                    .header(
                            HttpHeaders.CONTENT_DISPOSITION,
                            ContentDisposition.attachment()
                                    .filename(id + (json ? ".json" : ".hl7"))
                                    .build()
                                    .toString())
                    .header(HttpHeaders.CACHE_CONTROL, "no-store")
                    .body(body.readAllBytes());
        } catch (IOException failure) {
            throw new UncheckedIOException(failure);
        }
    }

    private static MessagePage ofFhir(Page page, MessageLine message, String text, String lit) {
        String pretty;
        try {
            JsonMapper json = new JsonMapper();
            pretty = json.writerWithDefaultPrettyPrinter().writeValueAsString(json.readTree(text));
        } catch (IOException noJson) {
            pretty = text;
        }
        return new MessagePage(page, message, true, null, List.of(), 0, List.of(), null, null, false, pretty, lit);
    }

    private static MessagePage ofSegments(Page page, MessageLine message, JsonNode laid, String lit) {
        List<Segment> segments = new ArrayList<>();
        for (JsonNode one : laid.path("segments")) {
            List<Field> fields = new ArrayList<>();
            for (JsonNode field : one.path("fields")) {
                fields.add(new Field(
                        field.path("number").asInt(),
                        field.path("name").asText(),
                        field.path("text").asText(),
                        Finding.of(field.path("findings"))));
            }
            segments.add(new Segment(
                    one.path("name").asText(),
                    one.path("number").asInt(),
                    List.copyOf(fields),
                    Finding.of(one.path("findings")),
                    one.hasNonNull("stored") ? one.get("stored").asText() : null));
        }
        List<Segment> first = segments.subList(0, Math.min(MOST_SEGMENTS, segments.size()));
        JsonNode answer = laid.path("answer");
        return new MessagePage(
                page,
                message,
                true,
                laid.hasNonNull("unreadable") ? laid.get("unreadable").asText() : null,
                List.copyOf(first),
                segments.size() - first.size(),
                first.stream()
                        .filter(segment -> segment.name().equals("OBX"))
                        .map(segment -> result(segment, message))
                        .toList(),
                answer.path("code").asText(),
                answer.hasNonNull("text") ? answer.get("text").asText() : null,
                answer.path("sent").asBoolean(),
                null,
                lit);
    }

    private static Result result(Segment segment, MessageLine message) {
        List<Finding> findings = new ArrayList<>(segment.findings());
        segment.fields().forEach(field -> findings.addAll(field.findings()));
        boolean isStored = segment.stored() != null;
        String outcome = isStored
                ? "stored"
                : switch (message.status()) {
                    case "parked", "partial" -> findings.isEmpty() ? "with-message" : "waits";
                    case "rejected" -> "refused";
                    case "received" -> "turn";
                    default -> "left-out";
                };
        if (outcome.equals("with-message") && message.status().equals("partial")) {
            outcome = "left-out";
        }
        return new Result(
                "OBX[" + segment.number() + "]",
                segment.text(3),
                (segment.text(5) + " " + segment.text(6)).strip(),
                outcome,
                segment.stored(),
                isStored || findings.isEmpty() ? "" : findings.get(0).text());
    }
}
