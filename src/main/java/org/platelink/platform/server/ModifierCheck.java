package org.platelink.platform.server;

import ca.uhn.fhir.context.FhirContext;
import ca.uhn.fhir.context.RuntimeSearchParam;
import ca.uhn.fhir.rest.api.RestSearchParameterTypeEnum;
import ca.uhn.fhir.rest.server.util.ISearchParamRegistry;
import ca.uhn.fhir.rest.server.util.ISearchParamRegistry.SearchParamLookupContextEnum;
import ca.uhn.fhir.util.UrlUtil;
import java.util.ArrayList;
import java.util.Collection;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * Rejects search modifiers that their parameter does not support, along a chain and in {@code _has} too. HAPI applies
 * the ones that it knows and searches as if the others were not there.
 *
 * @see <a href="https://hl7.org/fhir/R4/search.html#modifiers">FHIR R4, modifiers</a>
 */
public final class ModifierCheck {

    private static final String MISSING = "missing";
    private static final String TEXT = "text";
    private static final String IDENTIFIER = "identifier";

    private static final Set<String> OF_VALUE_SETS = Set.of("in", "not-in");
    private static final Set<String> OF_HIERARCHIES = Set.of("above", "below");

    /**
     * Modifiers by type of parameter. A reference takes its target types as well, and a token with a text parameter
     * beside it takes {@code :text}.
     */
    private static final Map<RestSearchParameterTypeEnum, List<String>> BY_TYPE = new EnumMap<>(Map.of(
            RestSearchParameterTypeEnum.STRING, List.of("exact", "contains", MISSING),
            RestSearchParameterTypeEnum.TOKEN, List.of("not", "in", "not-in", "above", "below", MISSING),
            RestSearchParameterTypeEnum.REFERENCE, List.of(IDENTIFIER, MISSING),
            RestSearchParameterTypeEnum.URI, List.of("above", "below", MISSING),
            RestSearchParameterTypeEnum.DATE, List.of(MISSING),
            RestSearchParameterTypeEnum.NUMBER, List.of(MISSING),
            RestSearchParameterTypeEnum.QUANTITY, List.of(MISSING)));

    /** Modifiers of the parameters that every type has, and of those that accompany a search. */
    private static final Map<String, List<String>> BY_NAME = Map.of(
            "_include", List.of("iterate", "recurse"),
            "_revinclude", List.of("iterate", "recurse"),
            "_tag", List.of("not", MISSING),
            "_security", List.of("not", MISSING),
            "_profile", List.of("above", "below", MISSING),
            "_source", List.of("above", "below", "contains", MISSING),
            // HAPI merges all ids, including those that restrict the search to the caller's own.
            "_id", List.of(),
            "_lastUpdated", List.of());

    /** Parameters that are about the response and have no modifier, or are rejected with a message of their own. */
    private static final Set<String> OF_ANY_SEARCH = Set.of(
            "_has",
            "_sort",
            "_count",
            "_offset",
            "_total",
            "_summary",
            "_elements",
            "_format",
            "_pretty",
            "_since",
            "_filter",
            "_content",
            "_text",
            "_list",
            "_query",
            "_contained",
            "_containedType",
            "_type",
            "_pid");

    private final FhirContext fhir;
    private final ISearchParamRegistry parameters;
    private final CodeSearchCheck codes;

    ModifierCheck(FhirContext fhir, ISearchParamRegistry parameters, CodeSearchCheck codes) {
        this.fhir = fhir;
        this.parameters = parameters;
        this.codes = codes;
    }

    /**
     * Checks the parameters of a search.
     *
     * @param type the type that is searched
     * @throws ca.uhn.fhir.rest.server.exceptions.InvalidRequestException (400) that names the parameter and its
     *     modifiers
     */
    public void check(String type, Map<String, String[]> queryParameters) {
        queryParameters.forEach((name, values) -> check(type, name, name, List.of(values)));
    }

    /**
     * Checks a search as it is written in a URL.
     *
     * @param query without a question mark, such as {@code status=final}; may be empty
     * @throws ca.uhn.fhir.rest.server.exceptions.InvalidRequestException (400) that names the parameter and its
     *     modifiers
     */
    public void check(String type, String query) {
        check(type, UrlUtil.parseQueryStrings(query));
    }

    private void check(String type, String step, String name, List<String> values) {
        if (name.isBlank()) {
            throw FhirErrors.invalid("Parameters", "A parameter of the search has no name; send it as name=value.");
        }
        if (step.startsWith("_has:")) {
            String[] parts = step.split(":", 4);
            if (parts.length == 4) {
                check(parts[1], parts[3], name, values);
            }
            return;
        }
        int dot = step.indexOf('.');
        String[] first = (dot < 0 ? step : step.substring(0, dot)).split(":", 2);
        String modifier = first.length == 2 ? first[1] : null;
        if (dot < 0) {
            last(type, first[0], modifier, name, values);
        } else {
            for (String target : modifier == null ? targets(type, first[0]) : List.of(modifier)) {
                check(target, step.substring(dot + 1), name, values);
            }
        }
    }

