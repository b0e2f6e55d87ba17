package org.platelink.intake;

import java.nio.charset.Charset;
import java.nio.charset.StandardCharsets;
import java.time.Clock;
import java.util.List;
import java.util.Set;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.platelink.access.Caller;
import org.platelink.hl7v2.Acknowledgement;
import org.platelink.hl7v2.AcknowledgementCode;
import org.platelink.hl7v2.MessageHeader;
import org.platelink.hl7v2.MessageRefused;
import org.platelink.hl7v2.MessageText;
import org.platelink.hl7v2.Problem;
import org.platelink.hl7v2.Problem.Severity;
import org.platelink.intake.Understanding.Understood;
import org.platelink.journal.Fate;
import org.platelink.journal.Finding;
import org.platelink.journal.Incoming;
import org.platelink.journal.Journal;
import org.platelink.journal.Reason;
import org.platelink.journal.Receipt;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.dao.DataAccessException;
import org.springframework.transaction.TransactionException;

/**
 * Reads a message as far as its sender has to be told at once, keeps it in the journal, and answers. It is applied later, in
 * its turn.
 */
final class Hl7Door implements MessageDoor {

    private static final Logger LOG = LoggerFactory.getLogger(Hl7Door.class);
    private static final int CONTROL_ID_LENGTH = 20;

    /** Finds out what a site's message comes to. */
    @FunctionalInterface
    interface Reading {
        Understood understand(UUID id, String site, MessageText text);
    }

    private final Journal journal;
    private final Backlog backlog;
    private final Reading reading;
    private final IntakeProperties properties;
    private final IntakeMeters meters;
    private final Clock clock;

    Hl7Door(
            Journal journal,
            Backlog backlog,
            Reading reading,
            IntakeProperties properties,
            IntakeMeters meters,
            Clock clock) {
        this.journal = journal;
        this.backlog = backlog;
        this.reading = reading;
        this.properties = properties;
        this.meters = meters;
        this.clock = clock;
    }

    /** A message as far as it could be read. */
    private static final class Read {
        private final UUID id = UUID.randomUUID();
        private @Nullable MessageText text;
        private @Nullable MessageHeader header;
        private List<Finding> findings = List.of();
    }

    @Override
    public Answer take(byte[] message, @Nullable Charset charset, Caller caller) {
        Read read = new Read();
        if (!backlog.hasRoom()) {
            readHeader(message, charset, read);
            return later(read, caller, "Too many messages wait for their turn; send it again in a minute.");
        }
        try {
            return keep(message, charset, caller, read, judge(message, charset, caller, read));
        } catch (DataAccessException | TransactionException away) {
            LOG.warn("a message could not be kept: {}", away.getClass().getName());
            return later(read, caller, "The message cannot be kept now; send it again in a minute.");
        }
    }

    private static void readHeader(byte[] message, @Nullable Charset charset, Read read) {
        try {
            read.header = MessageHeader.of(MessageText.decode(message, charset));
        } catch (MessageRefused refused) {
            // Then the answer says nothing of it.
        }
    }

    private Judgement judge(byte[] message, @Nullable Charset charset, Caller caller, Read read) {
        try {
            read.text = MessageText.decode(message, charset);
            read.header = MessageHeader.of(read.text);
            read.header.mustBeTakable(properties.processingIds());
            Understood understood = reading.understand(read.id, String.valueOf(caller.site()), read.text);
            read.findings = understood.all();
            return Judgement.of(
                    understood.findings(),
                    understood.held(),
                    properties.parkedIsError().contains(String.valueOf(caller.site())));
        } catch (MessageRefused refused) {
            read.findings = List.of(FindingProblems.finding(refused.problem()));
            return new Judgement(Fate.REJECTED, refused.code(), List.of(refused.problem()));
        } catch (DataAccessException | TransactionException away) {
            throw away;
        } catch (RuntimeException failure) {
            // Our fault, not the sender's: it is kept, and tried again in its turn.
            LOG.warn(
                    "message {} could not be judged: {}",
                    read.id,
                    failure.getClass().getName());
            return new Judgement(Fate.RECEIVED, AcknowledgementCode.ACCEPT, List.of());
        }
    }

