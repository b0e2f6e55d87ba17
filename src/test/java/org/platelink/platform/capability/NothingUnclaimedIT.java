package org.platelink.platform.capability;

import static org.assertj.core.api.Assertions.assertThat;

import ca.uhn.fhir.context.FhirContext;
import ca.uhn.fhir.context.RuntimeSearchParam;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.hl7.fhir.r4.model.CapabilityStatement.CapabilityStatementRestResourceComponent;
import org.hl7.fhir.r4.model.CapabilityStatement.CapabilityStatementRestResourceSearchParamComponent;
import org.hl7.fhir.r4.model.CapabilityStatement.TypeRestfulInteraction;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.api.TestInstance.Lifecycle;
import org.platelink.FhirClient;
import org.platelink.FhirClient.Answer;
import org.platelink.ServerTest;
import org.springframework.boot.test.web.server.LocalServerPort;

/** Whatever R4 has and {@code /fhir/metadata} does not claim is done for no role: all that is, by name. */
@ServerTest
@TestInstance(Lifecycle.PER_CLASS)
class NothingUnclaimedIT {

    /** Of every type; the values are such as FHIR has. */
    private static final Map<String, String> OF_ALL = Map.ofEntries(
            Map.entry("_id", "x"),
            Map.entry("_lastUpdated", "gt2020"),
            Map.entry("_tag", "x"),
            Map.entry("_profile", "urn:x"),
            Map.entry("_security", "x"),
            Map.entry("_source", "urn:x"),
            Map.entry("_language", "en"),
            Map.entry("_text", "x"),
            Map.entry("_content", "x"),
            Map.entry("_filter", "_id%20eq%20x"),
            Map.entry("_list", "x"),
            Map.entry("_query", "x"),
            Map.entry("_contained", "true"),
            Map.entry("_containedType", "container"),
            Map.entry("_type", "Patient"),
            Map.entry("_in", "x"),
            Map.entry("_count", "1"),
            Map.entry("_sort", "_id"),
            Map.entry("_summary", "true"),
            Map.entry("_elements", "id"),
            Map.entry("_total", "accurate"),
            Map.entry("_score", "true"));

    private final int port;
    private final FhirContext fhir = FhirContext.forR4Cached();
    private final List<String> lies = new ArrayList<>();
    private final Map<String, List<String>> searchers = new HashMap<>();
    private Claimed claimed;

    NothingUnclaimedIT(@LocalServerPort int port) {
        this.port = port;
    }

    @BeforeAll
    void claimed() {
        claimed = Claimed.by(port);
    }

    @Test
    void noOtherTypeIsThere() {
        Set<String> types = new TreeSet<>(fhir.getResourceTypes());
        claimed.types().forEach(type -> types.remove(type.getType()));
        for (String type : types) {
            String body = "{\"resourceType\":\"" + type + "\"}";
            mustNot(type + " search", client -> client.get("/" + type));
            mustNot(type + " create", client -> client.post("/" + type, body));
            mustNot(type + " history", client -> client.get("/" + type + "/_history"));
        }

        assertThat(types).hasSizeGreaterThan(90);
        assertThat(lies).isEmpty();
    }

    @Test
    void noOtherInteractionIsDone() {
        for (CapabilityStatementRestResourceComponent type : claimed.types()) {
            for (TypeRestfulInteraction interaction : TypeRestfulInteraction.values()) {
                if (interaction != TypeRestfulInteraction.NULL && !Claimed.does(type, interaction)) {
                    run(type.getType(), interaction);
                }
            }
        }
        mustNot("history of the server", client -> client.get("/_history"));
        mustNot("search of the server", client -> client.get("?_lastUpdated=gt2020"));
        mustNot("search of the server", client -> client.get("?_type=Observation"));

        assertThat(lies).isEmpty();
    }

