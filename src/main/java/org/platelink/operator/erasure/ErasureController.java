package org.platelink.operator.erasure;

import ca.uhn.fhir.rest.server.exceptions.BaseServerResponseException;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import java.io.IOException;
import java.util.List;
import java.util.UUID;
import org.hl7.fhir.r4.model.OperationOutcome.IssueType;
import org.jspecify.annotations.Nullable;
import org.platelink.platform.server.FhirErrors;
import org.platelink.platform.server.Outcomes;
import org.platelink.security.access.Caller;
import org.platelink.security.access.Role;
import org.springframework.http.HttpStatus;
import org.springframework.http.converter.HttpMessageNotReadableException;
import org.springframework.web.bind.annotation.ExceptionHandler;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestBody;
import org.springframework.web.bind.annotation.RequestMapping;
import org.springframework.web.bind.annotation.ResponseStatus;
import org.springframework.web.bind.annotation.RestController;

/**
 * REST controller under {@code /admin/erasures}, where administrators request an erasure, agree to it, withdraw it,
 * and see who had been given the erased data.
 */
@RestController
@RequestMapping("/admin/erasures")
class ErasureController {

    private static final int PAGE = 100;

    private final Erasures erasures;
    private final ErasureTable table;
    private final Outcomes outcomes;

    ErasureController(Erasures erasures, ErasureTable table, Outcomes outcomes) {
        this.erasures = erasures;
        this.table = table;
        this.outcomes = outcomes;
    }

    /** Request body: who agrees, or withdraws. */
    record Agreement(@Nullable String person) {}

    @GetMapping
    List<Erasure> list(HttpServletRequest request) {
        admin(request);
        return table.last(PAGE);
    }

    @GetMapping("/{id}")
    Erasure one(@PathVariable String id, HttpServletRequest request) {
        admin(request);
        return table.find(uuid(id)).orElseThrow(() -> FhirErrors.notFound("id", "There is no such erasure."));
    }

    @PostMapping
    @ResponseStatus(HttpStatus.CREATED)
    Erasure ask(@RequestBody ErasureRequest.Payload payload, HttpServletRequest request) {
        return erasures.ask(payload.read(), admin(request));
    }

    @PostMapping("/{id}/$agree")
    Erasure agree(@PathVariable String id, @RequestBody Agreement agreement, HttpServletRequest request) {
        return erasures.agree(uuid(id), Person.of(agreement.person()), admin(request));
    }

    @PostMapping("/{id}/$withdraw")
    Erasure withdraw(@PathVariable String id, @RequestBody Agreement agreement, HttpServletRequest request) {
        return erasures.withdraw(uuid(id), Person.of(agreement.person()), admin(request));
    }

    /**
     * The administrator who calls. The security filter lets nobody else through; it is checked again here because the
     * call erases data.
     */
    private static Caller admin(HttpServletRequest request) {
        Caller caller = Caller.of(request);
        if (caller.role() != Role.ADMIN) {
            throw FhirErrors.forbidden("", "Only an admin may do this.");
        }
        return caller;
    }

    private static UUID uuid(String id) {
        return ErasureRequest.uuid("id", id);
    }

    @ExceptionHandler
    void refused(BaseServerResponseException refusal, HttpServletResponse response) throws IOException {
        outcomes.write(response, refusal);
    }

    @ExceptionHandler
    void unreadable(HttpMessageNotReadableException broken, HttpServletResponse response) throws IOException {
        outcomes.write(
                response,
                HttpStatus.BAD_REQUEST.value(),
                IssueType.STRUCTURE,
                "The body is JSON with versions, messages, reason, ticket and person, or with person alone.");
    }
}
