package org.platelink.laboratory.intake;

import ca.uhn.fhir.rest.api.server.RequestDetails;
import ca.uhn.fhir.rest.server.exceptions.BaseServerResponseException;
import ca.uhn.fhir.rest.server.exceptions.ResourceVersionConflictException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.atomic.AtomicReference;
import org.jspecify.annotations.Nullable;
import org.platelink.laboratory.intake.Understanding.Understood;
import org.platelink.laboratory.journal.Fate;
import org.platelink.laboratory.journal.Finding;
import org.platelink.laboratory.journal.Journal;
import org.platelink.laboratory.journal.Reason;
import org.platelink.laboratory.journal.Sealed;
import org.platelink.laboratory.journal.Waiting;
import org.platelink.platform.server.OwnFault;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.transaction.support.TransactionOperations;

/**
 * Applies the message whose turn it is. What it stores and what the journal says of it are committed together, so that
 * whatever happens to the server a message is applied once or has its turn again.
 */
final class Turn {

    private static final Logger LOG = LoggerFactory.getLogger(Turn.class);
    private static final int CLIENT_ERRORS = 400;
    private static final int SERVER_ERRORS = 500;
    private static final Duration FIRST_PAUSE = Duration.ofMillis(200);

    private final Journal journal;
    private final List<Understanding> doors;
    private final Store store;
    private final TransactionOperations transaction;
    private final IntakeMeters meters;
    private final MessageEvents events;
    private final int attempts;

    Turn(
            Journal journal,
            List<Understanding> doors,
            Store store,
            TransactionOperations transaction,
            IntakeMeters meters,
            MessageEvents events,
            int attempts) {
        this.journal = journal;
        this.doors = List.copyOf(doors);
        this.store = store;
        this.transaction = transaction;
        this.meters = meters;
        this.events = events;
        this.attempts = attempts;
    }

    /** Where what a message brings is stored, in the transaction that runs. */
    @FunctionalInterface
    interface Store {
        ResultStore.Outcome store(Delivery delivery, RequestDetails request);
    }

    /** How a turn went. */
    enum Taken {
        /** No message waits. */
        NONE,
        /** It was decided what becomes of a message. */
        DECIDED,
        /** The server failed on a message, which waits for another turn. */
        PUT_OFF
    }

    /** Takes a turn. */
    Taken take() {
        if (!events.canBeLeft()) {
            return Taken.NONE;
        }
        AtomicReference<@Nullable Sealed> claimed = new AtomicReference<>();
        try {
            Optional<Fate> fate = Optional.ofNullable(transaction.execute(status -> {
                Sealed message = journal.claim().orElse(null);
                claimed.set(message);
                return message == null ? null : apply(journal.opened(message));
            }));
            fate.ifPresent(decided -> told(decided, claimed.get()));
            return fate.isPresent() ? Taken.DECIDED : Taken.NONE;
        } catch (RuntimeException | StackOverflowError failure) {
            // A message that nests too deep must not end the worker, nor hold up those after it.
            Sealed message = claimed.get();
            if (message == null) {
                throw failure;
            }
            return failed(message, failure);
        }
    }

    private Fate apply(Waiting message) {
        Understood understood = doors.stream()
                .filter(door -> door.understands(message))
                .findFirst()
                .orElseThrow(() -> new IllegalStateException("no such door"))
                .understand(message);
        if (!understood.findings().isEmpty()) {
            journal.decide(message.arrival(), Fate.PARKED, understood.all());
            journal.count(message.arrival(), understood.leftOut(), 0);
            return Fate.PARKED;
        }
        ResultStore.Outcome outcome = store.store(
                new Delivery(
                        message.id(),
                        message.arrival(),
                        message.site(),
                        understood.sent(),
                        message.received(),
                        understood.resources(),
                        understood.onlyIfNew(),
                        understood.onCondition(),
                        understood.checked()),
                MessageEvents.requestOf(message.id(), message.client(), message.site()));
        boolean parked = outcome.fate() == Fate.PARKED;
        Fate fate = parked || understood.held().isEmpty() ? outcome.fate() : Fate.PARTIAL;
        List<Finding> findings = new ArrayList<>(outcome.findings());
        findings.addAll(understood.held());
        journal.decide(message.arrival(), fate, findings);
        journal.count(message.arrival(), understood.leftOut(), parked ? 0 : understood.waiting());
        return fate;
    }

    private Taken failed(Sealed message, Throwable failure) {
        if (failure instanceof BaseServerResponseException refusal
                && refusal.getStatusCode() >= CLIENT_ERRORS
                && refusal.getStatusCode() < SERVER_ERRORS
                && !(refusal instanceof ResourceVersionConflictException)) {
            return parked(
                    message,
                    GuideFindings.of(
                            refusal,
                            new Finding(
                                    Reason.BREAKS_GUIDE,
                                    "",
                                    null,
                                    "The store refuses it with HTTP status " + refusal.getStatusCode())));
        }
        LOG.warn("message {} failed: {}", message.id(), OwnFault.of(failure));
        if (message.attempts() + 1 >= attempts) {
            return parked(
                    message,
                    List.of(new Finding(
                            Reason.SERVER_FAILED,
                            "",
                            null,
                            "The server failed on this message " + attempts
                                    + " times; its operator finds the failures in the"
                                    + " log. Try again with $retry when they are mended.")));
        }
        journal.putOff(message.arrival(), FIRST_PAUSE.multipliedBy(1L << message.attempts()));
        return Taken.PUT_OFF;
    }

    /** Parks a message, unless the other worker has meanwhile had more luck with it. */
    private Taken parked(Sealed message, List<Finding> findings) {
        if (journal.decide(message.arrival(), Fate.PARKED, findings)) {
            told(Fate.PARKED, message);
            return Taken.DECIDED;
        }
        return Taken.PUT_OFF;
    }

    private void told(Fate fate, Sealed message) {
        meters.decided(fate, message.received());
        events.decided(message.id(), fate, message.client(), message.site());
        LOG.info("message {} {} ({}, {})", message.id(), fate.code(), message.door(), message.site());
    }
}
