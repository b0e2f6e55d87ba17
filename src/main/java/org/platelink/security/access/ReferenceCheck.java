package org.platelink.security.access;

import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;
import org.hl7.fhir.r4.model.IdType;
import org.hl7.fhir.r4.model.Reference;
import org.jspecify.annotations.Nullable;
import org.springframework.transaction.support.TransactionOperations;

/**
 * Refuses references to what the caller does not know, in the same words and by the same questions whether it is there or
 * not. HAPI would say of each whether it is.
 */
final class ReferenceCheck {

    private final AccessRules rules;
    private final StoredSites stored;
    private final Membership membership;
    private final TransactionOperations transaction;

    ReferenceCheck(AccessRules rules, StoredSites stored, Membership membership, TransactionOperations transaction) {
        this.rules = rules;
        this.stored = stored;
        this.membership = membership;
        this.transaction = transaction;
    }

    /**
     * Looks at all references of one request.
     *
     * @param known references that lead to what the same request writes
     * @param approved what was found to be known before; what is found is added
     */
    void check(Caller caller, List<ReferenceOccurrence> mentions, Set<String> known, Set<String> approved) {
        Map<String, String> asked = new LinkedHashMap<>();
        for (ReferenceOccurrence mention : mentions) {
            String written = mention.what() instanceof Reference reference ? reference.getReference() : null;
            if (written == null || written.isEmpty() || written.startsWith("#") || known.contains(written)) {
                continue;
            }
            if (written.contains("?")) {
                throw Refusals.notKnownReference(caller, mention.place(), "a search");
            }
            target(written).filter(target -> !known.contains(target)).ifPresent(target -> {
                if (!approved.contains(target) && !mayAll(caller, target)) {
                    asked.putIfAbsent(target, mention.place());
                }
            });
        }
        Set<String> unknown = unknown(caller, asked.keySet());
        asked.forEach((target, place) -> {
            if (unknown.contains(target)) {
                throw Refusals.notKnownReference(caller, place, target);
            }
            approved.add(target);
        });
    }

    /** Type and id, without a server or a version; empty if it is none of a type, such as a UUID within a bundle. */
    static Optional<String> target(@Nullable String reference) {
        IdType id = new IdType(reference);
        return id.hasResourceType() && id.hasIdPart()
                ? Optional.of(id.getResourceType() + "/" + id.getIdPart())
                : Optional.empty();
    }

    /** Whether the caller knows all of a type, or nobody can have any of it here. */
    private boolean mayAll(Caller caller, String target) {
        String type = type(target);
        return !rules.nameType(type)
                || reach(caller, type).filter(AccessGrant::isWhole).isPresent();
    }

    private Set<String> unknown(Caller caller, Set<String> targets) {
        Set<String> ofSite = new TreeSet<>();
        Set<String> unknown = new HashSet<>();
        for (String target : targets) {
            AccessGrant reach = reach(caller, type(target)).orElse(null);
            if (reach == null) {
                unknown.add(target);
            } else if (reach.site() != null && reach.conditions().isEmpty()) {
                ofSite.add(target);
            } else if (!membership.holds(type(target), target.substring(target.indexOf('/') + 1), reach)) {
                unknown.add(target);
            }
        }
        String site = caller.site();
        if (site != null && !ofSite.isEmpty()) {
            Set<String> others = transaction.execute(status -> stored.notOf(site, ofSite));
            unknown.addAll(others == null ? ofSite : others);
        }
        return unknown;
    }

    /** A laboratory's system writes of its site's subjects and reads none, so its site is asked about and not its rules. */
    private Optional<AccessGrant> reach(Caller caller, String type) {
        return caller.site() != null && rules.patientOf(type).isPresent()
                ? Optional.of(new AccessGrant(caller.site(), List.of()))
                : rules.reach(caller, "read", type, Right.READ);
    }

    private static String type(String target) {
        return target.substring(0, target.indexOf('/'));
    }
}
