package org.platelink.desk.intake;

import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpSession;
import org.platelink.desk.CurrentUser;
import org.platelink.desk.Pages;
import org.platelink.desk.api.ApiFactory;
import org.platelink.security.user.User;
import org.springframework.http.MediaType;
import org.springframework.http.ResponseEntity;
import org.springframework.stereotype.Controller;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.RequestParam;
import org.springframework.web.servlet.mvc.method.annotation.SseEmitter;

/**
 * Streams to a message page, as server-sent events, how many messages have arrived since it was loaded.
 *
 * @see <a href="https://html.spec.whatwg.org/multipage/server-sent-events.html">HTML, server-sent events</a>
 */
@Controller
class NewsController {

    private final NewsStreams streams;
    private final ApiFactory api;

    NewsController(NewsStreams streams, ApiFactory api) {
        this.streams = streams;
        this.api = api;
    }

    @GetMapping(path = "/desk/intake/stream", produces = MediaType.TEXT_EVENT_STREAM_VALUE)
    ResponseEntity<SseEmitter> stream(@RequestParam long after, HttpServletRequest request) {
        User user = CurrentUser.of(request);
        HttpSession session = request.getSession(false);
        String path = "/intake/messages?"
                + MessageFilter.of(request).query("after=" + Math.max(0, after) + "&_count=" + NewsStream.MOST);
        NewsStream stream = new NewsStream(user, session.getId(), Pages.words(request), api.of(request), path);
        return streams.begin(stream)
                ? ResponseEntity.ok()
                        .header("Cache-Control", "no-store")
                        .header("X-Accel-Buffering", "no")
                        .body(stream.emitter())
                // On 204, EventSource stops and does not reconnect.
                : ResponseEntity.noContent().build();
    }
}
