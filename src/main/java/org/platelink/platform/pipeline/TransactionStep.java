package org.platelink.platform.pipeline;

import java.util.function.Supplier;
import org.springframework.transaction.support.TransactionSynchronization;
import org.springframework.transaction.support.TransactionSynchronizationManager;

/**
 * Work of one kind at the end of a transaction, with what the transaction collects for it. There is one of each class
 * in a transaction; it is made with the first thing that is collected. Confined to the thread of the transaction.
 */
public abstract class TransactionStep implements TransactionSynchronization {

    private final TransactionOrder order;
    private boolean closed;

    protected TransactionStep(TransactionOrder order) {
        this.order = order;
    }

    /**
     * That of the transaction under way.
     *
     * @param type its class
     * @param first makes it where the transaction has none yet
     * @throws IllegalStateException if no transaction is under way, or if this one has done the step already: what is
     *     written later would be neither checked nor recorded, so that the transaction must not be committed
     */
    public static <S extends TransactionStep> S current(Class<S> type, Supplier<S> first) {
        for (TransactionSynchronization one : TransactionSynchronizationManager.getSynchronizations()) {
            if (type.isInstance(one)) {
                S step = type.cast(one);
                if (((TransactionStep) step).closed) {
                    throw new IllegalStateException(
                            "A resource is written after the step " + step.order() + " of its transaction.");
                }
                return step;
            }
        }
        S made = first.get();
        TransactionSynchronizationManager.registerSynchronization(made);
        return made;
    }

    /** Runs something when the transaction under way has been committed, and not if it is rolled back. */
    public static void afterCommit(TransactionOrder order, Runnable work) {
        TransactionSynchronizationManager.registerSynchronization(new TransactionStep(order) {
            @Override
            public void afterCommit() {
                work.run();
            }
        });
    }

    /** Runs something when the transaction under way has ended, whichever way. */
    public static void afterCompletion(TransactionOrder order, Runnable work) {
        TransactionSynchronizationManager.registerSynchronization(new TransactionStep(order) {
            @Override
            public void afterCompletion(int status) {
                work.run();
            }
        });
    }

    /** Does the step, just before the commit. A failure rolls the transaction back. */
    protected void complete() {
        // Steps that run after the commit have nothing to do before it.
    }

    protected final TransactionOrder order() {
        return order;
    }

    @Override
    public final int getOrder() {
        return order.order();
    }

    @Override
    public final void beforeCommit(boolean readOnly) {
        complete();
        closed = true;
    }
}
