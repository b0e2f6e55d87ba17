package org.platelink.platform.capability;

import static org.assertj.core.api.Assertions.assertThat;

import ca.uhn.fhir.context.RuntimeSearchParam;
import ca.uhn.fhir.rest.server.util.ISearchParamRegistry;
import ca.uhn.fhir.rest.server.util.ISearchParamRegistry.SearchParamLookupContextEnum;
import java.net.URLEncoder;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.function.BiConsumer;
import java.util.function.Consumer;
import org.hl7.fhir.r4.model.Bundle;
import org.hl7.fhir.r4.model.Bundle.SearchEntryMode;
import org.hl7.fhir.r4.model.CapabilityStatement.CapabilityStatementRestComponent;
import org.hl7.fhir.r4.model.CapabilityStatement.CapabilityStatementRestResourceComponent;
import org.hl7.fhir.r4.model.CapabilityStatement.CapabilityStatementRestResourceSearchParamComponent;
import org.hl7.fhir.r4.model.Resource;
import org.hl7.fhir.r4.model.StringType;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.api.TestInstance.Lifecycle;
import org.platelink.FhirClient.Answer;
import org.platelink.ServerTest;
import org.springframework.boot.test.web.server.LocalServerPort;

/** Each search that {@code /fhir/metadata} claims, as a client of a role that may: all that is not so, by name. */
@ServerTest
@TestInstance(Lifecycle.PER_CLASS)
class SearchClaimsIT {

    private final int port;
    private final ISearchParamRegistry registry;
    private final SearchedValues values = new SearchedValues();
    private Clients clients;
    private Samples samples;
    private CapabilityStatementRestComponent rest;

    SearchClaimsIT(@LocalServerPort int port, ISearchParamRegistry registry) {
        this.port = port;
        this.registry = registry;
    }

    @BeforeAll
    void claimed() {
        Claimed claimed = Claimed.by(port);
        clients = claimed.clients();
        samples = claimed.samples();
        rest = claimed.rest();
    }

    @Test
    void eachSearchParameterFindsWhatHasItsValueAndNothingElse() {
        List<String> lies = new ArrayList<>();
        List<String> found = new ArrayList<>();
        forEachParameter((type, parameter) -> {
            String claim = type.getType() + "?" + parameter.getName();
            Optional<Resource> sample = samples.one(type.getType());
            // The trail keeps who was asked for in vain, too.
            if (!claim.equals("AuditEvent?patient")) {
                ask(lies, claim, narrowed(type, sample) + parameter.getName() + "=" + encoded(none(parameter)), 0);
            }
            RuntimeSearchParam known = registry.getActiveSearchParam(
                    type.getType(), parameter.getName(), SearchParamLookupContextEnum.SEARCH);
            if (known == null) {
                return;
            }
            for (Resource one : samples.of(type.getType())) {
                Optional<String> value = values.of(one, known);
                if (value.isPresent()) {
                    found.add(claim);
                    ask(
                            lies,
                            claim + " of what is stored",
                            narrowed(type, Optional.of(one)) + parameter.getName() + "=" + encoded(value.get()),
                            1);
                    return;
                }
            }
        });

        assertThat(lies).isEmpty();
        // Else there is nothing to find in, and it is a test of nothing.
        assertThat(found).hasSizeGreaterThan(150);
    }

    @Test
    void eachIncludeAndRevincludeIsFollowed() {
        List<String> lies = new ArrayList<>();
        List<String> followed = new ArrayList<>();
        for (CapabilityStatementRestResourceComponent type : rest.getResource()) {
            type.getSearchInclude()
                    .forEach(include -> follow(type.getType(), "_include", include.getValue(), lies, followed));
            type.getSearchRevInclude()
                    .forEach(include -> follow(type.getType(), "_revinclude", include.getValue(), lies, followed));
        }

        assertThat(lies).isEmpty();
        assertThat(followed).hasSizeGreaterThan(40);
    }

    @Test
    void eachParameterOfTheAnswerIsHeeded() {
        List<String> lies = new ArrayList<>();
        for (CapabilityStatementRestResourceComponent type : rest.getResource()) {
            for (CapabilityStatementRestResourceSearchParamComponent parameter : type.getSearchParam()) {
                for (String value : ResultParameters.claimed(parameter.getName(), parameter.getDocumentation())) {
                    String search = "/" + type.getType() + "?" + parameter.getName() + "=" + value;
                    clients.lie(
                                    search,
                                    client -> client.get(search),
                                    answer -> Clients.isGood(answer)
                                            && ResultParameters.isHeeded(parameter.getName(), value, answer.bundle()))
                            .ifPresent(lies::add);
                }
            }
        }

        assertThat(lies).isEmpty();
    }

