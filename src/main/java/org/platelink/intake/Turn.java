package org.platelink.intake;

import ca.uhn.fhir.rest.api.server.SystemRequestDetails;
import ca.uhn.fhir.rest.server.exceptions.BaseServerResponseException;
import ca.uhn.fhir.rest.server.exceptions.ResourceVersionConflictException;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.atomic.AtomicReference;
import org.hl7.fhir.r4.model.OperationOutcome;
import org.hl7.fhir.r4.model.OperationOutcome.OperationOutcomeIssueComponent;
import org.jspecify.annotations.Nullable;
import org.platelink.intake.Understanding.Understood;
import org.platelink.journal.Fate;
import org.platelink.journal.Finding;
import org.platelink.journal.Journal;
import org.platelink.journal.Reason;
import org.platelink.journal.Waiting;
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
    private final ResultStore store;
    private final TransactionOperations transaction;
    private final IntakeMeters meters;
    private final int attempts;

    Turn(
            Journal journal,
            List<Understanding> doors,
            ResultStore store,
            TransactionOperations transaction,
            IntakeMeters meters,
            int attempts) {
        this.journal = journal;
        this.doors = List.copyOf(doors);
        this.store = store;
        this.transaction = transaction;
        this.meters = meters;
        this.attempts = attempts;
    }

    /** Takes a turn; false if no message waits. */
    boolean take() {
        AtomicReference<@Nullable Waiting> claimed = new AtomicReference<>();
        try {
            Optional<Fate> fate = Optional.ofNullable(transaction.execute(status -> {
                Waiting message = journal.claim().orElse(null);
                claimed.set(message);
                return message == null ? null : apply(message);
            }));
            fate.ifPresent(decided -> told(String.valueOf(claimed.get().id()), decided, claimed.get()));
            return fate.isPresent();
        } catch (RuntimeException failure) {
            Waiting message = claimed.get();
            if (message == null) {
                throw failure;
            }
            failed(message, failure);
            return true;
        }
    }

    private Fate apply(Waiting message) {
        Understood understood = doors.stream()
                .filter(door -> door.understands(message))
                .findFirst()
                .orElseThrow(() -> new IllegalStateException("no such door"))
                .understand(message);
        if (!understood.findings().isEmpty()) {
            journal.decide(message.arrival(), Fate.PARKED, understood.findings());
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
                        Set.of()),
                new SystemRequestDetails());
        journal.decide(message.arrival(), outcome.fate(), outcome.findings());
        return outcome.fate();
    }

    private void failed(Waiting message, RuntimeException failure) {
        if (failure instanceof BaseServerResponseException refusal
                && refusal.getStatusCode() >= CLIENT_ERRORS
                && refusal.getStatusCode() < SERVER_ERRORS
                && !(refusal instanceof ResourceVersionConflictException)) {
            journal.decide(message.arrival(), Fate.PARKED, findings(refusal));
            told(String.valueOf(message.id()), Fate.PARKED, message);
        } else if (message.attempts() + 1 >= attempts) {
            journal.decide(
                    message.arrival(),
                    Fate.PARKED,
                    List.of(new Finding(
                            Reason.SERVER_FAILED,
                            "",
                            null,
                            "The server failed on this message " + attempts
                                    + " times; its operator finds the failures in the"
                                    + " log. Try again with $retry when they are mended.")));
            logged(message, failure);
            told(String.valueOf(message.id()), Fate.PARKED, message);
        } else {
            journal.putOff(message.arrival(), FIRST_PAUSE.multipliedBy(1L << message.attempts()));
            logged(message, failure);
        }
    }

    private static List<Finding> findings(BaseServerResponseException refusal) {
        List<OperationOutcomeIssueComponent> issues =
                refusal.getOperationOutcome() instanceof OperationOutcome outcome ? outcome.getIssue() : List.of();
        return issues.isEmpty()
                ? List.of(new Finding(
                        Reason.BREAKS_GUIDE,
                        "",
                        null,
                        "The store refuses it with HTTP status " + refusal.getStatusCode()))
                : issues.stream().map(GuideFindings::of).toList();
    }

    /** The kind of failure and its place, without its message, which may hold a piece of what was sent. */
    private static void logged(Waiting message, RuntimeException failure) {
        Throwable root = failure;
        while (root.getCause() != null) {
            root = root.getCause();
        }
        LOG.warn(
                "message {} failed: {} at {}",
                message.id(),
                root.getClass().getName(),
                root.getStackTrace().length == 0 ? "an unknown place" : root.getStackTrace()[0]);
    }

    private void told(String id, Fate fate, Waiting message) {
        meters.decided(fate, message.received());
        LOG.info("message {} {} ({}, {})", id, fate.code(), message.door(), message.site());
    }
}
