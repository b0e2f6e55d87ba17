package org.platelink.laboratory.intake;

import java.time.Instant;
import java.util.List;
import java.util.Set;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.platelink.laboratory.lab.DeliveredResource;

/**
 * What a message brings, ready to be stored.
 *
 * @param message the id of the message
 * @param arrival its number in the order of arrival
 * @param site the id of the Organization whose laboratory sent it
 * @param sent when the message was made; null if it does not say
 * @param received when it came
 * @param resources what it brings
 * @param onlyIfNew the ids of those that are left alone if any state of them is stored
 * @param onCondition the ids of those of which no more than one may be stored with their identifier
 * @param checked whether the guide was asked about them, and found nothing
 */
record Delivery(
        UUID message,
        long arrival,
        String site,
        @Nullable Instant sent,
        Instant received,
        List<DeliveredResource> resources,
        Set<String> onlyIfNew,
        Set<String> onCondition,
        boolean checked) {

    Delivery {
        resources = List.copyOf(resources);
        onlyIfNew = Set.copyOf(onlyIfNew);
        onCondition = Set.copyOf(onCondition);
    }

    /** Which state of a result it brings. */
    ResultTimestamp stamp(DeliveredResource delivered) {
        return new ResultTimestamp(delivered.issued() == null ? sent : delivered.issued(), sent, arrival);
    }
}