    @Test
    void hasIsAskedAlongEachClaimedReference() {
        List<String> lies = new ArrayList<>();
        for (CapabilityStatementRestResourceComponent type : rest.getResource()) {
            boolean claimed = type.getSearchParam().stream()
                    .anyMatch(parameter -> parameter.getName().equals("_has"));
            for (StringType include : claimed ? type.getSearchRevInclude() : List.<StringType>of()) {
                String search = "/" + type.getType() + "?_has:" + include.getValue() + ":_id=none";
                // Along a canonical address nothing can be asked, which the guide's page on searches says.
                clients.lie(
                                "_has (" + search + ")",
                                client -> client.get(search),
                                answer -> answer.body().contains("canonical address")
                                        || Clients.isGood(answer) && isRight(answer, search, 0))
                        .ifPresent(lies::add);
            }
        }

        assertThat(lies).isEmpty();
    }

    private void follow(String type, String name, String include, List<String> lies, List<String> followed) {
        String claim = type + "?" + name + "=" + include;
        clients.lie(claim, client -> client.get("/" + claim + "&_count=1"), Clients::isGood)
                .ifPresent(lies::add);
        String[] step = include.split(":");
        RuntimeSearchParam reference =
                registry.getActiveSearchParam(step[0], step[1], SearchParamLookupContextEnum.SEARCH);
        for (Resource source : samples.of(step[0])) {
            Optional<String> target = values.of(source, reference)
                    .filter(value -> name.equals("_include") || value.startsWith(type + "/"))
                    .filter(value -> value.matches("[A-Za-z]+/[A-Za-z0-9.-]+"));
            if (target.isPresent()) {
                String from = source.fhirType() + "/" + source.getIdPart();
                String start = name.equals("_include") ? from : target.get();
                String end = name.equals("_include") ? target.get() : from;
                followed.add(claim);
                clients.lie(
                                claim + " from " + start + " to " + end,
                                client -> client.get(
                                        "/" + type + "?_id=" + start.split("/")[1] + "&" + name + "=" + include),
                                answer -> Clients.isGood(answer) && includes(answer.bundle(), end))
                        .ifPresent(lies::add);
                return;
            }
        }
    }

    private static boolean includes(Bundle found, String end) {
        return found.getEntry().stream()
                .filter(entry -> entry.getSearch().getMode() == SearchEntryMode.INCLUDE)
                .anyMatch(entry -> end.equals(entry.getResource().fhirType() + "/"
                        + entry.getResource().getIdPart()));
    }

    private void ask(List<String> lies, String claim, String search, int matches) {
        clients.lie(
                        claim + " (" + search + ")",
                        client -> client.get(search),
                        answer -> Clients.isGood(answer) && isRight(answer, search, matches))
                .ifPresent(lies::add);
    }

    /** One resource is asked for by its id as well, where the type has ids; whoever may not search it finds none. */
    private boolean isRight(Answer answer, String search, int matches) {
        long found = answer.bundle().getEntry().stream()
                .filter(entry -> entry.getSearch().getMode() == SearchEntryMode.MATCH)
                .count();
        return search.contains("_id=") ? found == matches : matches == 0 ? found == 0 : found > 0;
    }

    private String narrowed(CapabilityStatementRestResourceComponent type, Optional<Resource> sample) {
        boolean byId = type.getSearchParam().stream()
                .anyMatch(parameter -> parameter.getName().equals("_id"));
        return "/" + type.getType() + "?"
                + (byId && sample.isPresent() ? "_id=" + sample.get().getIdPart() + "&" : "");
    }

    private void forEachParameter(
            BiConsumer<CapabilityStatementRestResourceComponent, CapabilityStatementRestResourceSearchParamComponent>
                    parameters) {
        Consumer<CapabilityStatementRestResourceComponent> each = type -> type.getSearchParam().stream()
                .filter(parameter -> !ResultParameters.NAMES.contains(parameter.getName()))
                .filter(parameter -> !parameter.getName().equals("_has"))
                .forEach(parameter -> parameters.accept(type, parameter));
        rest.getResource().forEach(each);
    }

    /** A value that nothing has. */
    private static String none(CapabilityStatementRestResourceSearchParamComponent parameter) {
        return switch (parameter.getType()) {
            case DATE -> "1850-01-01";
            case NUMBER -> "0";
            case QUANTITY -> "987654321";
            case URI -> "urn:x-platelink:none";
            case REFERENCE -> "none";
            case COMPOSITE -> "none$987654321";
            case SPECIAL -> "89.9|0.1|1|km";
            default -> "x-platelink-none";
        };
    }

    private static String encoded(String value) {
        return URLEncoder.encode(value, StandardCharsets.UTF_8);
    }
}
