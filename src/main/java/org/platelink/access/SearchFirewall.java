package org.platelink.access;

import ca.uhn.fhir.context.RuntimeSearchParam;
import ca.uhn.fhir.rest.server.servlet.ServletRequestDetails;
import ca.uhn.fhir.rest.server.util.ISearchParamRegistry;
import ca.uhn.fhir.rest.server.util.ISearchParamRegistry.SearchParamLookupContextEnum;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;
import org.platelink.server.CompositeParameters;
import org.platelink.server.NumericParameters;

/**
 * Checks what a search asks about on its way to its results. HAPI authorises results; but that a result is found tells what
 * was asked for, of a resource that must not be read too.
 */
final class SearchFirewall {

    /** Reach beyond the type, or into the text of whatever it holds. */
    private static final Set<String> REFUSED =
            Set.of("_filter", "_content", "_text", "_list", "_query", "_contained", "_containedType", "_type", "_pid");

    private static final int LONGEST_WAY = 3;
    private static final Pattern SORT = Pattern.compile("-?[A-Za-z_][A-Za-z0-9_-]*");

    private final AccessRules rules;
    private final ISearchParamRegistry parameters;
    private final NumericParameters numbers;

    SearchFirewall(AccessRules rules, ISearchParamRegistry parameters, NumericParameters numbers) {
        this.rules = rules;
        this.parameters = parameters;
        this.numbers = numbers;
    }

    /** Refuses a search that asks for what its caller may not know. */
    void check(Caller caller, String type, Map<String, String[]> asked) {
        numbers.check(asked);
        asked.forEach((name, values) -> {
            String plain = name.split("[:.]", 2)[0];
            if (REFUSED.contains(plain)) {
                throw Refusals.mayNotAsk(caller, plain, "use the search parameters of " + type + ".");
            }
            switch (plain) {
                case "_has" -> has(caller, type, name, 0);
                case "_include", "_revinclude" -> {
                    for (String value : values) {
                        include(caller, plain, value);
                    }
                }
                case "_sort" -> sort(caller, values);
                default -> {
                    parameter(caller, type, name, 0);
                    CompositeParameters.check(known(type, plain), name, values);
                }
            }
        });
    }

    /** Refuses a conditional write that asks for more than its condition. */
    void checkNothingElse(Caller caller, ServletRequestDetails request) {
        request.getParameters().keySet().stream()
                .filter(name -> !name.equals("identifier") && !name.startsWith("_format") && !name.equals("_pretty"))
                .findFirst()
                .ifPresent(name -> {
                    throw Refusals.mayNotAsk(caller, name, "the condition of a write is identifier=system|value.");
                });
    }

    /** {@code parameter}, {@code parameter:modifier} or a chain of them. */
    private void parameter(Caller caller, String type, String name, int way) {
        int dot = name.indexOf('.');
        if (dot < 0) {
            return;
        }
        String[] first = name.substring(0, dot).split(":", 2);
        String target = first.length == 2 ? first[1] : onlyTarget(caller, type, first[0], name);
        step(caller, type, first[0], target, name, way, true);
        String rest = name.substring(dot + 1);
        if (rest.startsWith("_has:")) {
            has(caller, target, rest, way + 1);
        } else {
            parameter(caller, target, rest, way + 1);
        }
    }

    /** {@code _has:Type:reference:parameter}, and what the parameter may be. */
    private void has(Caller caller, String type, String name, int way) {
        String[] parts = name.split(":", 4);
        if (parts.length < 4) {
            throw Refusals.mayNotAsk(caller, name, "it is of the form _has:Type:reference:parameter.");
        }
        step(caller, parts[1], parts[2], type, name, way, false);
        if (parts[3].startsWith("_has:")) {
            has(caller, parts[1], parts[3], way + 1);
        } else {
            parameter(caller, parts[1], parts[3], way + 1);
        }
    }

    /** {@code Type:reference} or {@code Type:reference:Target}. */
    private void include(Caller caller, String name, String value) {
        String[] parts = value.split(":");
        String what = name + "=" + value;
        boolean forward = name.equals("_include");
        if (value.contains("*") || parts.length < 2 || parts.length > 3) {
            throw Refusals.mayNotAsk(caller, what, "name the type and the parameter, such as Observation:subject.");
        }
        if (parts.length == 3) {
            step(caller, parts[0], parts[1], parts[2], what, 0, forward);
        } else {
            List<String> reached = targets(parts[0], parts[1]).stream()
                    .filter(target -> mayReach(caller, target))
                    .toList();
            if (reached.isEmpty()) {
                throw Refusals.mayNotAsk(caller, what, "nothing that it leads to may be read.");
            }
            reached.forEach(target -> step(caller, parts[0], parts[1], target, what, 0, forward));
        }
    }

    private void sort(Caller caller, String[] values) {
        for (String value : values) {
            for (String key : value.split(",")) {
                if (!SORT.matcher(key).matches()) {
                    throw Refusals.mayNotAsk(caller, "_sort=" + key, "sort by a search parameter of the type itself.");
                }
            }
        }
    }

    /**
     * One reference from a type to another, followed along or against it. Along it, from a subject's resource to what anyone
     * may read tells of that resource alone; against it, it would lead to the resources of all sites.
     */
    private void step(Caller caller, String from, String reference, String to, String what, int way, boolean forward) {
        if (way >= LONGEST_WAY) {
            throw Refusals.mayNotAsk(caller, what, "the way is longer than " + LONGEST_WAY + " references.");
        }
        reach(caller, from, what);
        reach(caller, to, what);
        if (!targets(from, reference).contains(to)) {
            throw Refusals.mayNotAsk(caller, what, from + " has no such reference to " + to + ".");
        }
        boolean fromSubject = rules.patientOf(from).isPresent();
        boolean toSubject = rules.patientOf(to).isPresent();
        boolean leavesSites = fromSubject != toSubject;
        if (caller.site() != null && leavesSites && !(forward && fromSubject && rules.isPublic(to))) {
            throw Refusals.mayNotAsk(
                    caller, what, "it leads through what belongs to no site to what belongs to other sites.");
        }
    }

    private void reach(Caller caller, String type, String what) {
        if (!mayReach(caller, type)) {
            throw Refusals.mayNotAsk(caller, what, type + " may not be searched so by this client.");
        }
    }

    /** On the way nothing holds a type to a condition, so only what may be searched without one may lie there. */
    private boolean mayReach(Caller caller, String type) {
        return rules.reach(caller, "search", type, Right.SEARCH)
                .filter(reach -> reach.conditions().isEmpty())
                .isPresent();
    }

    private String onlyTarget(Caller caller, String type, String reference, String what) {
        Set<String> targets = targets(type, reference);
        if (targets.size() != 1) {
            throw Refusals.mayNotAsk(
                    caller, what, "name the type of what it leads to, such as subject:Patient.gender.");
        }
        return targets.iterator().next();
    }

    private Set<String> targets(String type, String reference) {
        RuntimeSearchParam found = known(type, reference);
        return found == null ? Set.of() : found.getTargets();
    }

    private @Nullable RuntimeSearchParam known(String type, String parameter) {
        try {
            return parameters.getActiveSearchParam(type, parameter, SearchParamLookupContextEnum.SEARCH);
        } catch (RuntimeException unknownType) {
            return null;
        }
    }
}
