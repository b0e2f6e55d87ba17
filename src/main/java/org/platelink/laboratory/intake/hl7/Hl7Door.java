package org.platelink.laboratory.intake.hl7;

import java.nio.charset.Charset;
import java.time.Clock;
import java.util.List;
import java.util.UUID;
import java.util.function.Supplier;
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
import org.platelink.laboratory.journal.MessageStatus;
import org.platelink.laboratory.journal.Reason;
import org.platelink.laboratory.journal.Receipt;
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
    public Answer take(byte[] message, @Nullable Charset charset, MessageSender sender) {
        ReadMessage read = new ReadMessage(message, charset, sender);
        read.header = MessageHeader.leniently(message, charset).orElse(null);
        if (!backlog.hasRoom()) {
            return later(read, "Too many messages wait for their turn; send it again in a minute.");
        }
        return keepUnlessAway(read, () -> judge(read), "The message cannot be kept now; send it again in a minute.");
    }

    /**
     * Journals and answers a batch that is rejected before any of its messages is read.
     *
     * @param header the header to which the answer is addressed; null if there is none
     */
    Answer refuse(byte[] batch, MessageSender sender, @Nullable MessageHeader header, MessageRefused refused) {
        ReadMessage read = new ReadMessage(batch, null, sender);
        read.header = header;
        return keepUnlessAway(
                read, () -> refused(read, refused), "The batch cannot be kept now; send it again in a minute.");
    }

    private Answer keepUnlessAway(ReadMessage read, Supplier<MessageReply> reply, String away) {
        if (!events.canBeLeft()) {
            return later(read, "The audit trail cannot be written at the moment; send it again in a minute.");
        }
        try {
            return keep(read, reply.get());
        } catch (DataAccessException | TransactionException failure) {
            LOG.warn("a message could not be kept: {}", failure.getClass().getName());
            return later(read, away);
        }
    }

    private static MessageReply refused(ReadMessage read, MessageRefused refused) {
        read.findings = List.of(FindingProblems.finding(refused.problem()));
        return new MessageReply(MessageStatus.REJECTED, refused.code(), List.of(refused.problem()));
    }

    private MessageReply judge(ReadMessage read) {
        try {
            MessageText text = read.decode();
            MessageHeader header = MessageHeader.of(text);
            read.header = header.isOneForCertain() ? header : null;
            header.mustBeTakable(properties.processingIds());
            Interpretation interpretation = reading.interpret(read.id, read.sender.site(), text);
            read.findings = interpretation.all();
            return MessageReply.of(interpretation.findings(), interpretation.heldBack(), parkedIsError(read), read.id)
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

    private boolean parkedIsError(ReadMessage read) {
        return properties.parkedIsError().contains(read.sender.site());
    }

    private Answer keep(ReadMessage read, MessageReply reply) {
        IncomingMessage incoming = read.incoming();
        Receipt receipt = journal.keep(
                incoming, reply.status(), read.findings, properties.controlIds().kept());
        if (receipt instanceof Receipt.Duplicate same) {
            return answer(
                    MessageStatus.DUPLICATE,
                    MessageReply.ofDuplicate(same.status(), same.findings(), parkedIsError(read), same.first()),
                    read);
        }
        if (receipt instanceof Receipt.RepeatedCorrection doubtful) {
            List<Finding> all = Stream.concat(read.findings.stream(), Stream.of(doubtful.finding()))
                    .toList();
            return answer(MessageReply.of(all, parkedIsError(read), read.id), read);
        }
        if (receipt instanceof Receipt.ControlIdTaken) {
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
            return answer(MessageReply.of(List.of(taken), parkedIsError(read), read.id), read);
        }
        if (reply.status() == MessageStatus.RECEIVED) {
            backlog.added();
        }
        return answer(reply, read);
    }

    private Answer answer(MessageReply reply, ReadMessage read) {
        return answer(reply.status(), reply, read);
    }

    private Answer answer(MessageStatus status, MessageReply reply, ReadMessage read) {
        MessageSender sender = read.sender;
        String channel = sender.channel().code();
        events.received(read.id, status, channel, sender.caller(), sender.address());
        meters.received(channel, reply.status());
        if (reply.status() != MessageStatus.RECEIVED) {
            LOG.info("message {} {} ({}, {})", read.id, reply.status().code(), channel, sender.site());
        }
        AcknowledgementKind kind =
                read.header == null ? AcknowledgementKind.APPLICATION : read.header.acknowledgementKind(reply.code());
        byte[] acknowledgement = acknowledgements.of(read, kind, reply.code(), reply.problems());
        acknowledgements.keep(acknowledgement, read.id);
        return new Answer(acknowledgement, reply.code(), false, read.id.toString());
    }

    /**
     * The answer that the message was not taken and may be sent again. It is sent even if no answer was asked for:
     * nothing was kept, so the message would be lost. It is a reject and not an error, since the message itself is
     * not wrong and the same may be sent again (HL7 v2.5.1, chapter 2, 2.9.2).
     */
    private Answer later(ReadMessage read, String sentence) {
        MessageSender sender = read.sender;
        meters.overloaded(sender.channel().code());
        events.notTaken(sender.channel().code(), sender.caller(), sender.address());
        AcknowledgementKind kind = read.header == null
                ? AcknowledgementKind.APPLICATION
                : read.header.acknowledgementKind(AcknowledgementCode.REJECT);
        return new Answer(
                acknowledgements.of(
                        read,
                        kind == AcknowledgementKind.NONE ? AcknowledgementKind.ACCEPT : kind,
                        AcknowledgementCode.REJECT,
                        List.of(new Problem(Severity.ERROR, "", Problem.APPLICATION_ERROR, "overloaded", sentence))),
                AcknowledgementCode.REJECT,
                true,
                null);
    }
}
