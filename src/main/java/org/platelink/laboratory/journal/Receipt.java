package org.platelink.laboratory.journal;

import java.util.List;
import java.util.UUID;

/** The outcome of storing a message in the journal. */
public sealed interface Receipt {

    /**
     * It is stored.
     *
     * @param arrival its sequence number in the order of arrival
     */
    record NewMessage(long arrival) implements Receipt {}

    /**
     * The same message was accepted before; this one is stored as its duplicate.
     *
     * @param first the id of the first one
     * @param status the present status of the first one
     * @param findings why the first one is not applied
     */
    record Duplicate(UUID first, MessageStatus status, List<Finding> findings) implements Receipt {}

    /**
     * Its sender has used its control id for another message, which was accepted and still holds it. Nothing was
     * stored.
     *
     * @param first the id of that message
     */
    record ControlIdTaken(UUID first) implements Receipt {}

    /**
     * It repeats an accepted correction after another state of its order, which it would undo. It is stored as
     * parked.
     *
     * @param arrival its sequence number in the order of arrival
     * @param finding why it is parked, in addition to its other findings
     */
    record RepeatedCorrection(long arrival, Finding finding) implements Receipt {}
}
