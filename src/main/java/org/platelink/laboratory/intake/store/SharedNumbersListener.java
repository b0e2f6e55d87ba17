package org.platelink.laboratory.intake.store;

import java.util.Collection;

/**
 * Listener for results that were stored beside others with the same number: it may be certain now which stored result
 * a parked message means.
 */
@FunctionalInterface
public interface SharedNumbersListener {

    /**
     * Called in the transaction that stores the results, before it commits.
     *
     * @param site the id of the Organization whose results they are
     * @param addresses the addresses of the stored resources that have the number of one that is written; may be empty
     */
    void stored(String site, Collection<String> addresses);
}
