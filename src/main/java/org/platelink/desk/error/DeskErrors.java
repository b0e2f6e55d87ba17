package org.platelink.desk.error;

import jakarta.servlet.http.HttpServletRequest;
import java.util.List;
import org.platelink.desk.Page;
import org.platelink.desk.Pages;
import org.platelink.desk.UnknownPage;
import org.platelink.desk.api.ApiRefusal;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.http.HttpStatusCode;
import org.springframework.http.ResponseEntity;
import org.springframework.web.bind.annotation.ControllerAdvice;
import org.springframework.web.bind.annotation.ExceptionHandler;

/** Exception handler of the desk: renders an error page that says what happened and what to do about it. */
@ControllerAdvice("org.platelink.desk")
class DeskErrors {

    private static final Logger LOG = LoggerFactory.getLogger(DeskErrors.class);

    private final Pages pages;

    DeskErrors(Pages pages) {
        this.pages = pages;
    }

    /**
     * Model of the error page.
     *
     * @param status of HTTP
     * @param title what happened
     * @param sentences the explanation, and what to do
     */
    record ErrorPage(Page page, int status, String title, List<String> sentences) {}

    @ExceptionHandler
    ResponseEntity<byte[]> unknown(UnknownPage unknown, HttpServletRequest request) {
        return page(404, "error.unknown", List.of(), request);
    }

    @ExceptionHandler
    ResponseEntity<byte[]> refused(ApiRefusal refusal, HttpServletRequest request) {
        String key =
                switch (refusal.status()) {
                    case 401, 403 -> "error.forbidden";
                    case 404, 410 -> "error.unknown";
                    case 429, 503 -> "error.busy";
                    default -> "error.refused";
                };
        return page(refusal.status(), key, refusal.sentences(), request);
    }

    @ExceptionHandler
    ResponseEntity<byte[]> failed(RuntimeException failure, HttpServletRequest request) {
        LOG.error("A page could not be made: {} at {}", failure.getClass().getName(), place(failure));
        return page(500, "error.failed", List.of(), request);
    }

    ResponseEntity<byte[]> page(int status, String key, List<String> sentences, HttpServletRequest request) {
        String title = Pages.words(request).of(key);
        Page page = pages.page(request, title, "", null);
        List<String> paragraphs = sentences.isEmpty() ? List.of(page.t(key + ".do")) : sentences;
        return pages.html(
                HttpStatusCode.valueOf(status), "desk/error/error.jte", new ErrorPage(page, status, title, paragraphs));
    }

    private static String place(Throwable failure) {
        StackTraceElement[] trace = failure.getStackTrace();
        for (StackTraceElement one : trace) {
            if (one.getClassName().startsWith("org.platelink")) {
                return one.toString();
            }
        }
        return trace.length == 0 ? "-" : trace[0].toString();
    }
}
