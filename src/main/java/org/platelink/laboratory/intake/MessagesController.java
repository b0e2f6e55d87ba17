package org.platelink.laboratory.intake;

import ca.uhn.fhir.rest.server.exceptions.BaseServerResponseException;
import ca.uhn.fhir.rest.server.exceptions.InvalidRequestException;
import ca.uhn.fhir.rest.server.exceptions.ResourceNotFoundException;
import ca.uhn.fhir.rest.server.exceptions.ResourceVersionConflictException;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import java.io.IOException;
import java.util.List;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.platelink.laboratory.intake.MessageJson.Item;
import org.platelink.laboratory.intake.MessageJson.Message;
import org.platelink.laboratory.intake.MessageJson.Page;
import org.platelink.laboratory.intake.hl7.MessageFields;
import org.platelink.laboratory.intake.hl7.MessageView;
import org.platelink.laboratory.intake.queue.Backlog;
import org.platelink.laboratory.journal.Journal;
import org.platelink.laboratory.journal.JournalMessage;
import org.platelink.laboratory.journal.JournalMessages;
import org.platelink.laboratory.journal.MessageQuery;
import org.platelink.laboratory.journal.MessageStatus;
import org.platelink.laboratory.journal.QueuedMessage;
import org.platelink.laboratory.journal.Reason;
import org.platelink.laboratory.journal.Senders;
import org.platelink.platform.server.Outcomes;
import org.platelink.security.access.Caller;
import org.platelink.security.access.Permissions;
import org.platelink.security.access.Right;
import org.platelink.security.access.Role;
import org.platelink.security.audit.Action;
import org.platelink.security.audit.AuditRecord;
import org.platelink.security.audit.AuditTrail;
import org.platelink.security.audit.Outcome;
import org.springframework.http.HttpStatus;
import org.springframework.http.ResponseEntity;
import org.springframework.web.bind.annotation.ExceptionHandler;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestMapping;
import org.springframework.web.bind.annotation.RequestParam;
import org.springframework.web.bind.annotation.RestController;

/**
 * REST controller by which a site reads the journal of its messages and its work items, and retries parked messages.
 */
@RestController
@RequestMapping("/intake")
class MessagesController {

    private static final int PAGE = 50;
    private static final int LARGEST_PAGE = 500;

    private final JournalMessages messages;
    private final MessageFields fields;
    private final Senders senders;
    private final Journal journal;
    private final Backlog backlog;
    private final Permissions permissions;
    private final AuditTrail trail;
    private final Outcomes outcomes;

    MessagesController(
            JournalMessages messages,
            MessageFields fields,
            Senders senders,
            Journal journal,
            Backlog backlog,
            Permissions permissions,
            AuditTrail trail,
            Outcomes outcomes) {
        this.messages = messages;
        this.fields = fields;
        this.senders = senders;
        this.journal = journal;
        this.backlog = backlog;
        this.permissions = permissions;
        this.trail = trail;
        this.outcomes = outcomes;
    }

    /** The last messages of the caller's site; for an EHR only those that it delivered itself. */
    @GetMapping("/messages")
    Page list(
            @RequestParam(required = false) @Nullable String status,
            @RequestParam(required = false) @Nullable String reason,
            @RequestParam(required = false) @Nullable String door,
            @RequestParam(required = false) @Nullable String text,
            @RequestParam(required = false) @Nullable String after,
            @RequestParam(required = false) @Nullable String before,
            @RequestParam(required = false, name = "_count") @Nullable String count,
            HttpServletRequest request) {
        Caller caller = Caller.of(request);
        String site = authorizedSite(caller, "$messages");
        MessageQuery wanted = new MessageQuery(
                ownOnly(caller),
                status == null ? null : status(status),
                reason == null ? null : reason(reason),
                door,
                text == null || text.isBlank() ? null : text.strip(),
                after == null ? null : number("after", after, 0, Long.MAX_VALUE),
                before == null ? null : number("before", before, 1, Long.MAX_VALUE));
        return Page.of(
                messages.last(site, wanted, (int) (count == null ? PAGE : number("_count", count, 1, LARGEST_PAGE))));
    }

    /** The senders of the caller's site with their figures. */
    @GetMapping("/senders")
    List<Senders.Sender> senders(HttpServletRequest request) {
        return senders.of(authorizedSite(Caller.of(request), "$work-items"));
    }

    @GetMapping("/messages/{id}")
    Message one(@PathVariable String id, HttpServletRequest request) {
        Caller caller = Caller.of(request);
        String site = authorizedSite(caller, "$messages");
        return messages.find(site, uuid(id))
                .filter(message -> ownOnly(caller) == null || message.client().equals(caller.client()))
                .map(Message::of)
                .orElseThrow(MessagesController::unknown);
    }