    private Answer keep(byte[] message, @Nullable Charset charset, Caller caller, Read read, Judgement judgement) {
        byte[] answer = acknowledgement(read, judgement.code(), judgement.problems());
        Incoming incoming = incoming(message, charset, caller, read);
        Receipt receipt = journal.keep(incoming, judgement.fate(), read.findings, answer);
        if (receipt instanceof Receipt.Same same) {
            return told(Fate.DUPLICATE, codeOf(same.answer()), incoming, same.answer());
        }
        if (receipt instanceof Receipt.NumberTaken) {
            Finding taken = new Finding(
                    Reason.CONTROL_ID_REUSED,
                    "MSH[1]-10",
                    null,
                    "Another message had this control id (MSH-10) and other content; send this one with a new control"
                            + " id.");
            byte[] refusal = acknowledgement(
                    read, AcknowledgementCode.ERROR, FindingProblems.of(List.of(taken), Severity.ERROR));
            journal.keep(incoming.withoutControl(), Fate.REJECTED, List.of(taken), refusal);
            return told(Fate.REJECTED, AcknowledgementCode.ERROR, incoming, refusal);
        }
        if (judgement.fate() == Fate.RECEIVED) {
            backlog.added();
        }
        return told(judgement.fate(), judgement.code(), incoming, answer);
    }

    /** How it was answered: the second letter of MSA-1. */
    private static AcknowledgementCode codeOf(byte[] answer) {
        String text = new String(answer, StandardCharsets.UTF_8);
        return switch (text.charAt(text.indexOf("\rMSA|") + "\rMSA|A".length())) {
            case 'A' -> AcknowledgementCode.ACCEPT;
            case 'R' -> AcknowledgementCode.REJECT;
            default -> AcknowledgementCode.ERROR;
        };
    }

    private Answer told(Fate fate, AcknowledgementCode code, Incoming message, byte[] answer) {
        meters.received(message.door(), fate);
        if (fate != Fate.RECEIVED) {
            LOG.info("message {} {} ({}, {})", message.id(), fate.code(), message.door(), message.site());
        }
        return new Answer(answer, code, false, message.id().toString());
    }

    private Incoming incoming(byte[] message, @Nullable Charset charset, Caller caller, Read read) {
        MessageHeader header = read.header;
        boolean numbered = header != null && !header.controlId().isEmpty();
        return new Incoming(
                read.id,
                String.valueOf(caller.site()),
                caller.client(),
                door(caller),
                message,
                charset == null ? null : charset.name(),
                read.text == null ? message : read.text.normalised().getBytes(StandardCharsets.UTF_8),
                numbered ? List.of(header.sendingApplication(), header.sendingFacility(), header.controlId()) : null,
                read.text == null ? 0 : read.text.segments("OBX"));
    }

    private static String door(Caller caller) {
        return caller.client().startsWith("mllp:") ? "mllp" : "https";
    }

    private Answer later(Read read, Caller caller, String sentence) {
        meters.overloaded(door(caller));
        return new Answer(
                acknowledgement(
                        read,
                        AcknowledgementCode.ERROR,
                        List.of(new Problem(Severity.ERROR, "", Problem.APPLICATION_ERROR, "overloaded", sentence))),
                AcknowledgementCode.ERROR,
                true,
                null);
    }

    private byte[] acknowledgement(Read read, AcknowledgementCode code, List<Problem> problems) {
        String controlId = read.id.toString().replace("-", "").substring(0, CONTROL_ID_LENGTH);
        boolean enhanced =
                read.header != null && Set.of("AL", "ER", "SU").contains(read.header.acceptAcknowledgement());
        return Acknowledgement.of(read.header, code, enhanced, problems, controlId, clock.instant())
                .bytes(StandardCharsets.UTF_8);
    }
}
