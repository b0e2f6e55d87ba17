package org.platelink.laboratory.lab;

import java.util.HashMap;
import java.util.Map;

/** Assigns ids to the resources of one message, before the stored resources are looked at. Not thread-safe. */
public final class IdAllocation {

    private final Map<String, String> holders = new HashMap<>();

    /**
     * The id of the number, unless another resource of the message has it; the same id again for the same resource.
     */
    public String take(ResultIdentity identity) {
        String apart = identity.apart();
        String holder = holders.putIfAbsent(identity.number(), apart);
        return holder == null || holder.equals(apart) ? identity.number() : apart;
    }
}
