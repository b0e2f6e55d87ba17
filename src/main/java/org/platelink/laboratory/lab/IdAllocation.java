package org.platelink.laboratory.lab;

import java.util.HashMap;
import java.util.Map;

/** The ids that the resources of one message have until it is known what is stored of them. Not for more than one thread. */
public final class IdAllocation {

    private final Map<String, String> holders = new HashMap<>();

    /** The id of its number, unless something else of the message has that; of the same thing the same id again. */
    public String take(ResultIdentity identity) {
        String apart = identity.apart();
        String holder = holders.putIfAbsent(identity.number(), apart);
        return holder == null || holder.equals(apart) ? identity.number() : apart;
    }
}
