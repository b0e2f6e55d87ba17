package org.platelink.laboratory.intake.store;

import java.time.Instant;
import java.util.List;
import java.util.Set;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.platelink.laboratory.lab.DeliveredResource;

/**
 * The resources of one message, ready to be stored.
 *
 * @param message the id of the message
 * @param arrival the sequence number of the message in the order of arrival
 * @param site the id of the Organization whose laboratory sent it
 * @param sent when the message was made; null if it does not say
 * @param received when the server received it
 * @param resources what it delivers
 * @param onlyIfNew the ids of resources that are not written if any version of them is stored (conditional create)
 * @param onCondition the ids of resources that are written on a condition: at most one resource with their identifier
 *     may be stored
 * @param checked whether the resources were already validated against the guide, without a finding
 */
public record Delivery(
        UUID message,
        long arrival,
        String site,
        @Nullable Instant sent,
        Instant received,
        List<DeliveredResource> resources,
        Set<String> onlyIfNew,
        Set<String> onCondition,
        boolean checked) {

    public Delivery {
        resources = List.copyOf(resources);
        onlyIfNew = Set.copyOf(onlyIfNew);
        onCondition = Set.copyOf(onCondition);
    }

    /** The timestamp by which this state of a resource is compared with the stored one. */
    ResultTimestamp stamp(DeliveredResource delivered) {
        return new ResultTimestamp(delivered.issued() == null ? sent : delivered.issued(), sent, arrival);
    }
}