    private void run(String type, TypeRestfulInteraction interaction) {
        Optional<String> sample = claimed.samples().one(type).map(one -> "/" + type + "/" + one.getIdPart());
        String text =
                claimed.samples().one(type).map(claimed.samples()::text).orElse("{\"resourceType\":\"" + type + "\"}");
        switch (interaction) {
            case SEARCHTYPE -> mustNot(type + " search", client -> client.get("/" + type));
            case HISTORYTYPE -> mustNot(type + " history", client -> client.get("/" + type + "/_history"));
            case CREATE -> mustNot(type + " create", client -> client.post("/" + type, text));
            default ->
                sample.ifPresent(
                        one -> mustNot(one + " " + interaction.toCode(), client -> of(interaction, one, text, client)));
        }
    }

    private static Answer of(TypeRestfulInteraction interaction, String one, String text, FhirClient client) {
        return switch (interaction) {
            case READ -> client.get(one);
            case VREAD -> client.get(one + "/_history/1");
            case HISTORYINSTANCE -> client.get(one + "/_history");
            case UPDATE -> client.put(one, text);
            case PATCH ->
                client.send(
                        "PATCH",
                        one,
                        "application/json-patch+json",
                        "[{\"op\":\"test\",\"path\":\"/id\",\"value\":\"\"}]");
            case DELETE -> client.delete(one);
            default -> throw new IllegalArgumentException(interaction.toCode());
        };
    }

    @Test
    void noOtherSearchParameterIsTaken() {
        for (CapabilityStatementRestResourceComponent type : claimed.types()) {
            Set<String> names = type.getSearchParam().stream()
                    .map(CapabilityStatementRestResourceSearchParamComponent::getName)
                    .collect(Collectors.toCollection(HashSet::new));
            Stream<RuntimeSearchParam> ofR4 = fhir.getResourceDefinition(type.getType()).getSearchParams().stream();
            ofR4.filter(parameter -> !parameter.getName().startsWith("_"))
                    .filter(parameter -> names.add(parameter.getName()))
                    .forEach(parameter -> search(type, parameter.getName() + "=" + value(parameter)));
            OF_ALL.forEach((name, value) -> {
                if (!names.contains(name)) {
                    search(type, name + "=" + value);
                }
            });
            search(type, "x-none=1");
            search(type, "_x-none=1");
        }

        assertThat(lies).isEmpty();
    }

    @Test
    void noOtherReferenceIsFollowed() {
        for (CapabilityStatementRestResourceComponent type : claimed.types()) {
            search(type, "_include=*");
            search(type, "_revinclude=*");
            for (String source : fhir.getResourceTypes()) {
                for (RuntimeSearchParam parameter :
                        fhir.getResourceDefinition(source).getSearchParams()) {
                    String step = source + ":" + parameter.getName();
                    if (parameter.getParamType() != ca.uhn.fhir.rest.api.RestSearchParameterTypeEnum.REFERENCE) {
                        continue;
                    }
                    if (source.equals(type.getType())
                            && type.getSearchInclude().stream().noneMatch(one -> step.equals(one.getValue()))) {
                        search(type, "_include=" + step);
                    }
                    if (parameter.getTargets().contains(type.getType())
                            && type.getSearchRevInclude().stream().noneMatch(one -> step.equals(one.getValue()))) {
                        search(type, "_revinclude=" + step);
                    }
                }
            }
        }

        assertThat(lies).isEmpty();
    }

    private static String value(RuntimeSearchParam parameter) {
        return switch (parameter.getParamType()) {
            case DATE -> "2026-01-01";
            case NUMBER, QUANTITY -> "1";
            case COMPOSITE -> "x$1";
            default -> "x";
        };
    }

    /** Whoever may search the type at all, and has the most rights beside it. */
    private void search(CapabilityStatementRestResourceComponent type, String query) {
        String path = "/" + type.getType() + "?" + query;
        claimed.clients()
                .doer(searchers(type.getType()), path, client -> client.get(path), Clients::isGood)
                .ifPresent(lies::add);
    }

    private List<String> searchers(String type) {
        return searchers.computeIfAbsent(
                type, one -> claimed.clients().first(client -> client.get("/" + one + "?_count=1")).stream()
                        .toList());
    }

    private void mustNot(String what, java.util.function.Function<FhirClient, Answer> request) {
        claimed.clients().doer(what, request, Clients::isGood).ifPresent(lies::add);
    }
}
