package org.platelink.platform.server;

import jakarta.servlet.RequestDispatcher;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import java.io.IOException;
import org.hl7.fhir.r4.model.OperationOutcome.IssueType;
import org.springframework.boot.web.servlet.error.ErrorController;
import org.springframework.web.bind.annotation.RequestMapping;
import org.springframework.web.bind.annotation.RestController;

/**
 * Error controller that writes an OperationOutcome where Spring or the container has decided nothing but a status.
 */
@RestController
class ErrorAnswers implements ErrorController {

    private final Outcomes outcomes;

    ErrorAnswers(Outcomes outcomes) {
        this.outcomes = outcomes;
    }

    /** Spring forwards failed requests here; a direct request is answered with 404. */
    @RequestMapping("/error")
    void answer(HttpServletRequest request, HttpServletResponse response) throws IOException {
        write(
                outcomes,
                response,
                request.getAttribute(RequestDispatcher.ERROR_STATUS_CODE) instanceof Integer status && status >= 400
                        ? status
                        : HttpServletResponse.SC_NOT_FOUND);
    }

    static void write(Outcomes outcomes, HttpServletResponse response, int status) throws IOException {
        outcomes.write(response, status, type(status), sentence(status));
    }

    private static IssueType type(int status) {
        return switch (status) {
            case 401 -> IssueType.LOGIN;
            case 403 -> IssueType.FORBIDDEN;
            case 404, 410 -> IssueType.NOTFOUND;
            case 405, 406, 415, 501, 505 -> IssueType.NOTSUPPORTED;
            case 413, 414, 431 -> IssueType.TOOLONG;
            case 429, 503 -> IssueType.THROTTLED;
            default -> status >= 500 ? IssueType.EXCEPTION : IssueType.INVALID;
        };
    }

    private static String sentence(int status) {
        return switch (status) {
            case 400 ->
                "The request is not HTTP that can be read: mend its first line, its headers, or a character of its"
                        + " address, of which all but letters, digits and -._~ are written as % and two digits. Address and"
                        + " headers together have 16 kB at most, and there are 100 headers at most; a long search is sent as a"
                        + " form, with POST to _search.";
            case 401 -> "This needs a token.";
            case 403 -> "The token's role may not do this.";
            case 404 -> "There is nothing at this address.";
            case 405 -> "The method is not one that this address takes; the header Allow names those that it does.";
            case 406 -> "What the request's Accept names is not offered at this address.";
            case 408 -> "The request took too long to arrive; send it again.";
            case 413 -> "The body is larger than this server takes.";
            case 414, 431 ->
                "The address or the headers are longer than the 16 kB that this server takes; a long search is sent as a"
                        + " form, with POST to _search.";
            case 415 -> "The body's Content-Type is not one that this address takes.";
            case 429 -> "These are too many requests; wait, and ask again.";
            case 501, 505 ->
                "The request asks for a way to transfer it, or a version of HTTP, that is not offered here.";
            case 503 -> "The server cannot answer now; ask again.";
            default -> status >= 500 ? ExceptionTranslator.OURS : "The request cannot be taken as it is.";
        };
    }
}
