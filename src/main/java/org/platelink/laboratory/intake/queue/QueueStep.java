package org.platelink.laboratory.intake.queue;

import ca.uhn.fhir.rest.api.server.RequestDetails;
import ca.uhn.fhir.rest.server.exceptions.BaseServerResponseException;
import ca.uhn.fhir.rest.server.exceptions.ResourceVersionConflictException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import java.util.concurrent.atomic.AtomicReference;
import org.jspecify.annotations.Nullable;
import org.platelink.laboratory.intake.store.Delivery;
import org.platelink.laboratory.intake.store.ResultStore;
import org.platelink.laboratory.journal.Finding;
import org.platelink.laboratory.journal.Journal;
import org.platelink.laboratory.journal.MessageStatus;
import org.platelink.laboratory.journal.QueuedMessage;
import org.platelink.laboratory.journal.Reason;
import org.platelink.laboratory.journal.SealedMessage;
import org.platelink.platform.server.RedactedFailure;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.transaction.support.TransactionOperations;

/**
 * Applies the next message of the journal's queue in one database transaction.
 *
 * <p>The resources and the status of the message are committed together, so that whatever happens to the server a
 * message is either applied once or claimed again. A message that the storage refuses (4xx, but not a version
 * conflict) is parked. If the server fails, the message is tried again after a pause that doubles each time, and is
 * parked after the configured number of attempts.
 */
final class QueueStep {

    private static final Logger LOG = LoggerFactory.getLogger(QueueStep.class);
    private static final int CLIENT_ERRORS = 400;
    private static final int SERVER_ERRORS = 500;
    private static final Duration FIRST_PAUSE = Duration.ofMillis(200);

    private final Journal journal;
    private final List<MessageInterpreter> interpreters;
    private final Store store;
    private final TransactionOperations transaction;
    private final IntakeMeters meters;
    private final MessageEvents events;
    private final int attempts;

    QueueStep(
            Journal journal,
            List<MessageInterpreter> interpreters,
            Store store,
            TransactionOperations transaction,
            IntakeMeters meters,
            MessageEvents events,
            int attempts) {
        this.journal = journal;
        this.interpreters = List.copyOf(interpreters);
        this.store = store;
        this.transaction = transaction;
        this.meters = meters;
        this.events = events;
        this.attempts = attempts;
    }

    /** Stores the resources of a message in the current transaction. */
    @FunctionalInterface
    interface Store {
        ResultStore.Outcome store(Delivery delivery, RequestDetails request);
    }

    /** The outcome of a step. */
    enum Result {
        /** No message is due, or none may be applied at present. */
        NONE,
        /** The status of a message was decided. */
        DECIDED,
        /** The server failed on a message, which is tried again later. */
        POSTPONED
    }

    /** Claims and applies the next message. */
    Result take() {
        if (!events.canBeLeft()) {
            return Result.NONE;
        }
        AtomicReference<@Nullable SealedMessage> claimed = new AtomicReference<>();
        try {
            Optional<MessageStatus> status = Optional.ofNullable(transaction.execute(current -> {
                SealedMessage message = journal.claim().orElse(null);
                claimed.set(message);
                return message == null ? null : apply(journal.opened(message));
            }));
            status.ifPresent(decided -> record(decided, Objects.requireNonNull(claimed.get())));
            return status.isPresent() ? Result.DECIDED : Result.NONE;
        } catch (RuntimeException | StackOverflowError failure) {
            // StackOverflowError too: a message that is nested too deep must neither end the worker nor hold up those
            // after it.
            SealedMessage message = claimed.get();
            if (message == null) {
                throw failure;
            }
            return failed(message, failure);
        }
    }

    private MessageStatus apply(QueuedMessage message) {
        Interpretation interpretation = interpreters.stream()
                .filter(door -> door.handles(message))
                .findFirst()
                .orElseThrow(() -> new IllegalStateException("no such door"))
                .interpret(message);
        if (!interpretation.findings().isEmpty()) {
            journal.decide(message.arrival(), MessageStatus.PARKED, interpretation.all());
            journal.count(message.arrival(), interpretation.leftOut(), 0);
            return MessageStatus.PARKED;
        }
        ResultStore.Outcome outcome = store.store(
                new Delivery(
                        message.id(),
                        message.arrival(),
                        message.site(),
                        interpretation.sent(),
                        message.received(),
                        interpretation.resources(),
                        interpretation.onlyIfNew(),
                        interpretation.onCondition(),
                        interpretation.checked()),
                MessageEvents.requestOf(message.id(), message.client(), message.site()));
        boolean parked = outcome.status() == MessageStatus.PARKED;
        MessageStatus status = parked || interpretation.heldBack().isEmpty() ? outcome.status() : MessageStatus.PARTIAL;
        List<Finding> findings = new ArrayList<>(outcome.findings());
        findings.addAll(interpretation.heldBack());
        journal.decide(message.arrival(), status, findings);
        journal.count(message.arrival(), interpretation.leftOut(), parked ? 0 : interpretation.waiting());
        return status;
    }

    private Result failed(SealedMessage message, Throwable failure) {
        if (failure instanceof BaseServerResponseException refusal
                && refusal.getStatusCode() >= CLIENT_ERRORS
                && refusal.getStatusCode() < SERVER_ERRORS
                && !(refusal instanceof ResourceVersionConflictException)) {
            return parked(
                    message,
                    RefusalFindings.of(
                            refusal,
                            new Finding(
                                    Reason.BREAKS_GUIDE,
                                    "",
                                    null,
                                    "The store refuses it with HTTP status " + refusal.getStatusCode())));
        }
        LOG.warn("message {} failed: {}", message.id(), RedactedFailure.of(failure));
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
        return Result.POSTPONED;
    }

    /** Parks a message, unless another worker has decided it meanwhile. */
    private Result parked(SealedMessage message, List<Finding> findings) {
        if (journal.decide(message.arrival(), MessageStatus.PARKED, findings)) {
            record(MessageStatus.PARKED, message);
            return Result.DECIDED;
        }
        return Result.POSTPONED;
    }

    private void record(MessageStatus status, SealedMessage message) {
        meters.decided(status, message.received());
        events.decided(message.id(), status, message.client(), message.site());
        LOG.info(
                "message {} {} ({}, {})",
                message.id(),
                status.code(),
                message.channel().code(),
                message.site());
    }
}