    /** The content of a message, byte for byte. Each access is recorded in the audit trail. */
    @GetMapping("/messages/{id}/text")
    ResponseEntity<byte[]> text(@PathVariable String id, HttpServletRequest request) {
        Caller caller = Caller.of(request);
        String site = authorizedSite(caller, "$message-text");
        JournalMessage message = messages.find(site, uuid(id)).orElseThrow(MessagesController::unknown);
        byte[] content = messages.content(site, message.id()).orElseThrow(MessagesController::unknown);
        record(caller, message, request);
        String type = message.channel().isHl7v2() ? IntakeController.HL7 : "application/fhir+json";
        return ResponseEntity.ok().header("Content-Type", type).body(content);
    }

    /** The content of an HL7 v2 message by segments and fields. Each access is recorded in the audit trail. */
    @GetMapping("/messages/{id}/fields")
    MessageView fields(@PathVariable String id, HttpServletRequest request) {
        Caller caller = Caller.of(request);
        String site = authorizedSite(caller, "$message-text");
        JournalMessage message = messages.find(site, uuid(id)).orElseThrow(MessagesController::unknown);
        QueuedMessage whole = messages.whole(site, message.id()).orElseThrow(MessagesController::unknown);
        if (!fields.canLayOut(whole)) {
            throw new InvalidRequestException(
                    "This message is none of HL7 v2, which has segments and fields; ask for its text.");
        }
        record(caller, message, request);
        return fields.of(message, whole, messages.answer(site, message.id()).orElse(null));
    }

    private void record(Caller caller, JournalMessage message, HttpServletRequest request) {
        trail.record(new AuditRecord(
                AuditRecord.Kind.LINKAGE,
                Action.READ,
                Outcome.SUCCESS,
                caller,
                request.getRemoteAddr(),
                "The text of a laboratory's message was read.",
                List.of(message.id().toString())));
    }

    /** Queues a message again that is parked as a whole or in part (202); any other status is a conflict (409). */
    @PostMapping("/messages/{id}/$retry")
    ResponseEntity<Message> retry(@PathVariable String id, HttpServletRequest request) {
        String site = authorizedSite(Caller.of(request), "$retry");
        JournalMessage message = messages.find(site, uuid(id)).orElseThrow(MessagesController::unknown);
        if (!journal.retry(site, message.id())) {
            throw new ResourceVersionConflictException("Only a message that waits can be tried again; this one is "
                    + message.status().code() + ".");
        }
        backlog.count();
        return ResponseEntity.status(HttpStatus.ACCEPTED)
                .body(messages.find(site, message.id()).map(Message::of).orElseThrow());
    }

    /** The work items of the caller's site. */
    @GetMapping("/work-items")
    List<Item> workItems(HttpServletRequest request) {
        String site = authorizedSite(Caller.of(request), "$work-items");
        return messages.workItems(site).stream().map(Item::of).toList();
    }

    /**
     * Requires a right of the caller and returns its site. An EHR may only write, so it sees what it delivered by the
     * right to create.
     */
    private String authorizedSite(Caller caller, String what) {
        return permissions.requireOfSite(
                caller, what, "Observation", caller.role() == Role.EHR ? Right.CREATE : Right.SEARCH);
    }

    private static @Nullable String ownOnly(Caller caller) {
        return caller.role() == Role.EHR ? caller.client() : null;
    }

    private static MessageStatus status(String code) {
        return MessageStatus.of(code)
                .orElseThrow(() -> new InvalidRequestException(
                        "status is one of received, applied, partial, parked, rejected, duplicate, superseded."));
    }

    private static Reason reason(String code) {
        return Reason.of(code)
                .orElseThrow(() -> new InvalidRequestException(
                        "There is no reason of this name; the findings of messages name theirs."));
    }

    private static long number(String name, String text, long least, long most) {
        try {
            long number = Long.parseLong(text);
            if (number >= least && number <= most) {
                return number;
            }
        } catch (NumberFormatException none) {
            // Answered below, with the bounds.
        }
        throw new InvalidRequestException(name + " is a number from " + least + " to " + most + ".");
    }

    private static UUID uuid(String id) {
        try {
            return UUID.fromString(id);
        } catch (IllegalArgumentException none) {
            throw unknown();
        }
    }

    private static ResourceNotFoundException unknown() {
        return new ResourceNotFoundException("Your site has no message of this id.");
    }

    @ExceptionHandler
    void refused(BaseServerResponseException refusal, HttpServletResponse response) throws IOException {
        Refusal.write(outcomes, refusal, response);
    }
}
