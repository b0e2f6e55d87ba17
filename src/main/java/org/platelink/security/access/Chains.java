package org.platelink.security.access;

import ca.uhn.fhir.context.RuntimeSearchParam;
import ca.uhn.fhir.rest.server.util.ISearchParamRegistry;
import ca.uhn.fhir.rest.server.util.ISearchParamRegistry.SearchParamLookupContextEnum;
import java.util.List;
import java.util.Objects;
import java.util.Set;
import java.util.TreeSet;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/**
 * Authorizes the references that a search follows: along a chain, in reverse by {@code _has} and {@code _revinclude},
 * and to an identifier of the referenced resource. Each step leads to one type, which the caller may search.
 */
final class Chains {

    /** Types that are not kept in the JPA store: a chain through them would never find anything. */
    private static final Set<String> BESIDE_THE_STORE = Set.of(
            "AuditEvent", "StructureDefinition", "ValueSet", "CodeSystem", "SearchParameter", "OperationDefinition");

    private static final int LONGEST_WAY = 3;
    private static final String IDENTIFIER = "identifier";

    /**
     * The part of an R4 search parameter's path that restricts it to one target type, as in
     * {@code Observation-patient}.
     */
    private static final Pattern RESOLVED = Pattern.compile("resolve\\(\\) is ([A-Z][A-Za-z]+)");

    private final AccessRules rules;
    private final ISearchParamRegistry parameters;
    private final CanonicalParameters canonicals;

    Chains(AccessRules rules, ISearchParamRegistry parameters, CanonicalParameters canonicals) {
        this.rules = rules;
        this.parameters = parameters;
        this.canonicals = canonicals;
    }

    /**
     * Authorizes {@code parameter}, {@code parameter:modifier} or a chain of them.
     *
     * @return the same with the type of each step
     * @throws ca.uhn.fhir.rest.server.exceptions.BaseServerResponseException (401, 403) if the caller may not follow
     *     the chain
     */
    String follow(Caller caller, String type, String name) {
        return follow(caller, type, name, name, 0);
    }

    private String follow(Caller caller, String type, String rest, String name, int way) {
        int dot = rest.indexOf('.');
        String[] first = (dot < 0 ? rest : rest.substring(0, dot)).split(":", 2);
        boolean toIdentifier = dot < 0
                && first.length == 2
                && first[1].equals(IDENTIFIER)
                && !targets(type, first[0]).isEmpty();
        if (dot < 0 && !toIdentifier) {
            return rest;
        }
        String target =
                first.length == 2 && !toIdentifier ? first[1] : onlyTarget(caller, type, first[0], name, toIdentifier);
        step(caller, type, first[0], target, name, way, true);
        mustBeReference(caller, type, first[0], name);
        String next = toIdentifier ? IDENTIFIER : rest.substring(dot + 1);
        if (next.startsWith("_has:")) {
            has(caller, target, next, name, way + 1);
        } else {
            next = follow(caller, target, next, name, way + 1);
        }
        return first[0] + ":" + target + "." + next;
    }

    /**
     * Authorizes {@code _has:Type:reference:parameter}, where the parameter may be a chain itself.
     *
     * @throws ca.uhn.fhir.rest.server.exceptions.BaseServerResponseException (401, 403) if the caller may not follow
     *     the chain
     */
    void has(Caller caller, String type, String name) {
        has(caller, type, name, name, 0);
    }

    private void has(Caller caller, String type, String rest, String name, int way) {
        String[] parts = rest.split(":", 4);
        if (parts.length < 4) {
            throw Refusals.mayNotAsk(caller, name, "it is of the form _has:Type:reference:parameter.");
        }
        step(caller, parts[1], parts[2], type, name, way, false);
        mustBeReference(caller, parts[1], parts[2], name);
        if (parts[3].startsWith("_has:")) {
            has(caller, parts[1], parts[3], name, way + 1);
        } else if (!follow(caller, parts[1], parts[3], name, way + 1).equals(parts[3])) {
            // A missing type cannot be added in this place, and HAPI would follow the reference to all types.
            throw Refusals.mayNotAsk(
                    caller, name, "name the type of what it leads to, such as subject:Patient.gender.");
        }
    }

    private void mustBeReference(Caller caller, String type, String parameter, String what) {
        if (isCanonical(type, parameter)) {
            throw Refusals.mayNotAsk(
                    caller,
                    what,
                    parameter + " of " + type
                            + " is a canonical address, along which no search goes; ask for the address"
                            + " itself, or include what is there.");
        }
    }

