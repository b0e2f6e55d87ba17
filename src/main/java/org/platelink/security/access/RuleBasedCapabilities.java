package org.platelink.security.access;

import ca.uhn.fhir.interceptor.api.Hook;
import ca.uhn.fhir.interceptor.api.Interceptor;
import ca.uhn.fhir.interceptor.api.Pointcut;
import ca.uhn.fhir.rest.server.exceptions.BaseServerResponseException;
import java.util.Arrays;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.hl7.fhir.instance.model.api.IBaseConformance;
import org.hl7.fhir.r4.model.CapabilityStatement;
import org.hl7.fhir.r4.model.CapabilityStatement.CapabilityStatementRestResourceComponent;
import org.hl7.fhir.r4.model.CapabilityStatement.SystemRestfulInteraction;
import org.hl7.fhir.r4.model.CapabilityStatement.TypeRestfulInteraction;
import org.hl7.fhir.r4.model.StringType;
import org.platelink.platform.pipeline.InterceptorOrder;

/**
 * Interceptor that reduces the CapabilityStatement to what the access rules allow to some role; HAPI would list all
 * that it can do.
 */
@Interceptor(order = InterceptorOrder.RULES_IN_CAPABILITIES)
final class RuleBasedCapabilities {

    private static final Set<SystemRestfulInteraction> OF_EVERY_CLIENT =
            Set.of(SystemRestfulInteraction.TRANSACTION, SystemRestfulInteraction.BATCH);

    /**
     * One caller for each role, with all rights that a token can grant; roles that need a site get an arbitrary one.
     */
    private static final List<Caller> EVERYBODY = Arrays.stream(Role.values())
            .map(role -> new Caller(
                    "capabilities",
                    role,
                    role.ofASite() ? "site" : null,
                    Set.of(),
                    role == Role.PUBLIC ? Caller.PUBLIC.scopes() : Scopes.parse("system/*.cruds")))
            .toList();

    private final AccessRules rules;
    private final SearchCheck searches;

    RuleBasedCapabilities(AccessRules rules, SearchCheck searches) {
        this.rules = rules;
        this.searches = searches;
    }

    /** The check of search parameters that applies to requests. */
    @FunctionalInterface
    interface SearchCheck {

        /**
         * Checks the parameters of a search.
         *
         * @throws ca.uhn.fhir.rest.server.exceptions.BaseServerResponseException 4xx if the caller may not use them
         */
        void check(Caller caller, String type, Map<String, String[]> asked);
    }

    @Hook(Pointcut.SERVER_CAPABILITY_STATEMENT_GENERATED)
    public void hold(IBaseConformance conformance) {
        if (conformance instanceof CapabilityStatement statement) {
            Map<String, List<Caller>> followers = new HashMap<>();
            statement.getRest().forEach(rest -> {
                rest.getInteraction().removeIf(interaction -> !OF_EVERY_CLIENT.contains(interaction.getCode()));
                rest.getOperation().removeIf(operation -> !rules.nameOfSystem("$" + operation.getName()));
                rest.getResource().removeIf(type -> !rules.nameType(type.getType()));
                rest.getResource().forEach(type -> hold(type, followers));
            });
        }
    }

    /**
     * @param followers cache of the callers who may follow a reference, by include parameter
     */
    private void hold(CapabilityStatementRestResourceComponent type, Map<String, List<Caller>> followers) {
        String name = type.getType();
        type.getOperation().removeIf(operation -> !rules.name("$" + operation.getName(), name));
        type.getInteraction().removeIf(interaction -> !isNamed(interaction.getCode(), name));
        if (!rules.name("create", name)) {
            type.setConditionalCreate(false);
        }
        if (!rules.name("update", name)) {
            type.setConditionalUpdate(false);
        }
        type.getSearchParam().removeIf(parameter -> SearchFirewall.REFUSED.contains(parameter.getName()));
        List<Caller> searchers =
                EVERYBODY.stream().filter(caller -> maySearch(caller, name)).toList();
        type.getSearchInclude().removeIf(include -> isFollowedByNone(searchers, "_include", include, followers));
        type.getSearchRevInclude().removeIf(include -> isFollowedByNone(searchers, "_revinclude", include, followers));
    }

    private boolean isNamed(TypeRestfulInteraction interaction, String type) {
        return switch (interaction) {
            case READ -> rules.name("read", type);
            case VREAD -> rules.name("vread", type);
            case HISTORYINSTANCE, HISTORYTYPE -> rules.name("history", type);
            case SEARCHTYPE -> rules.name("search", type);
            case CREATE -> rules.name("create", type);
            case UPDATE, PATCH -> rules.name("update", type);
            default -> false;
        };
    }

    private boolean isFollowedByNone(
            List<Caller> searchers, String parameter, StringType include, Map<String, List<Caller>> followers) {
        List<Caller> all = followers.computeIfAbsent(
                parameter + "=" + include.getValue(), asked -> followers(parameter, include.getValue()));
        return searchers.stream().noneMatch(all::contains);
    }

    private List<Caller> followers(String parameter, String include) {
        String from = include.split(":")[0];
        return EVERYBODY.stream()
                .filter(caller -> maySearch(caller, from) && mayFollow(caller, from, parameter, include))
                .toList();
    }

    private boolean maySearch(Caller caller, String type) {
        return rules.reach(caller, "search", type, Right.SEARCH).isPresent();
    }

    /** Uses the check that applies to requests, so that the statement cannot contradict it. */
    private boolean mayFollow(Caller caller, String type, String parameter, String include) {
        try {
            searches.check(caller, type, Map.of(parameter, new String[] {include}));
            return true;
        } catch (BaseServerResponseException refused) {
            return false;
        }
    }
}
