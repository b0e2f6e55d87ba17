package org.platelink.desk.intake;

import com.fasterxml.jackson.databind.JsonNode;
import jakarta.servlet.http.HttpServletRequest;
import java.math.BigDecimal;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.platelink.desk.Page;
import org.platelink.desk.Pages;
import org.platelink.desk.api.Api;
import org.platelink.desk.api.ApiFactory;
import org.springframework.http.ResponseEntity;
import org.springframework.stereotype.Controller;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.RequestParam;

/** Controller of the pages of a site's HL7 messages, work items and senders. */
@Controller
class IntakePagesController {

    static final String HERE = "nav.intake";

    private static final int PAGE = 50;

    private final Pages pages;
    private final ApiFactory api;

    IntakePagesController(Pages pages, ApiFactory api) {
        this.pages = pages;
        this.api = api;
    }

    /**
     * Model of the message list, newest first.
     *
     * @param latest the number of the newest message that the filter finds; null if this is not the first page
     * @param next the query of the next, older page; null if there is none
     */
    record MessagesPage(
            Page page, MessageFilter filter, List<MessageLine> lines, @Nullable Long latest, @Nullable String next) {}

    /**
     * A work item: a problem to correct, with the messages that wait for it.
     *
     * @param query that finds its messages
     * @param examples the ids of the first of them
     */
    record Item(
            String reason,
            String key,
            String text,
            int messages,
            int results,
            String since,
            String query,
            List<String> examples) {

        Item {
            examples = List.copyOf(examples);
        }
    }

    record ItemsPage(Page page, List<Item> items) {}

    /**
     * A sender of messages.
     *
     * @param lag in words; empty if no message was processed
     */
    record SenderLine(String client, String door, String heard, int lastDay, int toMend, int waiting, String lag) {}

    record SendersPage(Page page, List<SenderLine> lines) {}

    @GetMapping("/desk/intake")
    ResponseEntity<byte[]> messages(@RequestParam(required = false) @Nullable Long before, HttpServletRequest request) {
        Page page = page(request, "intake.title");
        MessageFilter filter = MessageFilter.of(request);
        String more = "_count=" + PAGE + (before == null ? "" : "&before=" + before);
        JsonNode found = api.of(request).json("/intake/messages?" + filter.query(more));
        List<MessageLine> lines = new ArrayList<>();
        for (JsonNode one : found.path("messages")) {
            lines.add(MessageLine.of(one, page.words()));
        }
        Long latest = before != null
                ? null
                : lines.isEmpty() ? Long.valueOf(0) : Long.valueOf(lines.get(0).number());
        String next = lines.size() < PAGE
                ? null
                : filter.query("before=" + found.path("earliest").asLong());
        return pages.html("desk/intake/messages.jte", new MessagesPage(page, filter, lines, latest, next));
    }

    @GetMapping("/desk/intake/work-items")
    ResponseEntity<byte[]> workItems(HttpServletRequest request) {
        Page page = page(request, "intake.items.title");
        List<Item> items = new ArrayList<>();
        for (JsonNode one : api.of(request).json("/intake/work-items")) {
            String reason = one.path("reason").asText();
            String key = one.path("key").asText();
            List<String> examples = new ArrayList<>();
            one.path("examples").forEach(id -> examples.add(id.asText()));
            items.add(new Item(
                    reason,
                    key,
                    one.path("text").asText(),
                    one.path("messages").asInt(),
                    one.path("results").asInt(),
                    MessageLine.moment(one.path("since"), page.words()),
                    "reason=" + reason + (key.isEmpty() ? "" : "&text=" + Api.encoded(key)),
                    examples));
        }
        return pages.html("desk/intake/workitems.jte", new ItemsPage(page, items));
    }

    @GetMapping("/desk/intake/senders")
    ResponseEntity<byte[]> senders(HttpServletRequest request) {
        Page page = page(request, "intake.senders.title");
        List<SenderLine> lines = new ArrayList<>();
        for (JsonNode one : api.of(request).json("/intake/senders")) {
            lines.add(new SenderLine(
                    one.path("client").asText(),
                    one.path("door").asText(),
                    MessageLine.moment(one.path("heard"), page.words()),
                    one.path("lastDay").asInt(),
                    one.path("toMend").asInt(),
                    one.path("waiting").asInt(),
                    one.hasNonNull("lag") ? lag(page, one.path("lag").decimalValue()) : ""));
        }
        return pages.html("desk/intake/senders.jte", new SendersPage(page, lines));
    }

    private static String lag(Page page, BigDecimal seconds) {
        return seconds.compareTo(BigDecimal.ONE) < 0
                ? page.t("intake.senders.below-second")
                : page.t("intake.senders.seconds", seconds.longValue());
    }

    private Page page(HttpServletRequest request, String title) {
        return pages.page(request, Pages.words(request).of(title), HERE, null);
    }
}