    /** Whether a parameter is on canonical URLs rather than references. */
    boolean isCanonical(String type, String parameter) {
        RuntimeSearchParam found = find(type, parameter);
        return found != null && canonicals.contain(type, found);
    }

    /**
     * Authorizes one reference from a type to another, followed forward or in reverse. Forward, from a subject's
     * resource to a public type, it reveals only that resource; in reverse, it would lead to the resources of all
     * sites.
     */
    void step(Caller caller, String from, String reference, String to, String what, boolean forward) {
        step(caller, from, reference, to, what, 0, forward);
    }

    private void step(Caller caller, String from, String reference, String to, String what, int way, boolean forward) {
        if (way >= LONGEST_WAY) {
            throw Refusals.mayNotAsk(caller, what, "the way is longer than " + LONGEST_WAY + " references.");
        }
        reach(caller, from, what);
        reach(caller, to, what);
        if (!targets(from, reference).contains(to)) {
            throw Refusals.mayNotAsk(caller, what, from + " has no such reference to " + to + ".");
        }
        if (leavesSite(caller, from, to, forward)) {
            throw Refusals.mayNotAsk(
                    caller, what, "it leads through what belongs to no site to what belongs to other sites.");
        }
    }

    private boolean leavesSite(Caller caller, String from, String to, boolean forward) {
        boolean fromSubject = rules.patientOf(from).isPresent();
        boolean toSubject = rules.patientOf(to).isPresent();
        return caller.site() != null && fromSubject != toSubject && !(forward && fromSubject && rules.isPublic(to));
    }

    private void reach(Caller caller, String type, String what) {
        if (!mayReach(caller, type)) {
            throw Refusals.mayNotAsk(caller, what, type + " may not be searched so by this client.");
        }
    }

    /**
     * No condition is applied to the types within a chain, so only types that may be searched without one are allowed
     * there.
     */
    boolean mayReach(Caller caller, String type) {
        if (BESIDE_THE_STORE.contains(type)) {
            return false;
        }
        return rules.reach(caller, "search", type, Right.SEARCH)
                .filter(reach -> reach.conditions().isEmpty())
                .isPresent();
    }

    private String onlyTarget(Caller caller, String type, String reference, String what, boolean toIdentifier) {
        Set<String> targets = resolved(type, reference);
        if (targets.size() == 1) {
            return targets.iterator().next();
        }
        List<String> identified = toIdentifier ? identified(caller, type, reference, targets) : List.of();
        if (identified.size() != 1) {
            String example = toIdentifier ? "subject:Patient.identifier." : "subject:Patient.gender.";
            throw Refusals.mayNotAsk(caller, what, "name the type of what it leads to, such as " + example);
        }
        return identified.get(0);
    }

    /**
     * The types whose identifier may be meant: Patient alone, if the reference is the one by which the type belongs
     * to a Patient.
     */
    private List<String> identified(Caller caller, String type, String reference, Set<String> targets) {
        return rules.patientOf(type).filter(reference::equals).isPresent()
                ? List.of("Patient")
                : targets.stream()
                        .filter(target -> mayReach(caller, target) && !leavesSite(caller, type, target, true))
                        .filter(this::hasIdentifier)
                        .toList();
    }

    private boolean hasIdentifier(String type) {
        return parameters.getActiveSearchParam(type, IDENTIFIER, SearchParamLookupContextEnum.SEARCH) != null;
    }

    /**
     * The target types of a parameter. Where its path names types they are used, as they are fewer than the declared
     * targets.
     */
    private Set<String> resolved(String type, String reference) {
        Set<String> targets = targets(type, reference);
        if (targets.size() < 2) {
            return targets;
        }
        Set<String> resolved = new TreeSet<>();
        for (String path : Objects.requireNonNull(find(type, reference)).getPathsSplitForResourceType(type)) {
            Matcher is = RESOLVED.matcher(path);
            if (!is.find()) {
                return targets;
            }
            resolved.add(is.group(1));
        }
        return resolved.isEmpty() ? targets : resolved;
    }

    Set<String> targets(String type, String reference) {
        RuntimeSearchParam found = find(type, reference);
        return found == null ? Set.of() : found.getTargets();
    }

    /** The search parameter with a name; null if there is none. */
    @Nullable
    RuntimeSearchParam find(String type, String parameter) {
        try {
            return parameters.getActiveSearchParam(type, parameter, SearchParamLookupContextEnum.SEARCH);
        } catch (RuntimeException unknownType) {
            return null;
        }
    }
}
