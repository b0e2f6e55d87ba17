package org.platelink.laboratory.intake.queue;

import java.util.Collection;
import java.util.List;
import java.util.Set;
import org.platelink.laboratory.intake.store.SharedNumbersListener;
import org.platelink.laboratory.journal.Journal;
import org.platelink.laboratory.journal.Reason;
import org.platelink.platform.pipeline.TransactionOrder;
import org.platelink.platform.pipeline.TransactionStep;
import org.platelink.security.linkage.LinkageAccessEvent;
import org.platelink.trial.review.DataUnlocked;
import org.springframework.context.event.EventListener;
import org.springframework.transaction.PlatformTransactionManager;
import org.springframework.transaction.TransactionDefinition;
import org.springframework.transaction.support.TransactionTemplate;

/**
 * Queues parked messages again when what they wait for may have been fixed: maps, links of participants, or ambiguous
 * numbers.
 */
class ParkedMessageRetry implements SharedNumbersListener {

    private static final Set<Reason> WAIT_FOR_MAPS = Set.of(
            Reason.UNMAPPED_NAMESPACE,
            Reason.UNMAPPED_CODE,
            Reason.UNMAPPED_UNIT,
            Reason.UNMAPPED_ANSWER,
            Reason.UNKNOWN_STATUS,
            Reason.WRONG_UNIT,
            Reason.IMPLAUSIBLE_VALUE,
            Reason.UNREADABLE_VALUE);

    private static final Set<Reason> WAIT_FOR_SUBJECTS =
            Set.of(Reason.UNKNOWN_SUBJECT, Reason.AMBIGUOUS_SUBJECT, Reason.SUBJECT_MISMATCH);

    private static final Set<Reason> WAIT_FOR_NUMBERS =
            Set.of(Reason.NUMBER_OF_ANOTHER_SUBJECT, Reason.NUMBER_USED_AGAIN);

    private final Journal journal;
    private final Backlog backlog;
    private final TransactionTemplate ownTransaction;

    ParkedMessageRetry(Journal journal, Backlog backlog, PlatformTransactionManager transactions) {
        this.journal = journal;
        this.backlog = backlog;
        this.ownTransaction = new TransactionTemplate(transactions);
        this.ownTransaction.setPropagationBehavior(TransactionDefinition.PROPAGATION_REQUIRES_NEW);
    }

    /** Retries messages of a site that wait for a map, after one was changed. */
    void mapsMended(String site) {
        retry(site, WAIT_FOR_MAPS);
    }

    /**
     * Retries messages that wait for a subject, once the transaction that links an identifier to a participant has
     * committed.
     */
    @EventListener
    public void on(LinkageAccessEvent use) {
        if (use.act() == LinkageAccessEvent.Act.LINK) {
            TransactionStep.afterCommit(TransactionOrder.PARKED_MESSAGES, () -> retry(use.site(), WAIT_FOR_SUBJECTS));
        }
    }

    /** Retries messages that wait for the data of participants to be unlocked; it is called after the commit. */
    @EventListener
    public void on(DataUnlocked unlocked) {
        unlocked.sites().forEach(site -> retry(site, Set.of(Reason.SUBJECT_LOCKED)));
    }

    /**
     * Retries messages that wait because of an ambiguous number, once a transaction has committed that stored results
     * with that number: it may be certain now which stored result they mean.
     *
     * @param addresses the addresses of the stored resources that have the same number
     */
    @Override
    public void stored(String site, Collection<String> addresses) {
        if (addresses.isEmpty()) {
            return;
        }
        TransactionStep.afterCommit(TransactionOrder.PARKED_MESSAGES, () -> {
            Integer retried =
                    ownTransaction.execute(status -> journal.retry(site, WAIT_FOR_NUMBERS, List.copyOf(addresses)));
            if (retried != null && retried > 0) {
                backlog.count();
            }
        });
    }

    private void retry(String site, Set<Reason> reasons) {
        ownTransaction.executeWithoutResult(status -> journal.retry(site, reasons));
        backlog.count();
    }
}
