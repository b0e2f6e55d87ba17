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
 * Refuses references to resources that the caller cannot see. The message and the database queries are the same
 * whether the resource exists or not; HAPI would reveal it.
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
     * Checks all references of one request.
     *
     * @param known references to resources that the same request writes
     * @param approved references that were authorized before; those authorized now are added
     */
    void check(Caller caller, List<ReferenceOccurrence> mentions, Set<String> known, Set<String> approved) {
        Map<String, String> placesByTarget = new LinkedHashMap<>();
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
                    placesByTarget.putIfAbsent(target, mention.place());
                }
            });
        }
        Set<String> unknown = unknown(caller, placesByTarget.keySet());
        placesByTarget.forEach((target, place) -> {
            if (unknown.contains(target)) {
                throw Refusals.notKnownReference(caller, place, target);
            }
            approved.add(target);
        });
    }

    /** Type and id, without server and version; empty if the reference has no type, such as a UUID within a bundle. */
    static Optional<String> target(@Nullable String reference) {
        IdType id = new IdType(reference);
        return id.hasResourceType() && id.hasIdPart()
                ? Optional.of(id.getResourceType() + "/" + id.getIdPart())
                : Optional.empty();
    }

    /** Whether the caller may see all resources of a type, or the rules name no access to the type at all. */
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

    /**
     * A laboratory system writes about its site's subjects without a right to read them. So for types that belong to
     * a Patient, a caller with a site is checked by site and not by its rules.
     */
    private Optional<AccessGrant> reach(Caller caller, String type) {
        return caller.site() != null && rules.patientOf(type).isPresent()
                ? Optional.of(new AccessGrant(caller.site(), List.of()))
                : rules.reach(caller, "read", type, Right.READ);
    }

    private static String type(String target) {
        return target.substring(0, target.indexOf('/'));
    }
}
