package org.platelink.platform.capability;

import static org.assertj.core.api.Assertions.assertThat;

import ca.uhn.fhir.context.RuntimeSearchParam;
import ca.uhn.fhir.rest.server.util.ISearchParamRegistry;
import ca.uhn.fhir.rest.server.util.ISearchParamRegistry.SearchParamLookupContextEnum;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.hl7.fhir.r4.model.CapabilityStatement.CapabilityStatementRestResourceComponent;
import org.hl7.fhir.r4.model.CapabilityStatement.CapabilityStatementRestResourceSearchParamComponent;
import org.hl7.fhir.r4.model.Enumerations.SearchParamType;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.api.TestInstance.Lifecycle;
import org.platelink.ServerTest;
import org.springframework.boot.test.web.server.LocalServerPort;

/**
 * The modifiers and prefixes that the documentation of {@code /fhir/metadata} claims, for one parameter of each kind
 * of a type.
 */
@ServerTest
@TestInstance(Lifecycle.PER_CLASS)
class ModifierClaimsIT {

    private static final Pattern ROW = Pattern.compile("\\| ([a-z]+) \\| ((?:`:[^`]+` ?)+)\\|");
    private static final Pattern NAME = Pattern.compile("`:([^`]+)`");
    private static final Pattern PREFIX = Pattern.compile("`([a-z]{2})`");

    /** All that R4 has, and one that it has not. */
    private static final Set<String> ALL = Set.of(
            "exact", "contains", "not", "in", "not-in", "above", "below", "identifier", "missing", "of-type", "x-none");

    private final int port;
    private final ISearchParamRegistry registry;
    private final List<String> lies = new ArrayList<>();
    private Claimed claimed;

    ModifierClaimsIT(@LocalServerPort int port, ISearchParamRegistry registry) {
        this.port = port;
        this.registry = registry;
    }

    @BeforeAll
    void claimed() {
        claimed = Claimed.by(port);
    }

    @Test
    void eachIsTakenAndNoOther() {
        Map<String, Set<String>> modifiers = modifiers(claimed.rest().getDocumentation());
        for (CapabilityStatementRestResourceComponent type : claimed.types()) {
            if (type.getSearchInclude().isEmpty()) {
                continue; // Not the store's; the tests of what answers it run its parameters.
            }
            Set<SearchParamType> seen = new HashSet<>();
            for (CapabilityStatementRestResourceSearchParamComponent parameter : type.getSearchParam()) {
                if (!parameter.getName().startsWith("_") && seen.add(parameter.getType())) {
                    run(
                            type.getType(),
                            parameter,
                            modifiers.getOrDefault(parameter.getType().toCode(), Set.of()));
                }
            }
        }

        assertThat(lies).isEmpty();
        assertThat(modifiers).containsKeys("string", "token", "reference");
    }

    private void run(
            String type, CapabilityStatementRestResourceSearchParamComponent parameter, Set<String> modifiers) {
        for (String modifier : ALL) {
            String path = "/" + type + "?" + parameter.getName() + ":" + modifier + "="
                    + value(modifier, parameter.getType());
            if (modifier.equals("identifier") && !leadsToOneType(type, parameter.getName())) {
                continue;
            }
            if (modifiers.contains(modifier)) {
                claimed.clients()
                        .lie(
                                path,
                                client -> client.get(path),
                                // Along a canonical address nothing can be asked, which the documentation says.
                                answer -> Clients.isGood(answer)
                                        || modifier.equals("identifier")
                                                && answer.body().contains("canonical address"))
                        .ifPresent(lies::add);
            } else {
                claimed.clients()
                        .doer(path, client -> client.get(path), Clients::isGood)
                        .ifPresent(lies::add);
            }
        }
    }

    @Test
    void eachPrefixIsTaken() {
        String sentence = claimed.rest()
                .getDocumentation()
                .lines()
                .filter(line -> line.startsWith("Dates and quantities"))
                .findFirst()
                .orElseThrow();
        List<String> prefixes =
                PREFIX.matcher(sentence).results().map(found -> found.group(1)).toList();
        assertThat(prefixes).hasSize(9);
        for (String prefix : prefixes) {
            for (String search : List.of("date=" + prefix + "2026-01-01", "value-quantity=" + prefix + "30")) {
                String path = "/Observation?" + search;
                claimed.clients()
                        .lie(path, client -> client.get(path), Clients::isGood)
                        .ifPresent(lies::add);
            }
        }
        assertThat(lies).isEmpty();
    }

    /** And to one that somebody may search: then what it leads to may be included. */
    private boolean leadsToOneType(String type, String parameter) {
        RuntimeSearchParam found = registry.getActiveSearchParam(type, parameter, SearchParamLookupContextEnum.SEARCH);
        return found != null
                && found.getTargets().size() == 1
                && claimed.types().stream()
                        .filter(one -> one.getType().equals(type))
                        .flatMap(one -> one.getSearchInclude().stream())
                        .anyMatch(include -> include.getValue().equals(type + ":" + parameter));
    }

    private static Map<String, Set<String>> modifiers(String documentation) {
        Map<String, Set<String>> modifiers = new HashMap<>();
        Matcher rows = ROW.matcher(documentation);
        while (rows.find()) {
            Set<String> names = new HashSet<>();
            NAME.matcher(rows.group(2)).results().forEach(name -> names.add(name.group(1)));
            modifiers.put(rows.group(1), names);
        }
        return modifiers;
    }

    private static String value(String modifier, SearchParamType type) {
        return switch (modifier) {
            case "missing" -> "true";
            case "in", "not-in" -> "https://platelink.org/ig/msc-itp/ValueSet/visit-statuses";
            case "above", "below" ->
                type == SearchParamType.TOKEN
                        ? "https://platelink.org/ig/msc-itp/CodeSystem/contact-kind%7Cpublic"
                        : "http://loinc.org/x";
            case "identifier" -> "urn:x%7Cx";
            default -> "x";
        };
    }
}
