package org.platelink.security.access;

import ca.uhn.fhir.rest.server.servlet.ServletRequestDetails;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.regex.Pattern;
import org.platelink.platform.server.CompositeParameters;
import org.platelink.platform.server.EmptyValues;
import org.platelink.platform.server.FhirErrors;
import org.platelink.platform.server.ModifierCheck;
import org.platelink.platform.server.NumericParameters;

/**
 * Authorizes the parameters of a search. HAPI only authorizes the results, but whether a search finds something
 * already reveals the values it asked for, even of resources that the caller must not read.
 */
final class SearchFirewall {

    /** Parameters that reach beyond the type, or search the full text of resources. */
    static final Set<String> REFUSED =
            Set.of("_filter", "_content", "_text", "_list", "_query", "_contained", "_containedType", "_type", "_pid");

    /** A search parameter, or one of a referenced type. */
    private static final Pattern SORT =
            Pattern.compile("-?[A-Za-z_][A-Za-z0-9_-]*(?:(?::[A-Z][A-Za-z]*)?\\.[A-Za-z_][A-Za-z0-9_-]*)?");

    private static final Pattern RELATIVE = Pattern.compile("[A-Z][A-Za-z]+/[A-Za-z0-9.-]+");

    private final Chains chains;
    private final NumericParameters numbers;
    private final ModifierCheck modifiers;

    SearchFirewall(Chains chains, NumericParameters numbers, ModifierCheck modifiers) {
        this.chains = chains;
        this.numbers = numbers;
        this.modifiers = modifiers;
    }

    /** Refuses a search with a parameter that the caller may not use, or with an empty value. */
    void check(Caller caller, String type, Map<String, String[]> parameters) {
        EmptyValues.mustHaveNone(parameters);
        checkParameters(caller, type, parameters);
    }

    /**
     * Refuses an operation with a search parameter that the caller may not use; the operation's own parameters may be
     * among them.
     */
    void checkParameters(Caller caller, String type, Map<String, String[]> parameters) {
        numbers.check(parameters);
        modifiers.check(type, parameters);
        parameters.forEach((name, values) -> {
            String plain = name.split("[:.]", 2)[0];
            if (REFUSED.contains(plain)) {
                throw Refusals.mayNotAsk(caller, plain, "use the search parameters of " + type + ".");
            }
            switch (plain) {
                case "_has" -> chains.has(caller, type, name);
                case "_include", "_revinclude" -> {
                    for (String value : values) {
                        include(caller, plain, value);
                    }
                }
                case "_sort" -> sort(caller, type, values);
                default -> {
                    chains.follow(caller, type, name);
                    mustBeAddresses(type, name, values);
                    CompositeParameters.check(chains.find(type, plain), name, values);
                }
            }
        });
    }

    /** A relative reference never matches a canonical URL, so it is refused instead of finding nothing. */
    private void mustBeAddresses(String type, String name, String[] values) {
        boolean isModified = name.indexOf(':') >= 0 || name.indexOf('.') >= 0;
        for (String value : values) {
            if (!isModified && RELATIVE.matcher(value).matches() && chains.isCanonical(type, name)) {
                throw FhirErrors.invalid(
                        name,
                        "The parameter " + name + " of " + type
                                + " is about canonical addresses; ask for one as it stands in"
                                + " the url of what is meant, such as " + name + "=https://….");
            }
        }
    }

    /** Refuses a conditional write with parameters beyond its condition. */
    void checkNothingElse(Caller caller, ServletRequestDetails request) {
        request.getParameters().keySet().stream()
                .filter(name -> !name.equals("identifier") && !name.startsWith("_format") && !name.equals("_pretty"))
                .findFirst()
                .ifPresent(name -> {
                    throw Refusals.mayNotAsk(caller, name, "the condition of a write is identifier=system|value.");
                });
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
            chains.step(caller, parts[0], parts[1], parts[2], what, forward);
        } else {
            List<String> reached = chains.targets(parts[0], parts[1]).stream()
                    .filter(target -> chains.mayReach(caller, target))
                    .toList();
            if (reached.isEmpty()) {
                throw Refusals.mayNotAsk(caller, what, "nothing that it leads to may be read.");
            }
            reached.forEach(target -> chains.step(caller, parts[0], parts[1], target, what, forward));
        }
    }

    private void sort(Caller caller, String type, String[] values) {
        for (String value : values) {
            for (String key : value.split(",")) {
                if (!SORT.matcher(key).matches()) {
                    throw Refusals.mayNotAsk(
                            caller,
                            "_sort=" + key,
                            "sort by a search parameter of the type, or of what one refers to: subject:Patient.birthdate.");
                }
                String parameter = key.startsWith("-") ? key.substring(1) : key;
                chains.follow(caller, type, parameter);
                if (chains.isCanonical(type, parameter)) {
                    throw Refusals.mayNotAsk(
                            caller, "_sort=" + key, "canonical addresses have no order; sort by another parameter.");
                }
            }
        }
    }
}
