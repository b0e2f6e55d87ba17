package org.platelink.laboratory.intake.hl7;

import java.nio.charset.Charset;
import java.nio.charset.StandardCharsets;
import java.time.Clock;
import java.util.List;
import java.util.UUID;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import org.platelink.laboratory.hl7v2.AcknowledgementCode;
import org.platelink.laboratory.hl7v2.AcknowledgementKind;
import org.platelink.laboratory.hl7v2.MessageHeader;
import org.platelink.laboratory.hl7v2.MessageRefused;
import org.platelink.laboratory.hl7v2.MessageText;
import org.platelink.laboratory.hl7v2.Problem;
import org.platelink.laboratory.hl7v2.Problem.Severity;
import org.platelink.laboratory.intake.queue.Backlog;
import org.platelink.laboratory.intake.queue.IntakeMeters;
import org.platelink.laboratory.intake.queue.IntakeProperties;
import org.platelink.laboratory.intake.queue.Interpretation;
import org.platelink.laboratory.intake.queue.MessageEvents;
import org.platelink.laboratory.journal.Finding;
import org.platelink.laboratory.journal.IncomingMessage;
import org.platelink.laboratory.journal.Journal;
import org.platelink.laboratory.journal.MessageStatement;
import org.platelink.laboratory.journal.MessageStatus;
import org.platelink.laboratory.journal.Reason;
import org.platelink.laboratory.journal.Receipt;
import org.platelink.security.access.Caller;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.dao.DataAccessException;
import org.springframework.transaction.TransactionException;

/**
 * {@link MessageDoor} for a single HL7 v2 message: validates it, writes it to the journal and acknowledges it.
 *
 * <p>It is read as far as its sender has to be told at once. It is applied later, by a {@link QueueStep}. Nothing is
 * accepted while the backlog is full or the audit trail cannot be written.
 */
final class Hl7Door implements MessageDoor {

    private static final Logger LOG = LoggerFactory.getLogger(Hl7Door.class);

    /** Interprets a site's message. */
    @FunctionalInterface
    interface Reading {
        Interpretation interpret(UUID id, String site, MessageText text);
    }

    private final Journal journal;
    private final Backlog backlog;
    private final Reading reading;
    private final IntakeProperties properties;
    private final IntakeMeters meters;
    private final MessageEvents events;
    private final Acknowledgements acknowledgements;

    Hl7Door(
            Journal journal,
            Backlog backlog,
            Reading reading,
            IntakeProperties properties,
            IntakeMeters meters,
            MessageEvents events,
            Clock clock) {
        this.journal = journal;
        this.backlog = backlog;
        this.reading = reading;
        this.properties = properties;
        this.meters = meters;
        this.events = events;
        this.acknowledgements = new Acknowledgements(journal, clock);
    }

    @Override
    public Answer take(byte[] message, @Nullable Charset charset, Caller caller) {
        return take(message, charset, caller, null);
    }

    @Override
    public Answer take(byte[] message, @Nullable Charset charset, Caller caller, @Nullable String address) {
        ReadMessage read = new ReadMessage(caller, address);
        read.header = MessageHeader.leniently(message, charset).orElse(null);
        if (!backlog.hasRoom()) {
            return later(read, caller, "Too many messages wait for their turn; send it again in a minute.");
        }
        if (!events.canBeLeft()) {
            return later(read, caller, "The audit trail cannot be written at the moment; send it again in a minute.");
        }
        try {
            return keep(message, charset, caller, read, judge(message, charset, caller, read));
        } catch (DataAccessException | TransactionException away) {
            LOG.warn("a message could not be kept: {}", away.getClass().getName());
            return later(read, caller, "The message cannot be kept now; send it again in a minute.");
        }
    }

    /**
     * Journals and answers a batch that is rejected before any of its messages is read.
     *
     * @param address the network address of the sender; null if the current HTTP request has it
     * @param header the header to which the answer is addressed; null if there is none
     */
    Answer refuse(
            byte[] batch,
            Caller caller,
            @Nullable String address,
            @Nullable MessageHeader header,
            MessageRefused refused) {
        ReadMessage read = new ReadMessage(caller, address);
        read.header = header;
        if (!events.canBeLeft()) {
            return later(read, caller, "The audit trail cannot be written at the moment; send it again in a minute.");
        }
        try {
            return keep(batch, null, caller, read, refused(read, refused));
        } catch (DataAccessException | TransactionException away) {
            LOG.warn("a message could not be kept: {}", away.getClass().getName());
            return later(read, caller, "The batch cannot be kept now; send it again in a minute.");
        }
    }

    private static MessageReply refused(ReadMessage read, MessageRefused refused) {
        read.findings = List.of(FindingProblems.finding(refused.problem()));
        return new MessageReply(MessageStatus.REJECTED, refused.code(), List.of(refused.problem()));
    }

    private MessageReply judge(byte[] message, @Nullable Charset charset, Caller caller, ReadMessage read) {
        try {
            read.text = MessageText.decode(message, charset, caller.charset());
            MessageHeader header = MessageHeader.of(read.text);
            read.header = header.isOneForCertain() ? header : null;
            header.mustBeTakable(properties.processingIds());
            Interpretation interpretation = reading.interpret(read.id, String.valueOf(caller.site()), read.text);
            read.findings = interpretation.all();
            return MessageReply.of(interpretation.findings(), interpretation.held(), parkedIsError(caller), read.id)
                    .with(header.remark());
        } catch (MessageRefused refused) {
            return refused(read, refused);
        } catch (DataAccessException | TransactionException away) {
            throw away;
        } catch (RuntimeException failure) {
            // A fault of the server, not of the sender: the message is accepted, and tried again from the queue.
            LOG.warn(
                    "message {} could not be judged: {}",
                    read.id,
                    failure.getClass().getName());
            return new MessageReply(MessageStatus.RECEIVED, AcknowledgementCode.ACCEPT, List.of());
        }
    }

