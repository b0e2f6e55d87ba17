package org.platelink.laboratory.intake;

import ca.uhn.fhir.rest.server.exceptions.BaseServerResponseException;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import java.io.IOException;
import java.util.Locale;
import org.hl7.fhir.r4.model.OperationOutcome.IssueType;
import org.jspecify.annotations.Nullable;
import org.platelink.laboratory.intake.hl7.MessageDoor;
import org.platelink.laboratory.intake.hl7.MessageSender;
import org.platelink.platform.server.Outcomes;
import org.platelink.security.access.Caller;
import org.platelink.security.access.Permissions;
import org.platelink.security.access.Right;
import org.springframework.http.HttpHeaders;
import org.springframework.http.HttpStatus;
import org.springframework.http.InvalidMediaTypeException;
import org.springframework.http.MediaType;
import org.springframework.web.bind.annotation.ExceptionHandler;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestMapping;
import org.springframework.web.bind.annotation.RestController;

/** REST controller that accepts HL7 v2 messages and batches over HTTPS; the response body is the acknowledgement. */
@RestController
@RequestMapping("/intake/hl7v2")
class IntakeController {

    static final String HL7 = "application/hl7-v2";
    private static final String RETRY_AFTER_SECONDS = "30";

    private final MessageDoor door;
    private final Permissions permissions;
    private final Outcomes outcomes;

    IntakeController(MessageDoor door, Permissions permissions, Outcomes outcomes) {
        this.door = door;
        this.permissions = permissions;
        this.outcomes = outcomes;
    }

    /**
     * Accepts a message or a batch.
     *
     * @return 200 if it was taken (AA, CA), 204 if its sender wants no answer to that; 422 if the sender has to
     *     correct it (AE, CE); 400 if it is rejected as not for this interface (AR, CR); 207 if some messages of a
     *     batch were taken and others not; 503 with {@code Retry-After} if it, or one of a batch, may be sent again
     *     later; 415 if the content type is not HL7 v2. The acknowledgement has the details.
     */
    @PostMapping
    void take(HttpServletRequest request, HttpServletResponse response) throws IOException {
        Caller caller = Caller.of(request);
        permissions.requireOfSite(caller, "$deliver", "Observation", Right.CREATE);
        MediaType type = typeOf(request);
        if (type == null) {
            outcomes.write(
                    response,
                    HttpStatus.UNSUPPORTED_MEDIA_TYPE.value(),
                    IssueType.NOTSUPPORTED,
                    "Send a message of HL7 v2 with Content-Type: " + HL7 + ", and charset=… if MSH-18 names none.");
            return;
        }
        MessageDoor.Answer answer = door.take(
                request.getInputStream().readAllBytes(),
                type.getCharset(),
                MessageSender.overHttps(caller, request.getRemoteAddr()));
        if (answer.overloaded()) {
            response.setHeader(HttpHeaders.RETRY_AFTER, RETRY_AFTER_SECONDS);
        }
        if (answer.id() != null) {
            response.setHeader(HttpHeaders.LOCATION, "/intake/messages/" + answer.id());
        }
        response.setStatus(status(answer).value());
        if (answer.isNone()) {
            return;
        }
        response.setContentType(HL7 + ";charset=UTF-8");
        response.getOutputStream().write(answer.acknowledgement());
    }

    private static HttpStatus status(MessageDoor.Answer answer) {
        if (answer.overloaded()) {
            return HttpStatus.SERVICE_UNAVAILABLE;
        }
        if (answer.mixed()) {
            return HttpStatus.MULTI_STATUS;
        }
        return switch (answer.code()) {
            case ACCEPT -> answer.isNone() ? HttpStatus.NO_CONTENT : HttpStatus.OK;
            case ERROR -> HttpStatus.UNPROCESSABLE_ENTITY;
            case REJECT -> HttpStatus.BAD_REQUEST;
        };
    }

    /** The content type if it is one of HL7 v2; null otherwise. */
    private static @Nullable MediaType typeOf(HttpServletRequest request) {
        try {
            MediaType type = MediaType.parseMediaType(String.valueOf(request.getContentType()));
            String name = (type.getType() + "/" + type.getSubtype()).toLowerCase(Locale.ROOT);
            return name.startsWith(HL7) || name.startsWith("x-" + HL7) ? type : null;
        } catch (InvalidMediaTypeException none) {
            return null;
        }
    }

    @ExceptionHandler
    void refused(BaseServerResponseException refusal, HttpServletResponse response) throws IOException {
        Refusal.write(outcomes, refusal, response);
    }
}
