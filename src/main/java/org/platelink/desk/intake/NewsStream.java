package org.platelink.desk.intake;

import com.fasterxml.jackson.databind.JsonNode;
import java.io.IOException;
import java.time.Duration;
import java.time.Instant;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionException;
import org.jspecify.annotations.Nullable;
import org.platelink.desk.Words;
import org.platelink.desk.api.Api;
import org.platelink.desk.api.ApiRefusal;
import org.platelink.security.user.User;
import org.springframework.web.servlet.mvc.method.annotation.SseEmitter;

/** Server-sent event stream of one open message page. It polls the API and reports the number of new messages. */
final class NewsStream {

    /** Maximum number of new messages that is counted. */
    static final int MOST = 100;

    private static final Duration LONGEST = Duration.ofHours(12);
    private static final Duration BUSY = Duration.ofSeconds(2);

    /** Poll interval while nothing arrives. It is longer because each poll leaves an event in the audit trail. */
    private static final Duration QUIET = Duration.ofSeconds(10);

    private static final Duration BUSY_FOR = Duration.ofMinutes(1);

    private final User user;
    private final String session;
    private final Words words;
    private final Api api;
    private final String path;
    private final SseEmitter emitter = new SseEmitter(LONGEST.toMillis());
    private Instant changed = Instant.now();
    private Instant due = Instant.now().plus(BUSY);
    private int told;
    private boolean asks;

    NewsStream(User user, String session, Words words, Api api, String path) {
        this.user = user;
        this.session = session;
        this.words = words;
        this.api = api;
        this.path = path;
    }

    User user() {
        return user;
    }

    String session() {
        return session;
    }

    SseEmitter emitter() {
        return emitter;
    }

    /** Polls the API if the interval is over. */
    synchronized void look(Instant now) {
        if (asks || now.isBefore(due)) {
            return;
        }
        asks = true;
        CompletableFuture<JsonNode> future = api.jsonAsync(path);
        future.whenComplete(this::looked);
    }

    private synchronized void looked(@Nullable JsonNode found, @Nullable Throwable failure) {
        Instant now = Instant.now();
        asks = false;
        if (failure != null) {
            Throwable cause =
                    failure instanceof CompletionException && failure.getCause() != null ? failure.getCause() : failure;
            if (cause instanceof ApiRefusal refusal && (refusal.status() == 401 || refusal.status() == 403)) {
                end();
            }
            due = now.plus(QUIET);
            return;
        }
        int number = found == null ? 0 : found.path("messages").size();
        if (number > told) {
            told = number;
            changed = now;
            send(SseEmitter.event()
                    .name("news")
                    .data(number < MOST ? words.of("intake.news", number) : words.of("intake.news.more", MOST - 1)));
        }
        due = now.plus(changed.plus(BUSY_FOR).isAfter(now) ? BUSY : QUIET);
    }

    /** Sends a comment to find out whether the browser is still connected. */
    void beat() {
        send(SseEmitter.event().comment(""));
    }

    /** Ends the stream and tells the browser not to reconnect. */
    void end() {
        send(SseEmitter.event().name("end").data(""));
        emitter.complete();
    }

    private void send(SseEmitter.SseEventBuilder event) {
        try {
            emitter.send(event);
        } catch (IOException | IllegalStateException gone) {
            emitter.complete();
        }
    }
}