    private void last(String type, String parameter, @Nullable String modifier, String name, List<String> values) {
        RuntimeSearchParam found = find(type, parameter);
        if (modifier == null) {
            mustBeKnown(type, parameter, found);
            return;
        }
        if (found == null && !parameter.startsWith("_")) {
            return; // Rejected by HAPI, which lists the known parameters.
        }
        // The modifier :text searches another parameter in place of the token, which a chain cannot do.
        boolean direct = name.equals(parameter + ":" + modifier);
        List<String> known =
                found == null ? BY_NAME.getOrDefault(parameter, List.of()) : modifiers(type, found, direct);
        if (!known.contains(modifier) && !isType(found, modifier)) {
            throw FhirErrors.invalid(name, sentence(type, parameter, found, modifier, known));
        }
        for (String value : values) {
            check(name, found, modifier, value);
        }
    }

    /** HAPI silently ignores an unknown parameter that begins with an underscore. */
    private static void mustBeKnown(String type, String parameter, @Nullable RuntimeSearchParam found) {
        if (found == null
                && parameter.startsWith("_")
                && !BY_NAME.containsKey(parameter)
                && !OF_ANY_SEARCH.contains(parameter)) {
            throw FhirErrors.invalid(
                    parameter.replaceAll("[^\\x20-\\x7e]", "?"),
                    "A search of " + type + " has no such parameter; which it has says [base]/metadata.");
        }
    }

    private static void mustBeTrueOrFalse(String name, String value) {
        if (!value.equals("true") && !value.equals("false")) {
            throw FhirErrors.invalid(name, "The value of " + name + " is true or false, and not " + value + ".");
        }
    }

    private void check(String name, @Nullable RuntimeSearchParam found, String modifier, String value) {
        if (modifier.equals(MISSING)) {
            mustBeTrueOrFalse(name, value);
        }
        if (found != null && found.getParamType() == RestSearchParameterTypeEnum.TOKEN) {
            if (OF_VALUE_SETS.contains(modifier)) {
                codes.mustExpand(name, value);
            } else if (OF_HIERARCHIES.contains(modifier)) {
                codes.mustHaveCode(name, value);
            }
        }
    }

    private List<String> modifiers(String type, RuntimeSearchParam found, boolean direct) {
        if (BY_NAME.containsKey(found.getName())) {
            return BY_NAME.get(found.getName());
        }
        List<String> known = new ArrayList<>(BY_TYPE.getOrDefault(found.getParamType(), List.of()));
        if (direct && found.getParamType() == RestSearchParameterTypeEnum.TOKEN && hasText(type, found.getName())) {
            known.add(TEXT);
        }
        return known;
    }

    /** Whether a token has a string parameter beside it that finds the text of what the token finds by code. */
    private boolean hasText(String type, String parameter) {
        RuntimeSearchParam text = find(type, parameter + "-" + TEXT);
        return text != null && text.getParamType() == RestSearchParameterTypeEnum.STRING;
    }

    private boolean isType(@Nullable RuntimeSearchParam found, String modifier) {
        return found != null
                && found.getParamType() == RestSearchParameterTypeEnum.REFERENCE
                && found.getTargets().contains(modifier);
    }

    private static String sentence(
            String type, String parameter, @Nullable RuntimeSearchParam found, String modifier, List<String> known) {
        List<String> all = new ArrayList<>(known);
        if (found != null && found.getParamType() == RestSearchParameterTypeEnum.REFERENCE) {
            found.getTargets().stream().sorted().forEach(all::add);
        }
        String what = found == null
                ? "The parameter " + parameter
                : "The search parameter " + parameter + " of " + type + ", a "
                        + found.getParamType().getCode() + ",";
        return what + " has no modifier :" + printable(modifier) + "; "
                + (all.isEmpty() ? "it has none." : "it has :" + String.join(", :", all) + ".");
    }

    private static String printable(String modifier) {
        String head = modifier.length() > 40 ? modifier.substring(0, 40) + "…" : modifier;
        return head.replaceAll("[^\\x20-\\x7e…]", "?");
    }

    private Collection<String> targets(String type, String parameter) {
        RuntimeSearchParam found = find(type, parameter);
        return found == null ? List.of() : found.getTargets();
    }

    private @Nullable RuntimeSearchParam find(String type, String parameter) {
        return fhir.getResourceTypes().contains(type)
                ? parameters.getActiveSearchParam(type, parameter, SearchParamLookupContextEnum.ALL)
                : null;
    }
}