    private boolean parkedIsError(Caller caller) {
        return properties.parkedIsError().contains(String.valueOf(caller.site()));
    }

    private Answer keep(
            byte[] message, @Nullable Charset charset, Caller caller, ReadMessage read, MessageReply judgement) {
        IncomingMessage incoming = incoming(message, charset, caller, read);
        Receipt receipt = journal.keep(
                incoming,
                judgement.fate(),
                read.findings,
                properties.controlIds().kept());
        if (receipt instanceof Receipt.Same same) {
            return told(
                    MessageStatus.DUPLICATE,
                    MessageReply.ofDuplicate(same.fate(), same.findings(), parkedIsError(caller), same.first()),
                    incoming,
                    read);
        }
        if (receipt instanceof Receipt.Doubtful doubtful) {
            List<Finding> all = Stream.concat(read.findings.stream(), Stream.of(doubtful.finding()))
                    .toList();
            return told(MessageReply.of(all, parkedIsError(caller), read.id), incoming, read);
        }
        if (receipt instanceof Receipt.NumberTaken) {
            Finding taken = new Finding(
                    Reason.CONTROL_ID_REUSED,
                    "MSH[1]-10",
                    null,
                    "Another message had this control id (MSH-10) and other content; send this one with a new control"
                            + " id.");
            journal.keep(
                    incoming,
                    MessageStatus.REJECTED,
                    List.of(taken),
                    properties.controlIds().kept());
            return told(MessageReply.of(List.of(taken), parkedIsError(caller), read.id), incoming, read);
        }
        if (judgement.fate() == MessageStatus.RECEIVED) {
            backlog.added();
        }
        return told(judgement, incoming, read);
    }

    private Answer told(MessageReply judgement, IncomingMessage message, ReadMessage read) {
        return told(judgement.fate(), judgement, message, read);
    }

    private Answer told(MessageStatus fate, MessageReply judgement, IncomingMessage message, ReadMessage read) {
        events.received(message.id(), fate, message.door(), read.caller, read.address);
        meters.received(message.door(), judgement.fate());
        if (judgement.fate() != MessageStatus.RECEIVED) {
            LOG.info("message {} {} ({}, {})", message.id(), judgement.fate().code(), message.door(), message.site());
        }
        AcknowledgementKind asked =
                read.header == null ? AcknowledgementKind.APPLICATION : read.header.asked(judgement.code());
        byte[] acknowledgement = acknowledgements.of(read, asked, judgement.code(), judgement.problems());
        acknowledgements.keep(acknowledgement, message.id());
        return new Answer(acknowledgement, judgement.code(), false, message.id().toString());
    }

    private static IncomingMessage incoming(
            byte[] message, @Nullable Charset charset, Caller caller, ReadMessage read) {
        MessageHeader header = read.header;
        MessageText text = read.text;
        boolean numbered = header != null && !header.controlId().isEmpty();
        return new IncomingMessage(
                read.id,
                String.valueOf(caller.site()),
                caller.client(),
                door(caller),
                message,
                transported(charset, caller, text),
                text == null ? message : text.normalised().getBytes(StandardCharsets.UTF_8),
                numbered ? List.of(header.sendingApplication(), header.sendingFacility(), header.controlId()) : null,
                text == null ? 0 : text.segments("OBX"),
                numbered && text != null
                        ? new MessageStatement(
                                text.said().getBytes(StandardCharsets.UTF_8), text.orders(), text.corrects())
                        : null);
    }

    /**
     * The character set with which the message is decoded again when it is applied, so that a later change of the
     * sender's configured one does not matter; null if it follows from the message alone.
     */
    private static @Nullable String transported(@Nullable Charset charset, Caller caller, @Nullable MessageText text) {
        if (charset != null) {
            return charset.name();
        }
        return text != null && text.charset().equals(MessageText.widened(caller.charset()))
                ? text.charset().name()
                : null;
    }

    private static String door(Caller caller) {
        return caller.client().startsWith("mllp:") ? "mllp" : "https";
    }

    /**
     * The answer that the message was not taken and may be sent again. It is sent even if no answer was asked for:
     * nothing was kept, so the message would be lost. It is a reject and not an error, since the message itself is
     * not wrong and the same may be sent again (HL7 v2.5.1, chapter 2, 2.9.2).
     */
    private Answer later(ReadMessage read, Caller caller, String sentence) {
        meters.overloaded(door(caller));
        events.notTaken(door(caller), caller, read.address);
        AcknowledgementKind asked =
                read.header == null ? AcknowledgementKind.APPLICATION : read.header.asked(AcknowledgementCode.REJECT);
        return new Answer(
                acknowledgements.of(
                        read,
                        asked == AcknowledgementKind.NONE ? AcknowledgementKind.ACCEPT : asked,
                        AcknowledgementCode.REJECT,
                        List.of(new Problem(Severity.ERROR, "", Problem.APPLICATION_ERROR, "overloaded", sentence))),
                AcknowledgementCode.REJECT,
                true,
                null);
    }
}
